"""Bytes to numbered pages of blocks, one reader per file format."""
