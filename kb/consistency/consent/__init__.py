"""What is said of consent: needed or not, and when."""
