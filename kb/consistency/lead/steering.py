"""What body steers, decides on or may change an agreement, as its text names it in full."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kb.consistency.finding import Statement
from kb.consistency.lead.body_names import Mention, in_full
from kb.consistency.paper import Line, Paper, Sentence

STEERING = "steering"

# Bodies of administrators before those of staff.
_ABOVE = (
    "stuurgroep(?:en)?|regiegroep|regieraad|programmaraad|bestuurlijk (?:kern)?overleg|bestuurlijke tafel"
    "|(?:algemeen|dagelijks) bestuur|bestuurscommissie"
)
_BELOW = "werkgroep|projectgroep|beheergroep|kerngroep|kernteam|beleidsgroep"
_JOIN = r"(?:(?:en|van|de|het|voor|in|op|&)[ \n]){0,3}"
_BODY = re.compile(
    rf"\b(?P<kind>(?P<above>(?i:{_ABOVE}))|(?i:{_BELOW}))"
    rf"(?P<name>[ \n]['‘\"“][A-Z][^'’\"“”\n]{{2,60}}['’\"”]"
    rf"|(?:[ \n]{_JOIN}(?!(?:De|Het|Zij|Als|Op|In)\b)[A-Z][\w’-]*)*)"
)
# How much a sentence says that the body it names is this agreement's own.
_SIGNS = (
    (re.compile(r"\((?:hierna|verder)\b", re.I), 3),
    (re.compile(r"\b(?:vastgesteld|goedgekeurd) door\b|^aan\b", re.I), 3),
    (re.compile(r"\b(?:sturing|ziet toe|bewaakt|toezicht|besluit|beslis|wijzig|vormen samen|aanspreek)", re.I), 2),
    (re.compile(r"\b(?:bijeen|bij elkaar|vergader|vertegenwoordigd|voorzitter)", re.I), 1),
)
_HEADED = re.compile(r"\b(?:sturing|besluitvorming|overleg|geschillen|organisatie|governance)\b", re.I)
_OTHERS = re.compile(r"\b(?:neemt|nemen) deel|\bsamen met\b|\badvies van\b", re.I)


def state(paper: Paper) -> Iterator[Statement]:
    """The bodies that the text names as steering, the likeliest first; none where it names none.

    A body of administrators goes before one of staff, and one with a name of its own before a bare word.
    """
    score: defaultdict[str, int] = defaultdict(int)
    first: dict[str, tuple[str, Line]] = {}
    lines: list[Line] = [*paper.cover, *paper.sentences]
    found = [(line, one) for line in lines for one in _BODY.finditer(line.text)]
    mentions = [Mention(line, one.start(), one.end(), one.end("kind")) for line, one in found]
    titles = [paper.document.title, *(one.text for one in paper.headings)]
    for (line, one), words in zip(found, in_full(mentions, titles), strict=True):
        key = words.casefold()
        first.setdefault(key, (words, line))
        score[key] += _worth(one, line)
    named = [key for key in score if key != key.split()[0] and score[key] > 0]
    for key in sorted(named, key=lambda one: (-score[one], first[one][1].start)):
        words, line = first[key]
        yield Statement(sort=STEERING, words=words, place=paper.at(line))


def _worth(found: re.Match[str], line: Line) -> int:
    if not found["name"] and " " not in found["kind"]:
        return 0  # "de stuurgroep": which one, the text says elsewhere
    if _OTHERS.search(line.text):
        return 1 if found["above"] else 0
    signs = sum(worth for sign, worth in _SIGNS if sign.search(line.text))
    headed = isinstance(line, Sentence) and any(_HEADED.search(one) for one in line.headings)
    return (6 if found["above"] else 1) + (2 if found["name"] else 0) + signs + (2 if headed else 0)
