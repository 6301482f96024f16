"""What the drawing of a register shows: a card for each agreement, its appendices below it, arrows and their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.sentences import Lang, sentence, validity_in_words
from api.wording import region_name
from kb.governing import RegionRegister
from kb.model import Document, DocumentKind, ValidityStatus
from kb.ties import AbsentPaper, Tie, TieKind

_OUTLINES: Final = {
    ValidityStatus.IN_FORCE: "in_force",
    ValidityStatus.UNKNOWN: "unknown",
    ValidityStatus.NOT_YET: "not_yet",
    ValidityStatus.EXPIRED: "ended",
    ValidityStatus.SUPERSEDED: "ended",
}
_ABSENT: Final = "absent"


@dataclass(frozen=True, slots=True)
class Card:
    """One agreement, or one that is not held: its title, how it stands, its outline, and all of it read aloud."""

    id: str
    title: str
    stands: str
    outline: str
    about: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """A card with its appendices below it."""

    card: Card
    below: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """What ties two cards that are no appendix of each other; `about` is all of it in words."""

    source: str
    target: str
    kind: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, with its words; `outlines` says what each outline means that is used."""

    title: str
    about: str
    clusters: tuple[Cluster, ...]
    arrows: tuple[Arrow, ...]
    part_of: str
    outlines_are: str
    outlines: tuple[tuple[str, str], ...]


def picture(found: RegionRegister, lang: Lang) -> Picture:
    """The register of a region as cards and arrows.

    That one agreement names another is drawn only where nothing else ties an absent one.
    """
    told = _Told(found, lang)
    cards = {one.id: told.held(one) for one in found.documents} | {one.id: told.absent(one) for one in found.absent}
    wholes = _wholes(found.hanging.ties)
    below: dict[str, list[Card]] = {}
    for key in sorted((key for key in cards if key in wholes), key=told.number):
        below.setdefault(wholes[key], []).append(cards[key])
    used = {card.outline for card in cards.values()}
    kinds = (*dict.fromkeys(_OUTLINES.values()), _ABSENT)
    return Picture(
        title=sentence("register_title", {"region": region_name(found.region), "on": found.on.isoformat()}, lang),
        about=sentence("register_about", {}, lang),
        clusters=tuple(Cluster(card, tuple(below.get(key, ()))) for key, card in cards.items() if key not in wholes),
        arrows=tuple(told.arrow(one) for one in told.drawn if one.kind is not TieKind.PART_OF),
        part_of=_label(TieKind.PART_OF, lang),
        outlines_are=sentence("register_lines", {}, lang),
        outlines=tuple((kind, sentence(f"register_line_{kind}", {}, lang)) for kind in kinds if kind in used),
    )


class _Told:
    """The documents and ties of a register in words."""

    def __init__(self, found: RegionRegister, lang: Lang) -> None:
        self._found, self._lang = found, lang
        self.drawn = _drawn(found)
        self._names = {one.id: one.title for one in found.documents} | {
            one.id: _capital(one.name) for one in found.absent
        }
        self._part_of = {one.id: one.part_of or "" for one in found.documents}

    def held(self, document: Document) -> Card:
        """The card of a document that is held."""
        validity = self._found.validities[document.id]
        which = _NUMBER.match(self._part_of[document.id])
        kind = "" if document.kind in _UNSAID else sentence(f"kind_{document.kind.value}", {}, self._lang)
        said = (which[0] if which else "", kind, validity_in_words(validity, self._lang))
        return self._card(document.id, _capital(", ".join(filter(None, said))), _OUTLINES[validity.status])

    def absent(self, paper: AbsentPaper) -> Card:
        """The card of a document that is named and not held."""
        return self._card(paper.id, sentence("register_absent", {}, self._lang), _ABSENT)

    def _card(self, key: str, stands: str, outline: str) -> Card:
        ties = [_capital(f"{self._label(one)} {self._names[one.target]}") for one in self.drawn if one.source == key]
        title = self._names[key]
        return Card(key, title, stands, outline, ". ".join((title, stands, *ties)) + ".")

    def arrow(self, tie: Tie) -> Arrow:
        """A tie as an arrow."""
        label = self._label(tie)
        about = f"{self._names[tie.source]} {label} {self._names[tie.target]}"
        return Arrow(tie.source, tie.target, tie.kind.value, label, about)

    def number(self, key: str) -> list[tuple[int, str]]:
        """What appendices are sorted by."""
        return by_number(self._part_of.get(key) or self._names[key])

    def _label(self, tie: Tie) -> str:
        return _label(tie.kind, self._lang)


_NUMBER = re.compile(r"bijlage\s+[\w.]+(?=\s+bij\b)", re.I)
_UNSAID = (DocumentKind.OTHER, DocumentKind.APPENDIX)


def by_number(name: str) -> list[tuple[int, str]]:
    """What names are sorted by: bijlage 2 comes before bijlage 10."""
    parts = re.findall(r"\d+|[^\W\d]+", name.casefold())
    return [(int(one), "") if one.isdecimal() else (-1, one) for one in parts]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _label(kind: TieKind, lang: Lang) -> str:
    return sentence(f"label_tie_{kind.value}", {}, lang)


def _drawn(found: RegionRegister) -> list[Tie]:
    ties = found.hanging.ties
    absent = {one.id for one in found.absent}
    strong = [one for one in ties if one.kind is not TieKind.NAMES]
    tied = {key for one in strong for key in (one.source, one.target)}
    return strong + [one for one in ties if one.kind is TieKind.NAMES and one.target in absent - tied]


def _wholes(ties: Sequence[Tie]) -> dict[str, str]:
    """What each appendix hangs under: the outermost whole; none where papers are each other's appendix."""
    direct = {one.source: one.target for one in ties if one.kind is TieKind.PART_OF}
    outermost: dict[str, str] = {}
    for key in direct:
        above, seen = key, {key}
        while above in direct and direct[above] not in seen:
            above = direct[above]
            seen.add(above)
        if above not in direct:
            outermost[key] = above
    return outermost
