"""Which other documents a text names: by kind word and name, in quotation marks, or as appendix."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A document named in a text, and where the name stands."""

    name: str
    start: int
    end: int


KIND_WORDS = (
    r"(?:[a-zà-ÿ]*(?:convenant|overeenkomst|protocol|procesbeschrijving|werkafspraken|samenwerkingsafspraken|handreiking"
    r"|reglement|addendum|werkinstructie|privacyreglement))"
)
# More of what papers are called. The last row are plain words too: of those only a capital makes a name.
_MORE_KINDS = r"(?:[a-zà-ÿ]*(?:draaiboek|stappenplan|handboek|handleiding|leidraad))"
PLAIN_KINDS = r"(?:Afspraken|Werkwijze|Richtlijn|Actieplan|Uitvoeringsplan|Notitie)"
_QUOTED = re.compile(rf"(?:\b{KIND_WORDS}\s+)?[\"“„‘']([A-Z][^\"”“’']{{5,120}})[\"”’']", re.I)
_KIND = re.compile(rf"\b{KIND_WORDS}\b", re.I)
# A name runs on over capitals, small joining words between capitals, and one last lower-case noun.
_JOIN = r"(?:(?:en|&|van|de|het|voor|in|op|der|ter|bij|tot|met)\s+)*"
_NAME = re.compile(
    rf"\b(?P<kind>(?i:(?:landelijke?\s+|regionaa?le?\s+)?{KIND_WORDS}))\s+"
    rf"(?P<name>[A-Z][\w&-]*(?:\s+{_JOIN}(?:[A-Z&][\w&-]*|(?:\d{{4}}\s*[-–]\s*\d{{4}})))*"
    r"(?:(?<!\d)(?:\s+[a-zà-ÿ]{4,}){1,2}(?=\s?[.,;()]))?)",  # after its years a name has ended
)
# "de Werkafspraken voorkomen huisuitzetting Lindestroom": a capital within a sentence begins the name.
_CAPITAL = re.compile(
    rf"(?<=[a-zà-ÿ,(] )(?P<kind>(?=[A-Z])(?i:{KIND_WORDS}))(?:\s+[a-zà-ÿ]+){{1,6}}"
    r"\s+[A-Z][\w-]+(?:\s+\d{4}\s*[-–]\s*\d{4})?"
)
# "de Afspraken Woonhinder 2019", "het draaiboek Ontruiming": within a sentence, and not over the cells of a table.
_PLAIN = re.compile(
    rf"(?<=[a-zà-ÿ,(] )(?:{PLAIN_KINDS}|(?i:{_MORE_KINDS})) (?P<name>[A-Z][\w&-]*"
    rf"(?: {_JOIN}(?:[A-Z&][\w&-]*|\d{{4}}(?:\s*[-–]\s*\d{{4}})?))*)"
)
_PLAIN_QUOTED = re.compile(rf"\b(?i:{PLAIN_KINDS}|{_MORE_KINDS})\s+[\"“„‘](?P<name>[A-Z][^\"”“’„‘.;]{{4,110}})[\"”’]")
# "een Privacyprotocol": one word that is a name of its own, behind an article or adjective
_COMPOUND = re.compile(
    r"\b(?:[Dd]e|[Hh]et|[Ee]en|[Dd]it|[Nn]ieuwe?)\s+(?P<name>[A-Z][a-zà-ÿ]{2,30}(?:protocol|reglement|convenant))\b"
)
_APPENDIX = re.compile(
    r"\b(?P<word>[Bb]ijlagen?)\s+(?P<first>\d+(?:\.\d+)*|[A-Z]\b|[IVX]+\b)"
    r"(?P<more>(?:\s*(?:,|en|t/m)\s*\d+(?:\.\d+)*)*)\.?(?:\s*\((?P<title>[A-Z][^()]{4,80})\))?"
)
# "bijlage B bij de werkafspraken", "bijlage 1 bij het Convenant Bellen": whose appendix it is.
_OF = re.compile(r"\s+bij\s+(?=(?P<article>de|het)\s+)")
_BARE = re.compile(rf"{KIND_WORDS}\b")
_APPENDIX_LINE = re.compile(
    r"bijlage(?:\s+(?P<number>\d+(?:\.\d+)*|[A-Z]|[IVX]+))?\s+bij\s+(?:(?:de|het|ons|onze)\s+)?"
    r"(?P<whole>[^.:;]{4,150}?)\s*\.?",
    re.I,
)
_LISTED = re.compile(
    r"^(?:[-•]\s+)?(?:[Bb]ijlage\s+)?(?P<number>\d+(?:\.\d+)*|[A-Z])[.:]?\s+"
    r"(?P<title>[A-Z].{3,90}?)\s*(?:[.…\t ]*\d+)?$"
)
# Capitals that begin a sentence or point at a part of this document, never a name.
_NO_NAME = frozenset(
    re.findall(
        r"\w+", "De Het Een Dit Deze Die Dat Zij Hij In Op Bij Voor Van Met Als Partijen Artikel Bijlage Stap Hoofdstuk"
    )
)


