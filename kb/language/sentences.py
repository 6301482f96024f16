"""Sentences of a passage, with Dutch abbreviations, initials, numbers and list items."""

import re
from itertools import pairwise

# Without their last dot. Dotted ones (t.b.v., c.q., d.d.) need no list: letters with dots between them.
_SHORTENED = """
aanh aant afd afl afz alg art artt betr bijl bijv blz ca cq dhr dir div drs evt excl fam fig gebr gem gez hfd hfst
hoofdst incl inz jl jo jr lidw max mevr min mld mln mr mw nl nr nrs nvt ong ontv opm pag par plm plv prof ref resp
secr sr st stb stcrt str tab tel toel verg vgl vlg vnl voorz wnd ws zgn zg dr ds ir bv cie
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
# These close an enumeration, and with it often the sentence.
_CLOSING = frozenset(("enz", "etc", "e.d", "e.a"))
_CLOSERS = r"[\"'”’»)\]]*"
# Possessive and from the first mark on: a long row of dots is looked at once.
_END = re.compile(rf"(?<![.!?…])[.!?…]++{_CLOSERS}+(?=\s|$)")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
# A new line that opens a list item: "- ", "• ", "a. ", "2) ", "iv. ", "3.4. ".
_ITEM = re.compile(r"\n(?=[^\S\n]*(?:[-–—•▪◦✓*·o]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)])[^\S\n]+\S)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")
_DOTTED = re.compile(r"(?:\w\.)+\w|[A-Z]")  # "t.b.v", "G.H.M", and the initial of "A. Buur"
# "Zie bijlage A. Daarna ...": a letter that is the name of something; at the start of a line it may be a heading.
_LETTERED = re.compile(
    r"[^\s\-–—•▪◦✓*·(\[].*\b(?:bijlage|bijl\.|onderdeel|kolom|route|categorie|variant|model|formulier|blok)\s$", re.I
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*|[a-zA-Z]|[ivx]{1,4}")
_NEARBY = 60  # characters looked at on either side of a mark: longer than any abbreviation


def _shortened(word: str, following: str) -> bool:
    """Whether the dot after the word belongs to the word."""
    if word.lower() in _CLOSING:
        return not following[:1].isupper()
    return word.lower() in _ABBREVIATIONS or _DOTTED.fullmatch(word) is not None


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a sentence ends at the mark."""
    following = text[mark.end() : mark.end() + _NEARBY].lstrip()
    if following[:1].islower():  # "(wie?) en dan", "enz. maar"
        return False
    if mark.group().rstrip("\"'”’»)]") != "." or mark.group() != ".":
        return True
    line = text[max(0, mark.start() - _NEARBY) : mark.start()].rpartition("\n")[2]
    found = _LAST_WORD.search(line)
    word = found.group() if found else ""
    before = line[: len(line) - len(word)]
    if len(word) == 1 and word.isupper() and _LETTERED.search(before.lstrip()):
        return True
    opens = not before.strip(" \t([-–—•▪◦✓*·")
    return not (_shortened(word, following) or (opens and _NUMBER.fullmatch(word)))


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end exclusive) of the sentences of a passage, without surrounding white space.

    Every character that is no white space lies in exactly one span. A blank line and a new line
    that opens a list item begin a new sentence; other single new lines do not.
    """
    ends = {mark.end() for mark in _END.finditer(text) if _closes(text, mark)}
    ends |= {mark.end() for pattern in (_PARAGRAPH, _ITEM) for mark in pattern.finditer(text)}
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(sorted({0, *ends, len(text)})):
        piece = text[start:end].strip()
        if piece:
            left = text.index(piece, start)
            spans.append((left, left + len(piece)))
    return spans
