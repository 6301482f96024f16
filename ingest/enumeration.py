"""Organisations that running text names one after another: "de gemeenten A en B, Stichting C en GGZ D"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PROPER = r"[A-Z][\w'’-]+(?:\s(?:aan|op)\s(?:de[nr]?\s)?[A-Z][\w-]+)?"
_KIND = r"[a-zà-ÿ]*(?:convenant|overeenkomst|afspraken|protocol|reglement|regeling|werkwijze)"
_WHO = (
    rf"(?:partij(?:en)?(?:\s+bij\s+(?:dit|deze|het|de)\s+{_KIND})?|deelnemers|ondergetekenden"
    r"|(?:deelnemende|samenwerkende|betrokken)\s+(?:partijen|organisaties|instellingen|gemeenten)"
    r"|(?:convenant|samenwerkings|keten)?partners)"
)
_MADE = r"(?:aangegaan|gesloten|afgesloten|overeengekomen)"
# What a sentence begins with that tells who all take part.
_ANNOUNCES = re.compile(
    rf"(?:(?:de\s+)?{_WHO}(?:\s+(?:zijn|is)\b\s*:?|\s*:)"
    rf"|(?:(?:dit|deze|het|de)\s+{_KIND}\s+(?:is|zijn|wordt|worden)\s+)?{_MADE}\s+(?:door|tussen)\b\s*:?"
    rf"|(?:wij|we)\s+(?:maken|sluiten)\s+(?:dit|deze)\s+{_KIND}\s+met\b\s*:?)\s*",
    re.I,
)
_SEVERAL = re.compile(
    r"(?:(?P<towns>gemeenten)"
    r"|(?P<body>colleges|burgemeesters)(?P<of>\s+van\s+(?:burgemeester\s+en\s+wethouders|b\s?(?:en|&)\s?w)(?=\s+van))?"
    r"\s+van(?P<town>\s+de\s+gemeenten)?)"
    rf"\s+(?P<names>{PROPER}(?:\s*,\s*{PROPER})*\s+en\s+{PROPER})"
)
_ONE = {"colleges": "college", "burgemeesters": "burgemeester"}
_ARTICLE = re.compile(r"(?:de|het|de\s+heer)\s+", re.I)
# A joint begins with its white space, never inside it: a long blank is read once.
_JOINT = re.compile(
    r"(?<!\s)(?:\s*[,;·•]\s*(?:(?:en|alsmede|evenals)\s+(?:door\s+)?)?|\s+(?:en|alsmede|evenals)\s+(?:door\s+)?)"
)
_WORD = re.compile(r"\s*[,;·•]|\s+(?:alsmede|evenals)\b")  # which always part two; "en" may be part of a name
# How somebody begins: an organisation by its sort, a sort of our own with a name, a short name, "het Loket X".
_SORT = (
    r"(?:[Gg]emeente|[Pp]olitie|[Ss]tichting|[Vv]ereniging|[Cc]oöperatie|[Ww]oon\w+|[Ww]oning\w+|[Cc]orporatie|[Kk]redietbank"
    r"|[Gg]emeentelijke|[Gg]emeenschappelijke|[Rr]egio|[Vv]eiligheids\w+|[Ll]eger|[Oo]penbaar\s[Mm]inisterie|[Ww]aterschap|[Dd]ienst)"
)
_BEGINS = re.compile(
    rf"(?:(?:de|het)\s+)?(?:{_SORT}\b|[a-zà-ÿ-]{{4,}}\s+[A-ZÀ-Ý]|[A-Z]{{2,}}\b"
    r"|(?:college|burgemeester|bestuur|dagelijks\s+bestuur)\s+van\b)|(?:de|het)\s+[A-ZÀ-Ý]"
)
_UNIT = re.compile(r"(?:district|eenheid|basisteam|afdeling|team)\s", re.I)
# Words of a sentence that tells something of them, and of roles that persons have: whoever else it may name.
_TELLS = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|heeft|hebben|kan|kunnen|mag|mogen|moet|moeten|zal|zullen|dat|die|om|niet|geen"
    r"|elkaar|ieder|alle|alleen|ook|waarin|waaronder|namelijk|weten|zoals|zijnde|tevens|namens|vrij|verplicht|vertegenwoordigd|hierna|verder|mevrouw|de\sheer)\b"
)
_PERSON = re.compile(
    r"(?:wethouder|burgemeester|directeur|bestuurder|voorzitter|teamleider|manager|dhr\.?|mw\.?|mevr\.?)\s+[A-Z]|.*\d"
)
# A name: one word that says what it is, then capitals; "Stichting Binnenhof voert uit" is a sentence.
_NAME_WORD = r"(?:[A-ZÀ-Ý0-9][\w.&/'’-]*|&|en|van|de|den|der|het|in|voor|op|aan|bij|te|ter|ten|welzijn|wonen|zorg)"
_NAME = re.compile(rf"(?:politie|(?:[a-zà-ÿ][\w-]*\s){{0,2}}?{_NAME_WORD}(?:\s{_NAME_WORD})*)")
_LONGEST = 110


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation in an enumeration: `start` and `end` are of its name, `until` of what stands in brackets behind.

    `name` is how it is called where several share a word: "gemeente B" for the second of "de gemeenten A en B".
    """

    name: str
    start: int
    end: int
    until: int


