"""Which appendices a paper lists, refers to and holds, for rules that look for those that are not held."""

import re
from collections.abc import Iterator

from kb.consistency.finding import Statement
from kb.consistency.paper import Paper
from kb.model import Role

APPENDIX = "appendix"
LISTED, TITLED, BARE = "listed", "titled", "bare"  # how it is named, in `value`
AGAIN, INSIDE = "again", "inside"  # a further sentence that names it, and an appendix that stands in the file

_NAME = re.compile(r"bijlage\s+(?P<number>\S+)(?P<title>\s+\(.+\))?(?P<whole>\s+bij\s+.+)?", re.I)
_LINE = re.compile(r"(?:[-•]\s+)?bijlage\b", re.I)
_HEADING = re.compile(r"bijlage\s+(?P<number>\d+(?:\.\d+)*|[A-Z]\b|[IVX]+\b)", re.I)
_MENTION = re.compile(r"\bbijlagen?\s+(?P<numbers>\w{1,4}(?:\.\d+)*(?:\s*(?:,|en|of)\s*\d+(?:\.\d+)*)*)", re.I)


def state(paper: Paper) -> Iterator[Statement]:
    """The appendices that the paper names and that do not stand in it, where else it names them, and those in it.

    `words` is the name with its title where the text gives one, `about` its number. Appendices of another
    document are left out.
    """
    named: set[str] = set()
    for reference in paper.document.names:
        found = _NAME.fullmatch(reference.name)
        if not found or found["whole"]:
            continue
        place = paper.at(reference.evidence)
        passage = paper.passage(reference.evidence.start)
        line = paper.text[reference.evidence.start : reference.evidence.end]
        listed = bool(passage and passage.role is Role.CONTENTS) or bool(_LINE.match(line) and found["title"])
        value = LISTED if listed else TITLED if found["title"] else BARE
        number = found["number"].upper()
        if _of_another(line, number, paper.document.title):
            continue
        named.add(number)
        yield Statement(sort=APPENDIX, about=(number,), value=value, words=reference.name, place=place)
    for sentence in paper.sentences if named else ():
        for mention in _MENTION.finditer(sentence.text):
            for number in named & {one.upper() for one in re.split(r"\s*(?:,|\ben\b|\bof\b)\s*", mention["numbers"])}:
                yield Statement(sort=APPENDIX, about=(number,), value=AGAIN, place=paper.at(sentence))
    for heading in paper.headings:
        if own := _HEADING.match(heading.text):
            place = paper.at(heading)
            yield Statement(sort=APPENDIX, about=(own["number"].upper(),), value=INSIDE, place=place)


def _of_another(line: str, number: str, title: str) -> bool:
    """Whether a line says that the appendix is another paper's: "bijlage 2 van het convenant" in a memo."""
    bijlage = rf"\bbijlage\s+{re.escape(number)}"
    if re.search(rf"{bijlage}\s+bij\s+(?:de|het)\s|\bdaar\s+als\s+{bijlage}\b", line, re.I):
        return True
    of = re.search(rf"{bijlage}\s+(?:van|uit)\s+(?:de|het)\s+(?P<kind>[\w-]+)", line, re.I)
    return of is not None and of["kind"].lower() not in title.lower()
