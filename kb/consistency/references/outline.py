"""The outline of a paper: its articles, chapters, sections, steps and tables by number, with the members of each."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.consistency.finding import Place, Statement
from kb.consistency.paper import Line, Paper
from kb.consistency.references.numbering import label
from kb.consistency.region import Region
from kb.model import Document, Passage, Role

_STARTS = re.compile(
    r"^[ \t]*(?:[-•–*]\s+)?(?:(?P<word>artikel|art\.|hoofdstuk|paragraaf|stap|fase|trede|tabel)\s+)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?)(?![\w/-])[.):]?(?=\s|$)",
    re.I | re.M,
)
_ITEM = re.compile(r"^[ \t]*(?:lid\s+)?\(?(?P<number>\d{1,2}(?:\.\d{1,2})?)[.)]?[ \t]+(?=\S)", re.M | re.I)


def state(paper: Paper) -> Iterator[Statement]:
    """Every numbered part with its title, the last member of each article, and the numbers that begin a line."""
    named = [(one, label(one.text)) for one in paper.headings]
    under: defaultdict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for passage in paper.body:
        under[passage.headings].append(passage)
    for heading, own in named:
        if own.number and own.word != "bijlage":
            yield Statement(sort="part", about=(own.word, own.number), words=own.title, place=paper.at(heading))
            last = _last_member(under[heading.path], own.number)
            if last:
                number, line = last
                yield Statement(sort="members", about=(own.word, own.number), value=str(number), place=paper.at(line))
    yield from _steps(paper, {own.word for _, own in named})
    if paper.passages:
        first = paper.passages[0]
        yield Statement(sort="line_numbers", about=tuple(sorted(_line_numbers(paper))), place=paper.at(first))


def _steps(paper: Paper, headed: set[str]) -> Iterator[Statement]:
    """The steps and tables that are no headings: "Stap 4" in front of a line or in a cell, items under "De stappen"."""
    for passage in paper.body:
        stepped = any("stap" in one.lower() for one in passage.headings)
        for found in _STARTS.finditer(passage.text):
            word = (found["word"] or "").lower() or ("stap" if stepped and passage.role is not Role.TABLE_ROW else "")
            if word in ("stap", "fase", "trede", "tabel") and word not in headed:
                line = Line(passage.text[found.start() :].split("\n")[0].strip(), passage.start + found.start())
                yield Statement(sort="part", about=(word, found["number"]), place=paper.at(line))
    for row in paper.rows:
        word = row.header[0].text.lower() if row.header else ""
        if word in ("stap", "fase", "trede") and word not in headed and row.cells[0].text.isdigit():
            yield Statement(sort="part", about=(word, row.cells[0].text), place=paper.at(row))


def _line_numbers(paper: Paper) -> set[str]:
    """What lines and cells begin with, as "artikel 5" and "5"; those of the contents list are no parts."""
    found: set[str] = set()
    begin = paper.contents[-1].end if paper.contents else 0
    for text in (paper.text[begin:], *(cell.text for row in paper.rows for cell in row.cells)):
        for one in _STARTS.finditer(text):
            found.add(f"{(one['word'] or '').lower()} {one['number']}".strip())
    return found


def _last_member(own: Sequence[Passage], number: str) -> tuple[int, Line] | None:
    """How many numbered members a part has, and the last; None where they are not numbered, or are a mere list."""
    found: list[tuple[int, Line]] = []
    before = ""
    for passage in own:
        for item in _ITEM.finditer(passage.text) if passage.role is not Role.TABLE_ROW else ():
            value = _member(item["number"], number)
            if value is None:
                continue
            text = (before + passage.text[: item.start()]).rstrip()
            if not found and (value != 1 or text.endswith(":")):
                return None
            end = passage.text.find("\n", item.end())
            line = passage.text[item.start() : end if end > 0 else None].strip()
            start = passage.start + passage.text.index(line, item.start())
            found.append((value, Line(line, start)))
        before = passage.text + "\n"
    if len(found) < 2 or {one for one, _ in found} != set(range(1, max(one for one, _ in found) + 1)):
        return None
    return max(found, key=lambda one: one[0])


def _member(item: str, article: str) -> int | None:
    """The number of a member: "3." is 3, "4.3" in article 4 too, "5.1" there is none."""
    head, _, tail = item.rpartition(".")
    if not head:
        return int(tail)
    return int(tail) if head == article else None


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a paper."""

    number: str
    title: str
    place: Place


class Outline:
    """What a paper has stated of its parts, to look a reference up in."""

    def __init__(self, parts: Sequence[Statement], members: Sequence[Statement], lines: Sequence[Statement]) -> None:
        self._parts: dict[str, list[Part]] = {}
        for one in parts:
            word, number = one.about
            self._parts.setdefault(word, []).append(Part(number, one.words, one.place))
        self._members: dict[tuple[str, ...], list[Statement]] = {}
        for one in members:
            self._members.setdefault(one.about, []).append(one)
        self._lines = frozenset(number for one in lines for number in one.about)

    def parts(self, word: str, number: str) -> Sequence[Part]:
        """The parts among which "artikel 5" or "paragraaf 3.2" is to be found; none where they are not numbered so.

        Chapters, sections and articles may bear a plain number in the text.
        """
        found = self._parts.get(word, [])
        if word not in ("artikel", "hoofdstuk", "paragraaf", "onder"):
            return found
        plain = [one for one in self._parts.get("", []) if one.number.count(".") == number.count(".")]
        return found or plain

    def numbered(self, word: str, number: str) -> bool:
        """Whether such parts are numbered so plainly, two or more and from 1, that one can be told to be missing."""
        beside = {one.number for one in self.parts(word, number) if one.number.count(".") == number.count(".")}
        if "." in number:
            return len(beside) > 1
        return number.isdigit() and {"1", "2"} <= beside

    def has(self, word: str, number: str) -> bool:
        """Whether a part with this number stands in the paper, as a heading or at the beginning of a line."""
        known = {one.number for one in self.parts(word, number)}
        return number in known or f"{word} {number}" in self._lines or self._plainly(word, number)

    def _plainly(self, word: str, number: str) -> bool:
        # "5." may begin a chapter that was not read as a heading, and a step in a numbered list
        return not self._parts.get(word) and number in self._lines

    def members(self, word: str, number: str) -> Statement | None:
        """The last member of an article; None where they are not numbered or the number stands there twice."""
        found = self._members.get((word, number)) or self._members.get(("", number), [])
        named = [one for one in self.parts(word, number) if one.number == number]
        return found[0] if len(found) == 1 and len(named) == 1 else None


class Outlines:
    """The outlines of the papers of a region, each made once."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._made: dict[str, Outline] = {}

    def of(self, document: Document) -> Outline:
        """The outline of a paper of the region."""
        if document.id not in self._made:
            sorts = ("part", "members", "line_numbers")
            self._made[document.id] = Outline(*(self._region.statements(sort, [document]) for sort in sorts))
        return self._made[document.id]