def named_documents(text: str) -> Iterator[Named]:
    """Documents named in running text, in order of place; overlapping finds give the longest."""
    found = [*_by_quotes(text), *_by_name(text), *_by_plain_kind(text), *_by_compound(text), *appendices(text)]
    held = (-1, -1)
    for named in sorted(found, key=lambda one: (one.start, -one.end)):
        if named.start >= held[1] or (named.start, named.end) == held:
            yield named
            held = (named.start, named.end)


def _by_quotes(text: str) -> Iterator[Named]:
    for match in _QUOTED.finditer(text):
        inside = match[1]
        if _KIND.search(match[0]):
            yield Named(_tidy(inside), match.start(1), match.end(1))


def _by_name(text: str) -> Iterator[Named]:
    for match in _CAPITAL.finditer(text):
        yield Named(_tidy(match[0]), match.start(), match.end())
    for match in _NAME.finditer(text):
        first = match["name"].split()[0]
        if first not in _NO_NAME:
            yield Named(_tidy(match[0]), match.start(), match.end())


def _by_plain_kind(text: str) -> Iterator[Named]:
    for match in _PLAIN.finditer(text):
        if match["name"].split()[0] not in _NO_NAME:
            yield Named(_tidy(match[0]), match.start(), match.end())
    for match in _PLAIN_QUOTED.finditer(text):
        yield Named(_tidy(match["name"]), match.start("name"), match.end("name"))


def _by_compound(text: str) -> Iterator[Named]:
    for match in _COMPOUND.finditer(text):
        yield Named(match["name"], match.start("name"), match.end("name"))


def appendices(text: str) -> Iterator[Named]:
    """Appendices referred to by number; "bijlagen 1.1, 1.2" names two."""
    for match in _APPENDIX.finditer(text):
        numbers = [match["first"], *re.findall(r"\d+(?:\.\d+)*", match["more"] or "")]
        for number in numbers:
            title = f" ({_tidy(match['title'])})" if match["title"] and len(numbers) == 1 else ""
            owner = "" if title else _owner(text, match.end())
            yield Named(f"bijlage {number}{title}{owner}", match.start(), match.end())


def _owner(text: str, at: int) -> str:
    """Whose appendix it is that is named in front of `at`; empty where the text leaves that to the reader."""
    of = _OF.match(text, at)
    if of is None:
        return ""
    begin = of.end() + len(of["article"]) + 1
    found = next((match for shape in (_NAME, _CAPITAL, _BARE) if (match := shape.match(text, begin))), None)
    return f" bij {of['article']} {_tidy(found[0])}" if found else ""


def appendix_line(line: str) -> tuple[str | None, str] | None:
    """The number and the whole of a line such as "Bijlage B bij de Werkafspraken bellen"; None for another line."""
    found = _APPENDIX_LINE.fullmatch(line.strip())
    return (found["number"], _tidy(found["whole"])) if found else None


def listed_appendix(line: str) -> str | None:
    """The appendix that a line of a list of appendices names; None for another line."""
    found = _LISTED.match(line.strip())
    return f"bijlage {found['number']} ({_tidy(found['title'])})" if found else None


def key(name: str) -> str:
    """A name without case and punctuation, to compare it with."""
    return re.sub(r"[\W_]+", " ", name.lower()).strip()


def same_name(name: str, title: str) -> bool:
    """Whether a name is that of a title; the years may be left out but not differ."""
    one, other = key(name), key(title)
    years, others = re.findall(r"\b\d{4}\b", one), re.findall(r"\b\d{4}\b", other)
    bare, ending = one.rstrip("0123456789 "), other.rstrip("0123456789 ")
    return bare == ending and (not years or not others or years == others)


def _tidy(name: str) -> str:
    """A name in one line, a hyphen before a second name without stray white space."""
    return re.sub(r"\s*-\s+(?=[A-Z])", "-", " ".join(name.split())).strip(" .,;:")
