"""Colours and numbered steps in a sentence: used as a code, explained, or summed up."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_COLOURS: Final = {
    "groen": "groen", "groene": "groen", "oranje": "oranje", "rood": "rood", "rode": "rood", "geel": "geel",
    "gele": "geel", "blauw": "blauw", "blauwe": "blauw", "paars": "paars", "paarse": "paars", "zwart": "zwart",
    "zwarte": "zwart",
}  # fmt: skip
_COLOUR: Final = r"(?:groene?|oranje|rood|rode|geel|gele|blauwe?|paarse?|zwarte?)"
_CASES: Final = (
    r"(?:meldingen|melding|signalen|signaal|casussen|casus|zaken|zaak|dossiers?|situaties?|scores?|aanmelding(?:en)?)"
)
_STEP: Final = (
    r"(?P<word>fase|niveau|trede|categorie|klasse|prioriteit|prio|urgentie)[ -]"
    r"(?P<number>\d{1,2}|(?-i:[A-E]))(?!\w|[.,]\d)"
)
# "P2", of a scale that is known by its letter.
_LETTERED: Final = r"(?P<lettered>(?-i:[A-Z])\d)(?![\w,.]\d|\w)"
_USED_LETTERED: Final = (
    re.compile(
        rf"\b(?:prioriteit|prio|urgentie|categorie|klasse|niveau|fase|trede|code|status|label|score)[ -]?{_LETTERED}",
        re.I,
    ),
    re.compile(rf"(?<![\w-]){_LETTERED}[ -]{_CASES}\b", re.I),
)
_ANY_LETTERED: Final = re.compile(r"(?<!\w)[A-Z]\d(?!\w)")
_LANGUAGE: Final = re.compile(r"niveau[ -]?[ABC][12]", re.I)  # of the language people speak
_TELLS_LETTERED: Final = (
    re.compile(rf"[\"'“‘]?(?:[a-z]+ )?{_LETTERED}[\"'”’]?\s*(?:[:=–-](?!\w)|\(|$)", re.I),
    re.compile(rf"(?<![\w-]){_LETTERED}\s?(?:\((?=[^()]{{4}})|=|:|(?:betekent|staat voor|houdt in|wil zeggen|is)\b)"),
)
_ROW_LETTERED: Final = re.compile(
    r"(?<!\w)(?P<first>[A-Z])\d(?:,? | ?/ ?|, (?:en|of) | t/m | tot en met |-|–|en |of ){1,4}(?P=first)\d\b"
)
_UP_TO: Final = re.compile(r"t/m|tot en met|[-–]")
_ROW: Final = rf"{_COLOUR}(?:\s?[,/]\s?{_COLOUR}){{0,6}}(?:\s?/\s?|,?\s(?:en|of)\s){_COLOUR}"
_ROWS: Final = re.compile(rf"\b{_ROW}\b", re.I)
_CODED: Final = re.compile(
    rf"\b(?:kleur(?:code)?|code|status|label)\s+(?P<after>{_COLOUR})\b|\b(?P<before>{_COLOUR})\s+{_CASES}\b", re.I
)
_NUMBERED: Final = re.compile(rf"\b{_STEP}", re.I)
# What a row of colours must stand beside to be a code: "groen en blauw" may be a park.
_AS_CODE: Final = re.compile(
    r"\b(?:kleur|code|classific|indel|label|melding|signa|status|stoplicht|categorie|casus|score)", re.I
)
# "Groen: er zijn zorgen", "Fase 2 (rustig)", "Een rode melding is ...".
_TELLS: Final = re.compile(
    rf"[\"'“‘]?(?:(?:de|een|kleur|code)\s+)*(?:(?P<colour>{_COLOUR})(?:\s+{_CASES})?|{_STEP})[\"'”’]?"
    r"\s*(?:[:=–(]|$|(?:betekent|staat voor|houdt in|wil zeggen|geeft aan|is)\b)",
    re.I,
)
# "..., oranje is verplicht" behind a first colour that is explained.
_TELLS_ON: Final = re.compile(
    rf"[,;]\s+(?:en\s+)?(?P<colour>{_COLOUR})\s+(?:is|betekent|staat voor|houdt in|wil zeggen|geeft aan|geldt)\b", re.I
)
_DESCRIBES: Final = re.compile(rf"(?:in|op|tijdens)\s+{_STEP}", re.I)
# "een melding is rood als ...", "oranje (de zorgen nemen toe)".
_MEANS: Final = re.compile(
    rf"\b(?:is|wordt|heet|krijgt(?: de kleur| de code)?|kleurt)\s+(?P<a>{_COLOUR})(?:,)?"
    r"\s+(?:als|wanneer|indien|zodra|bij)\b"
    rf"|\b(?P<b>{_COLOUR})(?:\s+{_CASES})?\s?(?:\((?=[^()]{{6}})|\s(?:betekent|staat voor|houdt in|wil zeggen)\b)",
    re.I,
)
_STEP_MEANS: Final = re.compile(
    rf"\b{_STEP}\s?(?:\((?=[^()]{{4}})|\s(?:betekent|staat voor|houdt in|wil zeggen)\b)", re.I
)
_SUMMED: Final = re.compile(rf"\b(?:kleur|code)\w*\b[^.:]{{0,60}}:\s*(?P<row>{_ROW})\b", re.I)
# A scale of somebody else: "code oranje van het KNMI". Everybody knows the colours of the weather.
_WEATHER: Final = re.compile(
    r"\bKNMI\b|\bweer(?:alarm|waarschuwing|bericht|code|sverwachting)\w*|\b(?:storm|hitte|kou|sneeuw|gladheid|ijzel|onweer)\b",
    re.I,
)
_OF_ANOTHER: Final = re.compile(rf"\bcode\s+{_COLOUR}\s+van\s+(?:de|het)\s+[A-Z]")
_ALONE: Final = re.compile(rf"\W*(?:(?:code|kleur)\s+)?(?P<colour>{_COLOUR})\W*", re.I)
_NUMBER: Final = re.compile(r"\d{1,2}\b")
_SCHOOL: Final = re.compile(r"\b(?:mbo|hbo|opleidings\w*|denk)[\s-]*$", re.I)


class Code(NamedTuple):
    """A step of a scale: "rood" of "kleur", "3" of "fase"."""

    scale: str
    step: str


def coded(text: str) -> Iterator[tuple[Code, str]]:
    """The codes that a line uses, each with its words."""
    for found in _CODED.finditer(text):
        yield _colour(found["after"] or found["before"]), found["after"] or found["before"]
    for row in _ROWS.finditer(text):
        colours = _colours(row[0])
        if len(colours) > 2 or _AS_CODE.search(text):
            yield from ((_colour(colour), colour) for colour in colours)
    for found in _NUMBERED.finditer(text):
        if not _SCHOOL.search(text[max(0, found.start() - 20) : found.start()]):
            yield _step(found), found[0]
    for found in (one for pattern in _USED_LETTERED for one in pattern.finditer(text)):
        if not _LANGUAGE.match(found[0]):
            yield _lettered(found["lettered"]), found["lettered"]


def borrowed(text: str) -> bool:
    """Whether the colours of a line are somebody else's scale, which this paper need not explain."""
    return _WEATHER.search(text) is not None or _OF_ANOTHER.search(text) is not None


