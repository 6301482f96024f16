"""Which lines are headings: by what the format states, by number, or by how they stand alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.lettered import lettered
from ingest.readers.blocks import BlockKind
from ingest.readers.leaders import leader_start


class _Part(Protocol):
    kind: BlockKind
    text: str
    level: int
    marker: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `depth` is its rank by number (None unnumbered), `level` what the format states (0 none)."""

    text: str
    depth: int | None
    level: int


# Words that number the parts of an agreement, with their rank; plain numbers ("3.4.") rank below them.
_RANKS = {
    "bijlage": 0,
    "deel": 1,
    "titel": 2,
    "hoofdstuk": 3,
    "afdeling": 4,
    "paragraaf": 5,
    "§": 5,
    "artikel": 6,
    "art.": 6,
}
_PLAIN = 10
_WORDED = re.compile(
    r"(?P<word>bijlage\s|deel\s|titel\s|hoofdstuk\s|afdeling\s|paragraaf\s|artikel\s|art\.\s|§)\s*"
    r"(?P<number>\d{1,3}[a-z]?(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])\b\.?\s*[:.–-]?\s*(?P<title>.*)",
    re.I,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,6})\.?\s+(?P<title>\S.*)")
# "Wie doen er mee?" above what answers it.
_QUESTION = re.compile(
    r"(?:wie|wat|waar\w*|wanneer|hoe\w*|welke?|mag|mogen|moet|moeten|kan|kunnen|is|zijn|heeft|hebben|wil|geldt)\s"
    r"[^.?!:;]{3,80}\?",
    re.I,
)
_LABELLED = re.compile(r"[A-Z][\w /-]{1,28}:\s+\S")  # "Duur: ten hoogste drie maanden"
_NOTES = re.compile(
    r"(?:lijst\s+(?:van|met)\s|overzicht\s+van\s|afkortingen|begrippenlijst|verklarende\s+woordenlijst).{0,60}", re.I
)
_PERSON = re.compile(r"(?:[A-Z]\.\s?){1,4}(?:(?:de|van|der|den|ter|ten)\s){0,3}[A-Z][\w'’-]+")  # "A. Jansen"
_SHORT = 80  # characters of a line that is hardly running text
_LONGEST = 160
_NEAR = 60  # lines looked at on either side of one in a list of appendices


def norm(text: str) -> str:
    """A heading without number, dot leaders, page number, case and punctuation, to compare it with."""
    text = text.strip()
    bare = re.sub(r"\s\d{1,3}$", "", text[: leader_start(text)]).rstrip()
    bare = re.sub(r"^[-•]\s*", "", bare)
    bare = re.sub(r"^(?:(?:artikel|hoofdstuk|bijlage)\s+)?\d[\d.]*\s*[.:–-]?\s*", "", bare, flags=re.I)
    return re.sub(r"[\W_]+", " ", bare.lower()).strip()


def number_of(text: str) -> tuple[str, int] | None:
    """The number in front of a heading and its depth; None where there is none.

    >>> number_of("3.4. Voorkom Huisuitzetting")
    ('3.4', 11)
    >>> number_of("Artikel 5 Toestemming")
    ('5', 6)
    """
    if found := _WORDED.fullmatch(text.strip()):
        return found["number"], _RANKS[found["word"].lower().strip()] + found["number"].count(".")
    if found := _NUMBERED.fullmatch(text.strip()):
        return found["number"], _PLAIN + found["number"].count(".")
    return None


def begins_notes(text: str) -> bool:
    """Whether a heading is of a list that explains words of the paper: "Lijst van gebruikte afkortingen"."""
    return _NOTES.fullmatch(text.strip()) is not None


def find_headings(parts: Sequence[_Part], begin: int, *, stated: bool) -> dict[int, Heading]:
    """The headings among `parts[begin:]`, by index."""
    found: dict[int, Heading] = {}
    letters = {} if stated else lettered(parts, begin)
    article = False  # whether the last heading is an article
    parents: set[tuple[str, int]] = set()  # where numbered headings were met: (parent number, depth)
    for at in range(begin, len(parts)):
        text = parts[at].text.strip()
        numbered = number_of(text)
        if at in letters:
            found[at] = Heading(" ".join(text.split()), letters[at], 0)
        elif article and _leads_members(parts, at):
            continue
        elif _is_heading(parts, at, begin, numbered, parents, stated=stated, after_heading=at - 1 in found):
            depth = numbered[1] if numbered else None
            if numbered:
                parents.add((numbered[0].rpartition(".")[0], numbered[1]))
            found[at] = Heading(" ".join(text.split()), depth, parts[at].level if _stated(parts[at]) else 0)
            article = depth == _RANKS["artikel"]
    return found


def _leads_members(parts: Sequence[_Part], at: int) -> bool:
    """Whether a member of an article leads in a list: "1. In aanmerking komt de huurder", "a. die ..."."""
    part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else None
    return (
        part.kind is BlockKind.ITEM
        and following is not None
        and following.kind is BlockKind.ITEM
        and following.marker.strip("().").isalpha()
    )


def _stated(part: _Part) -> bool:
    return part.kind is BlockKind.HEADING


