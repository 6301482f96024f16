"""Finding passages: lexical fields, vectors, their mix, and the indexes that serve them."""