def filled_in(row: str) -> Iterator[tuple[int, Code, str]]:
    """The colours that are all a cell of a row holds, but for its first, each with its column."""
    for at, cell in enumerate(row.split("\t")):
        if at and (found := _ALONE.fullmatch(cell)):
            yield at, _colour(found["colour"]), found["colour"]


def spoken_of(text: str) -> Iterator[Code]:
    """The colours that a text speaks of, for whatever reason."""
    yield from map(_colour, _colours(text))


def listed(text: str) -> Iterator[tuple[Code, str]]:
    """The steps that a line sums up: "een kleur: groen, geel of rood", "prioriteit P1 tot en met P3"."""
    for found in _ROW_LETTERED.finditer(text):
        digits = re.findall(r"\d", found[0])
        whole = range(int(digits[0]), int(digits[-1]) + 1) if _UP_TO.search(found[0]) else digits
        yield from ((_lettered(f"{found['first']}{one}"), f"{found['first']}{one}") for one in whole)
    for found in _SUMMED.finditer(text):
        yield from ((_colour(colour), colour) for colour in _colours(found["row"]))


def meant(text: str, header: str) -> Iterator[tuple[Code, str]]:
    """The codes that a line, or a row of a table by its first cell, explains; `header` names the first column."""
    first, *rest = text.split("\t")
    if rest:
        if any(cell.strip() for cell in rest):
            yield from _of_cell(first.strip(), header)
        return
    for one in (match for pattern in _TELLS_LETTERED if (match := pattern.search(text))):
        yield _lettered(one["lettered"]), one["lettered"]
    found = _TELLS.match(text)
    if found and found["colour"]:
        for one in (found, *_TELLS_ON.finditer(text)):
            yield _colour(one["colour"]), one["colour"]
    elif found:
        yield _step(found), found[0]
    for one in _MEANS.finditer(text):
        yield _colour(one["a"] or one["b"]), one["a"] or one["b"]
    for one in _STEP_MEANS.finditer(text):
        yield _step(one), one[0]


def described(text: str) -> str:
    """The scale of which a line tells what happens in a step: "In fase 2 belt de coach"; else empty."""
    found = _DESCRIBES.match(text)
    return found["word"].lower() if found else ""


def _of_cell(cell: str, header: str) -> Iterator[tuple[Code, str]]:
    colours, numbered, lettered = _colours(cell), _NUMBERED.search(cell), re.match(_LETTERED, cell)
    if lettered:
        yield _lettered(lettered["lettered"]), cell
    if colours and len(cell) < 60:
        yield from ((_colour(colour), colour) for colour in colours)
    elif numbered:
        yield _step(numbered), numbered[0]
    elif (scale := header.strip().lower()) and (number := _NUMBER.match(cell)):
        yield Code(scale, number[0]), cell


def _colours(text: str) -> list[str]:
    return re.findall(rf"\b{_COLOUR}\b", text, re.I)


def _colour(word: str) -> Code:
    return Code("kleur", _COLOURS[word.lower()])


def _lettered(code: str) -> Code:
    return Code(f"code {code[0]}", code)


def speaks_of_letters(text: str) -> bool:
    """Whether a line holds what may be a step of a scale with a letter: quickly told, for most do not."""
    return _ANY_LETTERED.search(text) is not None


def _step(found: re.Match[str]) -> Code:
    word = found["word"].lower()
    return Code("prioriteit" if word == "prio" else word, found["number"].upper())
