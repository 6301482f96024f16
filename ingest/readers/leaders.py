"""Whether a line ends as the lines of a contents list do: dots or a tab, then a page number."""

_FILL = " .…\t\u00a0"


def leader_start(text: str) -> int | None:
    """Where the leader of a contents line begins, its page number behind it; None where there is none.

    Without a page number only four dots or more, or a tab, are a leader: three dots end a sentence.

    >>> leader_start("1. Doel ........ 4")
    7
    >>> leader_start("Aanmelden kan tot 12")
    """
    bare = text.rstrip(" \u00a0")
    words = bare.rstrip("0123456789")
    digits = len(bare) - len(words)
    head = words.rstrip(_FILL)
    gap = words[len(head) :]
    if digits > 3 or not head:
        return None
    found = gap.count(".") >= (3 if digits else 4) or "\t" in gap or (digits and ("…" in gap or "  " in gap))
    return len(head) if found else None
