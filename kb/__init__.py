"""What is known and how it is found: the nouns, the truth at rest, the register, search."""