def announced(sentence: str) -> int | None:
    """Where, in a sentence that announces who takes part, that begins; None in another."""
    found = _ANNOUNCES.match(sentence)
    return found.end() if found else None


def enumerated(text: str, at: int = 0, *, plainly: bool = False) -> tuple[Named, ...]:
    """The organisations named one after another from `at` to the end of a text, two or more.

    `plainly`: each must say what it is ("Stichting A"); else half of them may go by a bare name.

    Nobody where anything among them is no organisation, or the words go on to tell something: an empty
    list of parties does less harm than a wrong one.
    """
    end = len(text.rstrip(" .;:,"))
    end += text[end : end + 1] == "." and re.search(r"\b[A-Z]\.[A-Z]$", text[:end]) is not None  # "Kaarslicht N.V."
    found: list[Named] = []
    while at < end:
        if article := _ARTICLE.match(text, at):
            at = article.end()
        several = _SEVERAL.match(text, at)
        own = list(_several(several)) if several else [_one(text, at, end)]
        if any(one is None for one in own):
            return ()
        found += [one for one in own if one is not None]
        joint = _JOINT.match(text, found[-1].until)
        if joint is None and found[-1].until < end:
            return ()
        at = joint.end() if joint else end
    known = [one for one in found if _BEGINS.match(one.name)]
    least = len(found) if plainly else (len(found) + 1) // 2
    return tuple(found) if len(found) > 1 and len(known) >= least else ()


def names_each(lines: Sequence[str]) -> bool:
    """Whether lines, two or more, each name an organisation and tell no more of it than stands behind a mark."""
    names = [re.split(r"\s*[,;:(]|\s[–-]\s|\.$", line.strip(), maxsplit=1)[0] for line in lines]
    bare = [_ARTICLE.sub("", name, count=1) for name in names]
    if len(bare) < 2 or any(_one(name, 0, len(name)) is None or not _NAME.fullmatch(name) for name in bare):
        return False
    return 2 * sum(_BEGINS.match(name) is not None for name in bare) >= len(bare)


def _several(found: re.Match[str]) -> Iterator[Named]:
    """The several of "de gemeenten A en B" or "de colleges van burgemeester en wethouders van A en B"."""
    body = (found["body"] or "").lower()
    town = " de gemeente" if found["town"] else ""
    sort = f"{_ONE[body]}{found['of'] or ''} van{town}" if body else "gemeente"
    low, high = found.span("names")
    names = [(low + one.start(), low + one.end()) for one in re.finditer(PROPER, found["names"])]
    for start, end in names:
        last = (start, end) == names[-1]
        until = _behind(found.string, high) if last else end
        yield Named(f"{' '.join(sort.split())} {found.string[start:end]}", start, end, until)


def _one(text: str, at: int, limit: int) -> Named | None:
    """The one organisation that begins at `at`; None where it is none."""
    end = _end(text, at, limit)
    bracket = text.find("(", at, end)
    until = end
    if bracket >= 0:
        unit = _UNIT.match(text, bracket + 1)
        end = end if unit else len(text[:bracket].rstrip())
    name = text[at:end]
    tells = _TELLS.search(name) or _PERSON.match(name) or len(name) > _LONGEST or not name
    sorted_ = name[:1].isupper() or _BEGINS.match(name)
    if tells or not sorted_ or not (any(one.isupper() for one in name) or name == "politie"):
        return None
    return Named(" ".join(name.split()), at, end, until)


def _end(text: str, at: int, limit: int) -> int:
    """Where an organisation ends with what stands in brackets behind it: at a joint that is no part of its name."""
    depth = 0
    for place in range(at, limit):
        depth += (text[place] == "(") - (text[place] == ")")
        joint = _JOINT.match(text, place) if depth == 0 else None
        if joint and not _UNIT.match(text, joint.end()) and (_WORD.match(text, place) or _parts(text, at, joint)):
            return place
    return limit


def _parts(text: str, at: int, joint: re.Match[str]) -> bool:
    """Whether an "en" joins two organisations, rather than two words of one name."""
    bare = re.match(rf"{PROPER}(?:\s+{PROPER})*$", text[at : joint.start()])  # "Woonveen en Turfzoom"
    known = re.match(_SORT, text[at:])
    return _BEGINS.match(text, joint.end()) is not None or (bare is not None and known is None)


def _behind(text: str, at: int) -> int:
    """Where what stands in brackets behind a name ends."""
    found = re.compile(r"\s*\([^()]*\)").match(text, at)
    return found.end() if found else at
