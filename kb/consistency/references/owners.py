"""Whose article or appendix a text speaks of: its own, another paper's, or that of a law or a paper not known."""

import re
from dataclasses import dataclass
from functools import cached_property

from kb.consistency.paper import Paper
from kb.consistency.region import Region
from kb.model import Document

_KIND = (
    r"[\w-]{0,40}(?:convenant|overeenkomst|afspraken|protocol|reglement|procesbeschrijving|werkinstructie|handreiking|leidraad"
    r"|overzicht|addendum|draaiboek|memo)"
)
_JOIN = r"(?:(?:en|&|van|de|het|voor|in|op|der|ter|bij|tot|met)\s+)*"
_YEARS = r"(?:\s+\d{4}(?:\s*[-–]\s*\d{4})?)?"
# "Convenant Zorg en Overlast 2024-2027", "het protocol", "Werkafspraken voorkomen huisuitzetting Lindestroom"
_NAME = re.compile(
    rf"\b(?:(?=(?-i:[A-Z]))(?P<begun>{_KIND})(?P<lower>(?:\s+(?-i:[a-zà-ÿ]+)){{1,6}}\s+(?-i:[A-Z])[\w-]+{_YEARS})(?=\W|$)"
    rf"|(?P<kind>{_KIND})\b(?P<name>(?:\s+{_JOIN}(?!{_KIND}\b)(?-i:[A-Z&][\w&-]*))*{_YEARS}))",
    re.I,
)
_OF = re.compile(r"\s*,?\s*(?:van|uit|bij)\s+(?!toepassing|kracht|belang|overeenkomstige)", re.I)
_WHICH = re.compile(r"(?:(?P<this>dit|deze|ons|onze)|(?P<that>dat|die|datzelfde|diezelfde)|(?:de|het|een))\s+", re.I)
_ALIAS = re.compile(
    r"\((?:hierna|verder|hierna ook|in het vervolg)(?:\s+te\s+noemen)?\s*:?\s*['‘\"“]?(?:(?:het|de)\s+)?"
    rf"(?P<alias>{_KIND})\b",
    re.I,
)
_LAW = re.compile(
    r"\b(?:[\w-]{0,40}wet|[\w-]{0,40}wetboek|[\w-]{0,40}verordening|[\w-]{0,40}besluit|[\w-]{0,40}richtlijn|[\w-]{0,40}verdrag|statuten|beleidsregels?"
    r"|(?-i:AVG|UAVG|BW|W[a-z]{1,5}[a-z]*g[sz]?|Wmo|Awb|EVRM|CAO|GBA|BRP))\b",
    re.I,
)
_ABBREVIATED_LAW = re.compile(r"\s*,?\s*(?-i:[A-Z][A-Za-z]*[A-Z]\w*|W[a-z]{2,5}\b|Awb\b|Gw\b|Sr\b|Sv\b|Rv\b)")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose part is meant: `own` this paper's, else the paper with this name; `said` whether the text says so."""

    own: bool
    name: str = ""
    said: bool = True


class Owners:
    """Whose parts one paper speaks of."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._last: tuple[str, Owner | None] = ("", None)  # a sentence with many references is looked through once

    @cached_property
    def _aliases(self) -> dict[str, str]:
        """The full names that the paper shortens: "(hierna: het convenant)"."""
        found: dict[str, str] = {}
        for alias in _ALIAS.finditer(self._paper.text):
            before = self._paper.text[max(0, alias.start() - 200) : alias.start()]
            names = [one for one in _NAME.finditer(before) if _is_full(one)]
            if names and not before[names[-1].end() :].strip():
                found.setdefault(alias["alias"].lower(), _tidy(names[-1][0]))
        return found

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(one[0].lower() for one in re.finditer(rf"\b{_KIND}\b", self._paper.document.title, re.I))

    def after(self, text: str, at: int) -> Owner | None:
        """Whose part is meant by a reference that ends at `at`; None where that is a law's or nobody can tell."""
        of = _OF.match(text, at)
        if of is None:
            return None if _ABBREVIATED_LAW.match(text, at) else self._unsaid(text)
        which = _WHICH.match(text, of.end())
        begin = which.end() if which else of.end()
        named = _NAME.match(text, begin)
        if named is None:
            return None
        if which and which["this"]:
            return Owner(own=True)
        if which and which["that"]:
            return self._before(text, at, named["begun"] or named["kind"])
        return self._named(named)

    def others(self, text: str) -> bool:
        """Whether a text speaks of a law, or of another paper by its full name."""
        return bool(_LAW.search(text)) or any(_is_full(one) for one in _NAME.finditer(text))

    def _named(self, named: re.Match[str]) -> Owner:
        if _is_full(named):
            return Owner(own=False, name=_tidy(named[0]))
        bare = named["kind"].lower()
        if bare in self._aliases:
            return Owner(own=False, name=self._aliases[bare])
        return Owner(own=any(one.endswith(bare) for one in self._kinds), name=bare)

    def _before(self, text: str, at: int, kind: str) -> Owner | None:
        """The paper that "dat convenant" points back to, in the same passage."""
        earlier = [
            one
            for one in _NAME.finditer(text[:at])
            if _is_full(one) and (one["begun"] or one["kind"]).lower().endswith(kind.lower())
        ]
        return Owner(own=False, name=_tidy(earlier[-1][0])) if earlier else None

    def _unsaid(self, text: str) -> Owner | None:
        """This paper, unless the passage speaks of a law or another paper too."""
        if self._last[0] != text or not text:
            self._last = (text, self._alone(text))
        return self._last[1]

    def _alone(self, text: str) -> Owner | None:
        if _LAW.search(text):
            return None
        for found in _NAME.finditer(text):
            which = re.search(r"(\w+)\s+$", text[: found.start()][-12:])
            if which and which[1].lower() in ("dit", "deze", "ons", "onze") and not _is_full(found):
                continue
            own = self._named(found)
            if not own.own:
                return None
        return Owner(own=True, said=False)


def meant(owner: str, by: Document, region: Region) -> Document | None:
    """The held paper that a name stands for in `by`; a bare "werkafspraken" is the only such one that `by` names."""
    if " " in owner:
        return region.held(owner, by)
    named = [one.name for one in (*by.names, *by.depends_on) if not one.name.lower().startswith("bijlage")]
    names = [_tidy(one[0]) for name in (*named, by.part_of or "") for one in _NAME.finditer(name) if _is_full(one)]
    found = {}
    for name in names:
        if re.search(rf"\b[\w-]{{0,40}}{re.escape(owner)}\b", name, re.I) and (one := region.held(name, by)):
            found[one.id] = one
    return next(iter(found.values())) if len(found) == 1 else None


def _is_full(named: re.Match[str]) -> bool:
    """Whether a name is more than its kind word."""
    return bool(named["lower"] or named["name"])


def _tidy(name: str) -> str:
    return " ".join(name.split())
