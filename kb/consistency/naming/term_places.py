"""Where a paper names its interventions, bodies and processes: headings, contents list, definitions, capitals."""

import re
from collections.abc import Iterator
from typing import Final

from kb.consistency.paper import Line, Paper
from kb.consistency.parties.names import squeezed
from kb.consistency.parties.organisations import on_cover, parties
from kb.consistency.parties.signers import signatures
from kb.language.words import STOP_WORDS

_SHORTEST_NAME = 8  # letters; shorter ones stand in other words too
_NUMBER = re.compile(
    r"^\W*(?:(?:artikel|hoofdstuk|paragraaf|bijlage|stap|fase|deel)\s+)?(?:\d[\d.]*|[A-Z](?=[.)\s]))?[.):\s–-]*", re.I
)
_DEFINED = re.compile(
    r"^\W*(?:(?:\d+|[a-z])[.)]\s+)?(?:(?:de|het|een)\s+)?(?P<term>[^\W\d_][\w -]{3,50}?)\s*(?:\([^()]{2,40}\))?:\s"
)
_CAPITALS: Final = re.compile(
    r"(?<![\w-])[A-Z][\w'’-]*(?: (?:(?:van|de|het|en|&|voor|op|in|ter|tegen) ){0,2}[A-Z][\w'’-]*)+"
)

_OPENING = re.compile(r"(?P<word>[\w'’-]+) (?:(?:van|de|het|voor|op|in|ter|tegen|en) )*(?=[A-Z])")


def titles(paper: Paper) -> Iterator[Line]:
    """The headings of the body and the lines of the contents list, without number and page."""
    for line in (*paper.headings, *paper.contents):
        low = _NUMBER.match(line.text)
        start = low.end() if low else 0
        own = line.text[start:].rstrip("0123456789").rstrip(" .…\t–-")
        if own:
            yield Line(own, line.start + start)


def defined(paper: Paper) -> Iterator[Line]:
    """The terms that a definition begins with."""
    for one in paper.sentences:
        if found := _DEFINED.match(one.text):
            yield Line(found["term"], one.start + found.start("term"))


def capitals(paper: Paper) -> Iterator[Line]:
    """Several words with capitals in a row; without a word that has its capital for beginning a sentence, too."""
    for one in paper.sentences:
        for found in _CAPITALS.finditer(one.text):
            rest = _OPENING.match(found[0])
            skips = [0, rest.end()] if rest else [0]
            if rest and rest["word"].lower() in STOP_WORDS:
                skips = skips[1:]
            for skip in skips:
                if " " in found[0][skip:]:
                    yield Line(found[0][skip:], one.start + found.start() + skip)


def organisation_letters(paper: Paper) -> list[str]:
    """The letters of the names of organisations, which are no terms: those of cover, list of parties and signatures."""
    own = [name for one in parties(paper) for name in (*one.names, *(member.text for member in one.members))]
    signed = [one.name.text for one in signatures(paper).signers]
    cover = [line.text for line in on_cover(paper, [*own, *signed])]
    return [letters for name in (*own, *signed, *cover) if len(letters := squeezed(name)) >= _SHORTEST_NAME]
