"""Which earlier documents a sentence says its agreement takes the place of."""

import re
from collections.abc import Iterator

from ingest.itself import others_named, own_mentions

# What is replaced stands behind the one, on either side of the other: "de Werkwijze Bellen vervalt".
_TAKES = re.compile(
    r"\b(?:vervang(?:t|en)(?!\s+door\b)|(?:kom(?:t|en)|treed(?:t|en))\b[^.;,]{0,30}\bin (?:de )?plaats van"
    r"|in de plaats van|opvolg(?:er|ing) van|(?:herziening|actualis(?:ering|atie)) van)\b",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:verval(?:t|len)|in de plaats treedt|ingetrokken|trek(?:t|ken)\b[^.;]{0,120}\bin(?=\s*(?:[.,;]|$|en\b)))",
    re.I,
)
_REPLACED_BY = re.compile(r"\bvervangen door\b", re.I)
_IF = re.compile(r"\b(?:als|indien|wanneer|zodra|mocht|tenzij)\b", re.I)
_ASIDE = re.compile(r"\b(?:zie|volgens|conform|zoals|op basis van|op grond van|bedoeld in)\b", re.I)
_WITH = re.compile(r"\b(?:met|door|bij|na|van)\s$", re.I)  # "met dit convenant vervalt": something else does
# Without a name of its own, known by its year: "de afspraken over woonhinder uit 2019", "de werkwijze Huurschuld".
_KIND = (
    r"[a-zà-ÿ]*(?:afspraken|werkwijze|draaiboek|stappenplan|handboek|richtlijn|notitie|protocol|convenant|overeenkomst"
    r"|werkinstructie|handreiking|procesbeschrijving)"
)
_LOOSE = re.compile(
    r"\b(?:de|het|onze)\s+(?:(?:oude|vorige|eerdere|bestaande|huidige)\s+)?"
    rf"(?P<name>{_KIND}(?:\s+[a-zà-ÿ-]+){{1,5}}?\s+(?:uit|van)\s+(?:19|20)\d\d\b"
    rf"|(?:werkwijze|afspraken|richtlijn)(?:\s+[A-Z][\w-]+)+(?:\s+(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?)"
)


def replaced(sentence: str, title: str) -> Iterator[str]:
    """The documents that the one with this title replaces by the words of one of its sentences."""
    if _REPLACED_BY.search(sentence):
        return
    others = [(one.start, one.end, one.name) for one in others_named(sentence, title)]
    for found in _LOOSE.finditer(sentence):
        low, high = found.span("name")
        if not any(start < high and low < end for start, end, _ in others):
            others.append((low, high, " ".join(found["name"].split())))
    takes, ends = _TAKES.search(sentence), _ENDS.search(sentence)
    if takes and not _is_of_another(sentence, title, takes.start(), others):
        yield from (
            name
            for start, _, name in sorted(others)
            if start >= takes.end() and not _ASIDE.search(sentence[takes.end() : start])
        )
    elif ends and not takes and not _is_own_end(sentence, title, ends):
        yield from (name for *_, name in sorted(others))


def _is_of_another(sentence: str, title: str, verb: int, others: list[tuple[int, int, str]]) -> bool:
    """Whether what replaces, right in front of the verb, is another document."""
    last = max((end for _, end, _ in others if end <= verb), default=-1)
    own = max((end for _, end in own_mentions(sentence, title) if end <= verb), default=-1)
    return last > own


def _is_own_end(sentence: str, title: str, ends: re.Match[str]) -> bool:
    """Whether it is the document itself that ends, or something ends under a condition."""
    if ends[0].lower().startswith("verval") and _IF.search(sentence):
        return True
    return any(
        not sentence[end : ends.start()].strip() and not _WITH.search(sentence[:start])
        for start, end in own_mentions(sentence, title)
    )
