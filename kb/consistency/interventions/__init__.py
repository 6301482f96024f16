"""What an agreement settles of each intervention, facet by facet, and how regions compare."""
