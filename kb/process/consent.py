"""What a sentence says of consent: of which of the four kinds, whose, and whether it is needed."""

import re
from typing import NamedTuple

from kb.process.act import ConsentKind, Polarity
from kb.process.actors import Mention, Roles, Sort
from kb.process.words import STRESS

_WORD = r"(?:toestemming\w*|instemming|goedkeuring|machtiging|akkoord)"
_NAMED = re.compile(rf"\b{_WORD}\b", re.I)
_AGREES = re.compile(
    r"\b(?:(?:er|daar)?mee (?:\w+ )?(?:instem\w*|hebben ingestemd|heeft ingestemd|ingestemd|akkoord)|instem(?:t|men)"
    r"|(?:heeft|hebben) ingestemd|goedvind(?:t|en))\b",
    re.I,
)
_CONSULTED = re.compile(
    r"\b(?:in|na) overleg met\b|\boverleg(?:t|gen)\b[^.;]{0,40}?\bmet\b"
    r"|\bhebben besproken\b",
    re.I,
)
_SIGNED = re.compile(r"\b(?:handtekening|onderteken\w*|tekent|tekenen)\b", re.I)
_NOT_ENOUGH = re.compile(
    rf"\book niet (?:met|als)\b[^.;]{{0,30}}\b{_WORD}|\b(?:geldt|telt|is) (?:niet als"
    rf"|geen) {_WORD}\b(?! \w* ?(?:van|nodig))"
    rf"|\bniet als {_WORD}\b|\bdit geldt ook als\b.*\b{_WORD} heeft gegeven",
    re.I,
)
_NOT_NEEDED = re.compile(
    rf"\bgeen (?:\w+ )?{_WORD}\b[^.;]{{0,40}}\b(?:nodig|vereist|verplicht)"
    rf"|\b{_WORD}\b[^.;]{{0,50}}\bniet (?:nodig|vereist|verplicht)"
    rf"|^geen toestemming nodig|^niet nodig|; geen toestemming nodig",
    re.I,
)
_WITHOUT = re.compile(rf"\bzonder (?:\w+ )?{_WORD}\b", re.I)
_REFUSED = re.compile(
    rf"\bgeen (?:\w+ )?{_WORD}\b[^.;]{{0,30}}\b(?:ge(?:eft|ven|geven)|heeft)"
    rf"|\b{_WORD}\b[^.;]{{0,40}}\b(?:intrek\w*|intrekt|ingetrokken"
    rf"|geweigerd|weigert)|\btrekt\b[^.;]{{0,30}}\b{_WORD}\b[^.;]{{0,10}}\bin\b",
    re.I,
)
_SOUGHT = re.compile(
    rf"\b(?:vraagt|vragen|verzoekt|verzoeken|vroeg)\b[^.;]{{0,80}}\b{_WORD}\b"
    rf"|\b{_WORD}\b[^.;]{{0,20}}\bvragen\b",
    re.I,
)
_NEEDED = re.compile(
    rf"\b(?:na|met|mits|alleen met|pas na)\b[^.;,]{{0,40}}?\b{_WORD}\b|\b{_WORD}\b[^.;]{{0,60}}\b(?:nodig"
    rf"|vereist|verplicht|voldoende)\b"
    rf"|\b(?:alleen|pas|uitsluitend|mits|slechts)\b[^.;]{{0,140}}\b{_WORD}\b|\b(?:als|indien|wanneer|zodra"
    rf"|nadat)\b[^.;]{{0,80}}\b{_WORD}\b[^.;]{{0,25}}\bge(?:eft|ven|geven)"
    rf"|\b{_WORD}\b[^.;]{{0,40}}\bde grondslag|^(?:schriftelijk\w*|van een ouder)\b",
    re.I,
)
_GIVEN = re.compile(
    rf"\b{_WORD}\b[^.;]{{0,60}}\bge(?:eft|ven|geven)\b|\bge(?:eft"
    rf"|ven)\b[^.;]{{0,60}}\b{_WORD}\b",
    re.I,
)
_OPENS = re.compile(r"\b(?:als|indien|wanneer|zodra|nadat|tenzij|mits|totdat)\b", re.I)
_GIVING = re.compile(r"\bge(?:eft|ven|geven)\b|\bintrek\w+|\btrekt\b|\bweigert\b", re.I)
_ANY = re.compile(r"stem|goedkeur|machtig|akkoord|teken|overleg|goedvind|besproken", re.I)
_DENIES = re.compile(r"\b(?:niet|geen|nooit|niemand)\b", re.I)


class Said(NamedTuple):
    """What is said of a consent: the place of its words in the text, and whose it is."""

    kind: ConsentKind
    polarity: Polarity
    words: tuple[int, int]
    whose: Mention | None


