"""Slips of the pen: brackets, list ends, doubled words."""
