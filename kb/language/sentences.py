"""Sentences of a passage, with Dutch abbreviations, initials, numbers and list items."""

import re
from itertools import pairwise

_SHORTENED = """
aant afd afl al alg art arts bc betr bijl bijv blz bv ca cq dd dhr dir div dr drs e.a e.d e.e.a enz etc
evt excl fam fig gebr geb gem hfd hfst hoofdst i.c ing inc incl inz ir jl jr kl lid max mevr min mld mln
mr mw n.a nl no nr nrs ong ord p par pag prof red resp rev s sr st str t tab tel toel vgl vlg vnl voorz ws
zgn z.o.z
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
# Ends of a sentence: the mark, closing quotes or brackets, then white space.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[.!?…]+[\"'”’»)\]]*$")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
# A new line that opens a list item: "- ", "• ", "a. ", "2) ", "iv. ", "3.4. ".
_ITEM = re.compile(
    r"\n(?=[^\S\n]*(?:[-–—•▪◦✓*·o]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)])[^\S\n]+\S)"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘]+$")


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark ends a sentence there."""
    if not mark.group().startswith(".") or len(mark.group().rstrip("\"'”’»)]")) > 1:
        return True
    following = text[mark.end() :].lstrip()
    if following[:1].islower():  # "het art. 3 genoemde", "enz. maar"
        return False
    found = _WORD_BEFORE.search(text[: mark.start()])
    word = found.group() if found else ""
    if re.fullmatch(r"(?:[A-Z]\.)*[A-Z]|(?:\w\.)+\w", word):  # initials "G.H.M", abbreviation "t.b.v"
        return False
    if word.lower().rstrip(".") in _ABBREVIATIONS:
        return False
    opens = not text[: mark.start() - len(word)].rstrip(" \t") or text[: mark.start() - len(word)].rstrip(
        " \t"
    ).endswith("\n")
    return not (
        opens and re.fullmatch(r"\d+(?:\.\d+)*|[a-zA-Z]|[ivx]{1,4}", word)
    )  # the number of a heading or item


def _cuts(text: str) -> list[int]:
    """Positions where a new sentence begins."""
    found = {mark.end() for mark in _PARAGRAPH.finditer(text)}
    found |= {mark.end() for mark in _ITEM.finditer(text)}
    found |= {mark.end() for mark in _END.finditer(text) if _closes(text, mark)}
    return sorted(found)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end exclusive) of the sentences of a passage, without surrounding white space.

    Every character that is no white space lies in exactly one span. A blank line and a new line
    that opens a list item begin a new sentence; other single new lines do not.
    """
    spans: list[tuple[int, int]] = []
    edges = [0, *_cuts(text), len(text)]
    for start, end in pairwise(edges):
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(piece.strip())))
    return spans
