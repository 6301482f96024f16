"""What does not agree: in one paper, between the papers of a region, and between regions."""
