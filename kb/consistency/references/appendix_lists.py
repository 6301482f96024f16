"""The appendices of a paper as it lists them and as they stand in it, and where the text names one by its title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.consistency.finding import Statement
from kb.consistency.paper import Line, Paper, Sentence
from kb.consistency.references.contents import entries
from kb.consistency.references.numbering import flattened, label, squeezed
from kb.language.dutch import stems
from kb.model import Role

LISTED, INSIDE, NONE = "listed", "inside", "none"  # in a list, as a heading in the file, "er zijn geen bijlagen"
NUMBER = r"\d{1,2}(?:\.\d{1,2})*[a-z]?(?!\w)|(?-i:[IVX]{1,5}|[A-Z])(?!\w)"

_LINE = re.compile(rf"(?:[-•–*]\s*)?bijlage\s+(?P<number>{NUMBER})\s*[.:)–-]?\s*(?P<title>\S.*?)?[\s.;,]*", re.I)
_PLAIN = re.compile(rf"(?:[-•–*]\s*)?(?P<number>{NUMBER})[.:)]?\s+(?P<title>\D.*?)[\s.;,]*", re.I)
_NEXT = re.compile(rf"\bbijlage\s+(?:{NUMBER})\s*[.:)–-]?\s+(?-i:[A-Z])", re.I)
_INLINE = re.compile(
    rf"\bbijlage\s+(?P<number>{NUMBER})(?:\s*\((?P<round>[^()]{{3,120}})\)|\s*:\s*(?P<title>[^.;,()]{{3,120}}))?", re.I
)
_DECLARES = re.compile(
    r"\b(?:be)?ho(?:ort|ren)\b.{0,120}\bbijlagen?\b|\bbijlagen?\b.{0,120}\b(?:deel|onderdeel)\s+uit\b|\bde\s+(?:volgende|onderstaande)\s+bijlagen\b",
    re.I | re.S,
)
_NO_APPENDIX = re.compile(r"\bgeen\s+bijlagen?\b", re.I)
_CHAPTER = re.compile(r"(?:overzicht|lijst)?\s*(?:van\s+)?(?:de\s+)?bijlagen", re.I)
_POINTS = re.compile(r"\b(?:in|volgens|zie|uit|van|conform|met|als|op|bij|naar|door)\s+(?:de\s+)?$", re.I)
# What forms and the like are called, so that "het meldformulier" is a reference to one.
_NAMED_BY_HEAD = re.compile(
    r"\w*(?:formulier|protocol|beschrijving|verklaring|ladder|lijst|model|schema|reglement|handleiding|instructie|kaart|blad"
    r"|format|checklist|matrix|brief|begroting|tabel|overzicht)"
)
_MOST_STEMS = 400  # of the text of one appendix


@dataclass(frozen=True, slots=True)
class _Listed:
    number: str
    title: str
    line: Line
    source: str
    body: tuple[str, ...] = ()


def state(paper: Paper) -> Iterator[Statement]:
    """The appendices of a paper; `facts` tell whether the text names one by its title, `when` is what it holds."""
    found = [*_in_contents(paper), *_in_body(paper), *_in_file(paper)]
    text = _text(paper, found) if found else ""
    flat = flattened(text)
    for one in found:
        yield Statement(
            sort="appendix_listed",
            about=(one.number,),
            value=one.source,
            words=one.title,
            when=one.body,
            facts={"named": "yes"} if _is_named(one, found, text, flat) else {},
            place=paper.at(one.line),
        )
    if not found:
        for sentence in paper.sentences:
            if _NO_APPENDIX.search(sentence.text):
                yield Statement(sort="appendix_listed", value=NONE, place=paper.at(sentence))


def declares(sentence: Sentence) -> bool:
    """Whether a sentence lists appendices, or is an entry of a list of them."""
    return any(map(_line, _apart(sentence))) or bool(_DECLARES.search(sentence.text))


def points(text: str, at: int) -> bool:
    """Whether what stands in front of an appendix makes it a reference in a sentence that lists some too."""
    return bool(_POINTS.search(text[max(0, at - 20) : at]))


def _in_contents(paper: Paper) -> Iterator[_Listed]:
    for entry in entries(paper):
        own = (_LINE.fullmatch(entry.text) or _PLAIN.fullmatch(entry.text)) if entry.appendix else None
        if own:
            yield _Listed(own["number"], own["title"] or "", entry, LISTED)


def _in_body(paper: Paper) -> Iterator[_Listed]:
    first = min((one.start for one in paper.headings), default=0)
    for sentence in paper.sentences:
        if sentence.start < first:
            continue
        lines = [(one, line) for one in _apart(sentence) if (line := _line(one))]
        for one, line in lines:
            yield _Listed(line["number"], line["title"] or "", one, LISTED)
        if lines:
            continue
        for found in _INLINE.finditer(sentence.text) if _DECLARES.search(sentence.text) else ():
            if not points(sentence.text, found.start()):
                yield _Listed(found["number"], (found["round"] or found["title"] or "").strip(), sentence, LISTED)


def _apart(sentence: Sentence) -> Iterator[Sentence]:
    """The entries of a list that a format without line breaks has put in one line; else the sentence itself."""
    for one in _pieces(sentence):
        yield Sentence(one.text, one.start, sentence.passage)


def _pieces(line: Line) -> Iterator[Line]:
    begin = 0
    for found in _NEXT.finditer(line.text, 1) if _NEXT.match(line.text) else ():
        yield Line(line.text[begin : found.start()].rstrip(), line.start + begin)
        begin = found.start()
    yield Line(line.text[begin:], line.start + begin)


def _line(sentence: Sentence) -> re.Match[str] | None:
    """A line that is an entry of a list of appendices."""
    if len(sentence.text) > 200 or sentence.text.rstrip().endswith(":"):
        return None
    chapter = label(sentence.headings[-1]).title if sentence.headings else ""
    if (found := _LINE.fullmatch(sentence.text)) and _is_title(found["title"]):
        return found
    if _CHAPTER.fullmatch(chapter) and sentence.passage.role is Role.LIST and "bijlage" not in sentence.text.lower():
        found = _PLAIN.fullmatch(sentence.text)
        return found if found and _is_title(found["title"]) else None
    return None


def _is_title(words: str | None) -> bool:
    """ "Meldformulier" is a title, "gaat over de kosten" goes on as a sentence."""
    return bool(words) and not (words or "")[:1].islower() and len((words or "").split()) <= 14


def _in_file(paper: Paper) -> Iterator[_Listed]:
    for heading in paper.headings:
        own, pieces = label(heading.text), list(_pieces(heading))
        if len(pieces) > 1:  # a list on one line looks like a heading
            named = [(label(one.text), one) for one in pieces]
            yield from (_Listed(one.number, one.title, line, LISTED) for one, line in named)
        elif own.word == "bijlage":
            under = [one.text for one in paper.passages if one.headings[: len(heading.path)] == heading.path]
            body = dict.fromkeys(stem for text in under for stem in stems(text))
            yield _Listed(own.number, own.title, heading, INSIDE, tuple(body)[:_MOST_STEMS])


def _text(paper: Paper, listed: Sequence[_Listed]) -> str:
    """The body of the agreement, what lists its appendices and the appendices themselves left out."""
    lines = {one.line.start for one in listed}
    first = min((one.start for one in paper.headings), default=0)
    return "\n".join(
        one.text
        for one in paper.sentences
        if one.start not in lines
        and one.start >= first
        and (not one.headings or label(one.headings[0]).word != "bijlage")
    )


def _is_named(one: _Listed, listed: Sequence[_Listed], text: str, flat: str) -> bool:
    title = re.sub(r"\s*\(.*", "", one.title)
    wanted = squeezed(title)
    if len(wanted) >= 5 and wanted in flat:
        return True
    head = title.split()[0].lower() if title else ""
    others = {other.title.split()[0].lower() for other in listed if other.title and other.number != one.number}
    return (
        bool(_NAMED_BY_HEAD.fullmatch(head))
        and head not in others
        and re.search(rf"\b(?:de|het|een|dit|deze|haar|zijn|hun)\s+{re.escape(head)}\b", text, re.I) is not None
    )
