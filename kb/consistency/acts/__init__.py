"""Whether two texts are about the same act: what it is, in which case, by whom."""
