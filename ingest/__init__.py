"""Bytes to passages: everything before the store, a pure function of the bytes."""
