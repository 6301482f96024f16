"""Files that are broken, hostile or out of reach, offered to the command line."""
