"""Who takes part in an agreement and who signed it, under all their names."""
