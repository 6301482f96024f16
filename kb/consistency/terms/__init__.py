"""How long and how often: lengths and rhythms, and where they differ."""
