"""When an agreement holds, what it replaced, and what has run out."""
