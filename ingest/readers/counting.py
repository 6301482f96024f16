"""List numbers as word processors and web pages write them: figures, letters, Roman numerals."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST = 3999  # what Roman numerals reach; a list that long is counted in figures


def letters(value: int) -> str:
    """The count as letters: a to z, then aa, bb and so on; figures outside 1 to 3999."""
    if not 1 <= value <= _MOST:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def roman(value: int) -> str:
    """The count as a lower-case Roman numeral; figures outside 1 to 3999."""
    if not 1 <= value <= _MOST:
        return str(value)
    out = ""
    for amount, sign in _ROMAN:
        while value >= amount:
            out, value = out + sign, value - amount
    return out