def _is_heading(
    parts: Sequence[_Part],
    at: int,
    begin: int,
    numbered: tuple[str, int] | None,
    parents: set[tuple[str, int]],
    *,
    stated: bool,
    after_heading: bool,
) -> bool:
    part, text = parts[at], parts[at].text.strip()
    if part.kind is BlockKind.ROW or len(text) > _LONGEST or text.endswith((":", ";", ",")):
        return False
    if _stated(part):
        return True
    if numbered:
        return _numbered_heading(parts, at, begin, numbered, parents, stated=stated)
    return not stated and not after_heading and _stands_alone(parts, at, begin)


def _numbered_heading(
    parts: Sequence[_Part],
    at: int,
    begin: int,
    numbered: tuple[str, int],
    parents: set[tuple[str, int]],
    *,
    stated: bool,
) -> bool:
    text = parts[at].text.strip()
    worded = _WORDED.fullmatch(text)
    title = worded["title"] if worded else text[len(numbered[0]) :].lstrip(". ")
    if _in_list_of_appendices(parts, at, begin):
        return False
    if worded and (not title or (len(title) <= 100 and not re.search(r"[.;]$", title))):
        # "Artikel 5 van de wet bepaalt ..." is a sentence, "Artikel 5 Toestemming" a heading
        return not title or title[0].isupper() or re.fullmatch(r"\([^()]+\)", title) is not None
    if worded or len(title) > 120 or not title[:1].isupper() or re.search(r"[.?!]\s+[A-Z]", title):
        return False
    if title.endswith((".", "?", "!")):
        if not stated and _QUESTION.fullmatch(title) and not _in_list(parts, at, begin):
            return _above_text(parts, at)
        # a sentence: a heading only where its numbered sisters are headings
        return "." in numbered[0] and (numbered[0].rpartition(".")[0], numbered[1]) in parents
    return not _in_list(parts, at, begin)


def _in_list_of_appendices(parts: Sequence[_Part], at: int, begin: int) -> bool:
    """Whether a line names an appendix among others, with no text under any of them."""
    if not _names_appendix(parts[at]):
        return False
    first = last = at
    while first > max(begin, at - _NEAR) and _names_appendix(parts[first - 1]):
        first -= 1
    while last + 1 < min(len(parts), at + _NEAR) and _names_appendix(parts[last + 1]):
        last += 1
    numbers = {number_of(part.text.strip()) for part in parts[first : last + 1]}
    following = parts[last + 1].text.strip() if last + 1 < len(parts) else ""
    ends = not following or number_of(following) is not None or _stated(parts[last + 1])
    return ends and len(numbers) == last + 1 - first > 1


def _names_appendix(part: _Part) -> bool:
    found = None if _stated(part) else _WORDED.fullmatch(part.text.strip())
    return found is not None and found["word"].lower().strip() == "bijlage"


def _in_list(parts: Sequence[_Part], at: int, begin: int) -> bool:
    """Whether a numbered line is an item of a list: introduced by a colon, or with its sister right beside it."""
    depth = number_of(parts[at].text.strip())
    if at > begin and parts[at - 1].text.rstrip().endswith(":"):
        return True
    for near in (at - 1, at + 1):
        if begin <= near < len(parts):
            other = number_of(parts[near].text.strip())
            if other and depth and other[1] == depth[1] and not _stated(parts[near]):
                return True
    return False


def _stands_alone(parts: Sequence[_Part], at: int, begin: int) -> bool:
    """Whether a short line without a full stop stands above running text, in a text without markup."""
    part, text = parts[at], parts[at].text.strip()
    if part.kind is not BlockKind.PARAGRAPH or at + 1 >= len(parts) or "\t" in text:
        return False
    if len(text) > 80 or len(text.split()) > 10 or not text[:1].isupper():
        return False
    if re.search(r"[.?!…]$", text) and not _QUESTION.fullmatch(text):
        return False
    if _PERSON.fullmatch(text) and len(parts[at + 1].text) <= _SHORT:
        return False
    if at > begin and (parts[at - 1].text.rstrip().endswith(":") or _labelled_beside(parts, at, begin)):
        return False
    following = parts[at + 1].kind
    shouted = following is BlockKind.ITEM and text.isupper() and len(text.split()) > 1  # "WAT NEEMT U MEE?"
    return following is BlockKind.ROW or shouted or _above_text(parts, at) or begins_notes(text)


def _labelled_beside(parts: Sequence[_Part], at: int, begin: int) -> bool:
    """Whether a line is one of several "Wie: ...", "Wanneer: ..."."""
    near = [parts[other].text for other in (at - 1, at + 1) if begin <= other < len(parts)]
    return bool(_LABELLED.match(parts[at].text.strip())) and any(_LABELLED.match(one.strip()) for one in near)


def _above_text(parts: Sequence[_Part], at: int) -> bool:
    """Whether running text follows."""
    following = parts[at + 1] if at + 1 < len(parts) else None
    return (
        following is not None
        and following.kind is BlockKind.PARAGRAPH
        and (len(following.text) > 80 or following.text.rstrip().endswith((".", ":")))
    )
