"""What a language model is told: one text per file and language, and what renders them."""
