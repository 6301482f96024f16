"""The region an agreement is for, as a slug of the name its text gives."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

UNKNOWN_REGION = "onbekend"
NATIONAL = "landelijk"

# "Den Haag", "'s-Hertogenbosch", "Alphen aan den Rijn"
_NAME = (
    r"(?:(?:Den|De|Het|Sint|Nieuwe|Oude|Noord|Zuid|Oost|West|'s)[ -])?[A-Z][a-zà-ÿ'’]+"
    r"(?:[- ]?(?:aan|op|bij)[- ](?:de[nr]?[- ])?[A-Z][a-zà-ÿ]+)?"
)
_BRACKETED = re.compile(rf"^\s*(?P<name>{_NAME})\s*\((?:stad|regio|gemeente|provincie)\)\s*$")
# What a place name follows, and how much that says: a regional body says more than a municipality in it.
# In the same line or cell, that is: where a page cuts a sentence, two spaces stand.
_CUES = (
    (re.compile(rf"\b(?:[Vv]eiligheidsr|[Rr])egio {{1,2}}(?P<name>{_NAME})"), 2),
    (re.compile(rf"\b(?:[Dd]ienst|[Ss]treek|[Gg]emeenschappelijke [Rr]egeling) {{1,2}}(?P<name>{_NAME})"), 2),
    (re.compile(rf"\b(?:[Gg]emeenten?|[Ss]tad) {{1,2}}(?P<name>{_NAME})"), 1),
)
_LAST_WORD = re.compile(
    r"(?<!\S)(?P<before>\S{1,40}) (?P<name>[A-Z][a-zà-ÿ'’]{2,}(?:-[A-Z][a-zà-ÿ]+)?)(?:\s+[\d–-]+)*\s*$"
)
_IN_TITLE = 20  # a name on the cover says as much as twenty mentions in the text


def slug(name: str) -> str:
    """A region's name as identifier: lower case, no accents, no bracketed suffix, first of a pair.

    >>> slug("Drechtsteden-Alblasserwaard")
    'drechtsteden'
    >>> slug("Utrecht (stad)")
    'utrecht'
    >>> slug("'s-Hertogenbosch")
    's-hertogenbosch'
    """
    bare = re.sub(r"\s*\(.*?\)", "", name).strip()
    bare = re.split(r"(?<=[a-zà-ÿ]{4})\s*-\s*(?=[A-Z])|\s+en\s+(?=[A-Z])", bare)[0]
    folded = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-") or UNKNOWN_REGION


def region_of(title: str, cover: Sequence[str], text: str) -> str:
    """The slug of the region a text is for: a name on its cover, else the place it names most."""
    if re.search(r"\b(?:landelijke?|nationale?)\b", title, re.I):
        return NATIONAL
    for line in cover:
        if found := _BRACKETED.match(line):
            return slug(found["name"])
    votes: Counter[str] = Counter()
    for cue, weight in _CUES:
        for found in cue.finditer(text):
            votes[slug(found["name"])] += weight
    heading = {slug(word) for line in (title, *cover) for word in re.findall(r"[A-Z][\w'’]+", line)}
    for name in votes:
        if name in heading:
            votes[name] += _IN_TITLE
    return votes.most_common(1)[0][0] if votes else _last_name((title, *cover), text)


def _last_name(lines: Sequence[str], text: str) -> str:
    """The region that a line on the cover ends in, where nothing says so: "Werkafspraken bellen Lindestroom".

    A last word with a capital is a place when the text never writes it without one, and it stands
    behind the topic, which has none, or the text has something happen in it.
    """
    for line in lines:
        shouted = line.isupper()  # "PROTOCOL DREIGENDE ONTRUIMING – DORPERMARK"
        found = _LAST_WORD.search(line.title() if shouted else line)
        if found is None or re.search(rf"(?<![\w@.-]){re.escape(found['name'].lower())}\b", text):
            continue
        topic = not shouted and re.fullmatch(r"(?!voor|over|door|binnen)[a-zà-ÿ]{4,}", found["before"])
        if topic or re.search(rf"\b(?:[Ii]n|[Tt]e|[Uu]it) {re.escape(found['name'])}\b", text):
            return slug(found["name"])
    return UNKNOWN_REGION
