"""Join sentences that a page break cut in two, without moving a character."""

import re

# A page break cuts a sentence in two: its first half ends without a full stop and the second half
# begins in lower case. List markers ("a. ", "- ") and cells never continue a sentence.
_LOWER = re.compile(r"(?<![.:;?!\n])\n\n(?=[a-zà-öø-ÿ](?![.)]\s))")
# ... or begins with a capital while a quotation mark or bracket is still open.
_BREAK = re.compile(r"(?<![.:;?!\n])\n\n(?=\S)")
_OPEN = re.compile(r"[“\"„«(]")
_WINDOW = 400


def rejoin(text: str) -> str:
    """Return `text` with cut sentences joined; every character keeps its position.

    Two spaces take the place of the two newlines: citations count characters, so nothing may move.
    """
    text = _LOWER.sub("  ", text)
    return _BREAK.sub(lambda found: "  " if _left_open(text, found.start()) else "\n\n", text)


def _left_open(text: str, at: int) -> bool:
    """Whether the paragraph that ends at `at` leaves a quotation mark or bracket open that the next closes."""
    before = text[max(0, at - _WINDOW) : at].rpartition("\n\n")[2]
    after = text[at + 2 : at + 2 + _WINDOW].partition("\n\n")[0]
    last = list(_OPEN.finditer(before))
    if not last or len(before) < 2:
        return False
    if before.count('"') % 2 and after.count('"') % 2:
        return True
    opened = before.count("(") - before.count(")")
    closed = after.count(")") - after.count("(")
    return (opened > 0 and closed > 0) or (
        before.count("“") + before.count("„") > before.count("”") and after.count("”") > after.count("“")
    )
