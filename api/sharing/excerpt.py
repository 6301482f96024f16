"""What is taken along of an answer: its words and sources as text, ready to be written in any form."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from api import beside
from api.sentences import Lang, sentence, validity_in_words
from api.web.view import AnswerView, Source, Statement, Warned, page_words, permalink
from kb.answer import Related

_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})  # Unicode's bidirectional classes
_NO_TEXT = frozenset({"\ufffe", "\uffff"})  # no XML may hold them, so no Word document


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, with the numbers of its sources counted from 1."""

    text: str
    numbers: tuple[int, ...]

    @property
    def marks(self) -> str:
        """The numbers as they stand behind the claim: `[1][2]`."""
        return "".join(f"[{number}]" for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that are read together."""

    heading: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What one region says in a row of a comparison; `silent` stands where it says nothing."""

    region: str
    said: tuple[Said, ...]
    silent: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a comparison."""

    heading: str
    cells: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A short list under its heading."""

    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source, `label` its number in words and `path` the headings above it; `reference` is its permalink.

    `about` tells its page, where the file has pages, and how it stands on the day asked about.
    """

    label: str
    number: int
    title: str
    file: str
    path: str
    about: str
    quote: str
    reference: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An answer in the order of the page, in `lang` around quotes in Dutch; empty where it has nothing to say.

    `scope` says where and when it holds, as it was asked. A comparison has `rows` and no groups; `left_out` says
    that it had more of them.
    """

    lang: Lang
    question_label: str
    question: str
    scope: str
    headline: str
    frame: str
    groups: tuple[Group, ...]
    subject_label: str
    rows: tuple[Row, ...]
    left_out: str
    terms: str
    notes: tuple[Points, ...]
    sources_label: str
    sources: tuple[Cited, ...]
    nearest: Points | None
    reference_label: str
    closing: str


def excerpt(shown: AnswerView, today: date) -> Excerpt:
    """The excerpt of an answer as the page shows it; `today` is the day it was looked up."""
    answer, label = shown.answer, shown.label
    explained = "; ".join(f"{dutch} = {english}" for dutch, english in shown.terms)
    cautions = Points(label("label_cautions"), tuple(map(_warned, shown.cautions)))
    notes = (Points(label("label_open"), shown.left_open), cautions)
    nearest = answer.related if answer.outcome == "not_found" else ()
    said = [*shown.said.values(), *(one for group in shown.groups for one in group.statements)]
    said += [one for caution in shown.cautions for one in caution.sides]
    sources = {source.number: source for one in said for source in one.sources}
    return Excerpt(
        lang=answer.language,
        question_label=label("label_question"),
        question=_line(shown.asked.question),
        scope=_line(shown.scope),
        headline=shown.headline,
        frame=_line(shown.frame),
        groups=tuple(
            Group(
                _line(group.heading) if group.heading else None,
                tuple(map(_said, group.statements)),
            )
            for group in shown.groups
        ),
        subject_label=label("label_compared_subject"),
        rows=tuple(_row(row, shown) for row in shown.table),
        left_out=_line(shown.left_out),
        terms=_line(f"{label('label_terms')}: {explained}") if explained else "",
        notes=tuple(Points(one.heading, tuple(map(_line, one.texts))) for one in notes if one.texts),
        sources_label=label("label_sources"),
        sources=tuple(_cited(sources[number], shown) for number in sorted(sources)),
        nearest=Points(label("label_nearest"), tuple(map(_near, nearest))) if nearest else None,
        reference_label=label("label_reference"),
        closing=sentence("looked_up", {"today": today.isoformat()}, answer.language),
    )


def _said(statement: Statement) -> Said:
    return Said(legible(statement.text), tuple(source.number for source in statement.sources))


def _warned(caution: Warned) -> str:
    quoted = (f"“{one.text}” {one.marks}" for one in map(_said, caution.sides))
    return " ".join((caution.words, *quoted))


def _row(row: beside.Row, shown: AnswerView) -> Row:
    cells = (
        Beside(_line(cell.region), tuple(_said(shown.said[claim]) for claim in cell.claims), _line(cell.silent))
        for cell in row.cells
    )
    return Row(_line(row.heading), tuple(cells))


def legible(text: str) -> str:
    """The text without what can only deceive or do harm, each such character shown as one that is unknown.

    Those are the characters that turn the direction of text around, and control characters other
    than the tab and the end of a line: a terminal or a word processor might obey them.
    """
    return "".join("\ufffd" if _harmful(mark) else mark for mark in text.replace("\r\n", "\n"))


def _line(text: str) -> str:
    return " ".join(legible(text).split())


def _harmful(mark: str) -> bool:
    if mark in "\n\t":
        return False
    turns = unicodedata.bidirectional(mark) in _TURNING
    return turns or unicodedata.category(mark) in ("Cc", "Cs") or mark in _NO_TEXT


def _cited(source: Source, shown: AnswerView) -> Cited:
    cited, lang = source.citation, shown.answer.language
    about = (page_words(cited.page, cited.file, lang), validity_in_words(cited.validity, lang))
    told = ", ".join(filter(None, about))
    return Cited(
        label=shown.label("label_source_number", number=str(source.number)),
        number=source.number,
        title=_line(cited.document_title),
        file=_line(cited.file),
        path=_line(" › ".join(cited.headings)),
        about=told[:1].upper() + told[1:],
        quote=legible(cited.quote),
        reference=legible(permalink(cited.passage_id, cited.version)),
    )


def _near(related: Related) -> str:
    return _line(" › ".join((related.document_title, *related.headings)))