def consent_in(text: str, mentions: list[Mention], roles: Roles) -> Said | None:
    """What the text says of consent; None where it speaks of none.

    A consent by name goes before an agreement in other words, that before a signature, and that
    before somebody being consulted, which is a consent only where it is the reporter.
    """
    text = text.translate(STRESS)
    if not _ANY.search(text):
        return None
    if named := _NAMED.search(text):
        whose = _whose(text, named.start(), named.end(), mentions)
        return Said(_kind(whose, roles), _polarity(text), (named.start(), named.end()), whose)
    if agrees := _AGREES.search(text):
        givers = [one for one in mentions if one.end <= agrees.start() and not _preposed(text, one)]
        whose = givers[-1] if givers else None
        return Said(_kind(whose, roles), Polarity.NEEDED, (agrees.start(), agrees.end()), whose)
    if signed := _SIGNED.search(text):
        whose = next((one for one in mentions if roles.sort(one.core) is Sort.CLIENT), None)
        return Said(ConsentKind.SIGNATURE, _signing(text), (signed.start(), signed.end()), whose)
    if consulted := _CONSULTED.search(text):
        reporters = [one for one in mentions if roles.sort(one.core) is Sort.REPORTER]
        if reporters:
            return Said(ConsentKind.REPORTER, Polarity.NEEDED, (consulted.start(), consulted.end()), reporters[0])
    return None


def _signing(text: str) -> Polarity:
    if re.search(r"\b(?:tekent|ondertekent)\b[^.;,]{0,40}\bniet\b|\bweigert\b", text, re.I):
        return Polarity.REFUSED
    if re.search(r"\b(?:vraagt|vragen|verzoekt)\b", text):
        return Polarity.SOUGHT
    if re.search(r"\b(?:zonder|pas|nadat|zodra|moet)\b", text, re.I):
        return Polarity.NEEDED
    return Polarity.GIVEN if re.search(r"\bmet (?:zijn|haar|hun) handtekening\b", text, re.I) else Polarity.MENTIONED


def _polarity(text: str) -> Polarity:
    for pattern, polarity in (
        (_NOT_ENOUGH, Polarity.NOT_ENOUGH),
        (_NOT_NEEDED, Polarity.NOT_NEEDED),
        (_REFUSED, Polarity.REFUSED),
    ):
        if pattern.search(text):
            return polarity
    if without := _WITHOUT.search(text):
        # "niet zonder toestemming", "zonder toestemming niet": needed; "mag zonder toestemming": not
        around = text[: without.start()] + text[without.end() :]
        return Polarity.NEEDED if _DENIES.search(around) else Polarity.NOT_NEEDED
    for pattern, polarity in (
        (_SOUGHT, Polarity.SOUGHT),
        (_NEEDED, Polarity.NEEDED),
        (_GIVEN, Polarity.GIVEN),
    ):
        if pattern.search(text):
            return polarity
    return Polarity.MENTIONED


def _whose(text: str, start: int, end: int, mentions: list[Mention]) -> Mention | None:
    """Who gives it: named behind "van", or the subject of giving, or the one who is asked."""
    for one in mentions:
        if re.fullmatch(r"(?: (?:nodig|vereist|\w+))?\s+van\s+", text[end : one.start]):
            return one
    if holder := re.search(r"\bhandtekening van\s+", text):
        return next((one for one in mentions if one.start == holder.end()), None)
    if giving := _GIVING.search(text):
        return _giver(text, giving, start, mentions)
    if re.search(r"\b(?:vraagt|vragen|verzoekt)\b", text):
        return _client_before(start, mentions)
    return None


def _client_before(place: int, mentions: list[Mention]) -> Mention | None:
    return next((one for one in mentions if one.end <= place and Roles.sort(one.core) is Sort.CLIENT), None)


def _giver(text: str, giving: re.Match[str], start: int, mentions: list[Mention]) -> Mention | None:
    """The subject of giving: right behind the verb, or before it in the same clause; a pronoun is the client before."""
    after = [one for one in mentions if one.start >= giving.end() and not _preposed(text, one)]
    if after and after[0].start == giving.end() + 1:
        return after[0]
    opened = [found for found in _OPENS.finditer(text) if found.end() <= max(giving.start(), start)]
    if opened and re.match(r"\s*(?:hij|zij|ze)\b", text[opened[-1].end() :], re.I):
        # "als hij daarvoor toestemming geeft": the client named before, or nobody
        return _client_before(start, mentions)
    floor = opened[-1].end() if opened else 0
    before = [m for m in mentions if floor <= m.start < max(giving.start(), start) and not _preposed(text, m)]
    if before:
        return before[-1] if before[-1].end <= start or len(before) == 1 else before[0]
    return None


def _preposed(text: str, one: Mention) -> bool:
    return bool(
        re.search(r"\b(?:van|aan|met|voor|naar|over|namens|uit|tussen|bij|door|per|in|onder|op)\s+$", text[: one.start])
    )


def _kind(whose: Mention | None, roles: Roles) -> ConsentKind:
    if whose is None:
        return ConsentKind.UNSAID
    sort = roles.sort(whose.core)
    if sort is Sort.CLIENT:
        return ConsentKind.CLIENT
    return ConsentKind.REPORTER if sort is Sort.REPORTER else ConsentKind.PARTY
