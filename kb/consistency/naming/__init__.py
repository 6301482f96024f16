"""What things are called: abbreviations, codes, terms, and where they go unexplained."""
