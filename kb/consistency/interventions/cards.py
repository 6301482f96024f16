"""Sections as cards: what each says behind a label ("Wie:", "Regie.") or under a heading of its own."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kb.consistency.paper import Heading, Line, Paper
from kb.consistency.wording.headed import heading_words
from kb.model import Passage, Role

_LABEL = re.compile(r"[^\w\n]*(?P<label>[A-ZÀ-Ý][\w'’ /&-]{0,38}\w)(?P<mark>\s?[:.?])(?=\s|$)")
# What a card may have and need not.
_OPTIONAL = re.compile(
    r"(?:let op|tip\w*|toelichting|opmerking\w*|voorbeeld\w*|uitzondering\w*|n\.?b\.?|bijzonderheden|noot|bron\w*"
    r"|zie ook|aanvulling\w*|achtergrond|status|versie|datum)",
    re.I,
)
_OFTEN = 3  # sections that a label stands in, to be one


@dataclass(frozen=True, slots=True)
class Label:
    """A label with what stands behind it: `line` is both, `filled` whether anything does."""

    words: str
    line: Line
    filled: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A section by its labels, in small letters."""

    heading: Heading
    labels: Mapping[str, Label]

    @property
    def name(self) -> str:
        """The words of its heading."""
        return heading_words(self.heading.text)


def cards(paper: Paper) -> tuple[Card, ...]:
    """The sections that have two or more of the labels that stand in three sections or more."""
    headings = {one.path: one for one in paper.headings}
    found: dict[tuple[str, ...], dict[str, Label]] = {}
    for path, label in (*_labelled(paper), *_subheadings(paper)):
        if path in headings and not _OPTIONAL.fullmatch(label.words):
            found.setdefault(path, {}).setdefault(label.words.lower(), label)
    often = Counter(words for own in found.values() for words, one in own.items() if one.filled)
    kept = {
        path: {words: one for words, one in own.items() if often[words] >= _OFTEN and one.filled}
        for path, own in found.items()
    }
    return tuple(Card(headings[path], own) for path, own in kept.items() if len(own) >= 2)


def labels_of(passage: Passage) -> Iterator[Label]:
    """The labels of a passage at the beginning of its lines, each with its text up to the next."""
    if passage.role in {Role.TABLE_ROW, Role.DEFINITION, Role.RECITAL}:
        return
    starts: list[tuple[int, str]] = []
    at = 0
    for line in passage.text.split("\n"):
        found = _LABEL.match(line[:80])
        if found and len(found["label"].split()) <= 5:
            starts.append((at + found.start("label"), found["label"]))
        at += len(line) + 1
    for (start, words), (end, _) in pairwise([*starts, (len(passage.text), "")]):
        own = passage.text[start:end].rstrip(" \n-–•*✓")
        filled = any(map(str.isalnum, own[len(words) :]))
        yield Label(words, Line(own, passage.start + start), filled)


def _labelled(paper: Paper) -> Iterator[tuple[tuple[str, ...], Label]]:
    for passage in paper.body:
        for label in labels_of(passage):
            yield passage.headings, label


def _subheadings(paper: Paper) -> Iterator[tuple[tuple[str, ...], Label]]:
    """The headings under a heading, as its labels; a numbered one by its words."""
    holding = {passage.headings for passage in paper.body}
    for heading in paper.headings:
        if len(heading.path) > 1:
            words = heading_words(heading.text)
            yield heading.path[:-1], Label(words, Line(heading.text, heading.start), heading.path in holding)
