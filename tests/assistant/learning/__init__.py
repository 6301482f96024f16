"""What the lessons for new colleagues promise."""
