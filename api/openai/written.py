"""An answer as Markdown, piece by piece, with the number of its source behind each claim."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from api import beside
from api.arranged import arranged
from api.openai.literal import in_line, literal, quoted
from api.refusal import notice_of
from api.sentences import Lang, sentence, validity_in_words
from api.web.view import page_words
from api.wording import frame, left_open, region_name, terms_of
from kb.answer import Answer, Caution, Citation, Claim
from kb.model import Document

if TYPE_CHECKING:
    from kb.language.thesaurus import Thesaurus

_BEFORE_ALL: Final = "danger"


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a source behind a claim; `start` and `end` (exclusive) count code points of the whole text."""

    number: int
    citation: Citation
    claim: Claim
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text that can be sent; `fresh` are the marks of sources that were not met before."""

    text: str
    marks: tuple[Mark, ...] = ()
    fresh: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Sheet:
    """What is written so far: how long it is, and the number of each source."""

    numbers: dict[Citation, int] = field(default_factory=dict)
    _length: int = 0

    def write(self, *parts: str | Claim) -> Piece:
        """A block of its own; for a claim stand the numbers of its sources."""
        text, marks, fresh = "\n\n" if self._length else "", [], []
        for part in parts:
            if isinstance(part, str):
                text += part
                continue
            for citation in dict.fromkeys(part.citations):
                met = citation in self.numbers
                number = self.numbers.setdefault(citation, len(self.numbers) + 1)
                start = self._length + len(text)
                text += f"[{number}]"
                mark = Mark(number, citation, part, start, self._length + len(text))
                marks.append(mark)
                fresh += [] if met else [mark]
        self._length += len(text)
        return Piece(text, tuple(marks), tuple(fresh))


@dataclass(frozen=True, slots=True)
class Around:
    """What an answer is written with besides itself: its question, what is held, and the words for things."""

    question: str
    documents: Callable[[], Sequence[Document]]
    thesaurus: "Callable[[], Thesaurus]"
    question_chars: int


def claimed(claim: Claim, lang: Lang, sheet: Sheet) -> Piece:
    """A claim with its numbers; one that a model worded has the quotes under it."""
    said = literal(claim.text)
    if not claim.summarised:
        return sheet.write(f"{said} ", claim)
    label = sentence("label_summarised", {}, lang)
    quotes = "\n>\n".join(quoted(citation.quote) for citation in dict.fromkeys(claim.citations))
    return sheet.write(f"{said} ", claim, f"\n\n*{label}*\n\n{quotes}")


def written(answer: Answer, around: Around, sheet: Sheet, told: Collection[Claim] = ()) -> Iterator[Piece]:
    """The answer in the order in which it is read; `told` are claims that stand on the sheet already."""
    if answer.outcome == "refused":
        notice = notice_of(answer, limit=str(around.question_chars))
        yield sheet.write(in_line(sentence(notice.code, notice.facts, answer.language)))
        return
    first = [caution for caution in answer.cautions if caution.code == _BEFORE_ALL]
    for caution in first:
        yield sheet.write(f"**{_words(caution, answer)}**")
    if line := frame(answer):
        yield sheet.write(f"**{in_line(line)}**")
    yield from _rows(answer, sheet) if answer.comparison else _groups(answer, sheet, told)
    if terms := terms_of(answer, around.question, around.thesaurus):
        explained = "; ".join(f"{in_line(dutch)} = {in_line(english)}" for dutch, english in terms)
        yield sheet.write(f"{_label('label_terms', answer)}: {explained}")
    yield from _open(answer, around, sheet)
    yield from _cautions([one for one in answer.cautions if one not in first], answer, sheet)
    yield from _nearest(answer, sheet)
    yield from _sources(answer, sheet)


def _groups(answer: Answer, sheet: Sheet, told: Collection[Claim]) -> Iterator[Piece]:
    for group in arranged(answer, answer.language):
        claims = [claim for claim in group.claims if claim not in told]
        if claims and group.heading:
            yield sheet.write(_heading(group.heading))
        for claim in claims:
            yield claimed(claim, answer.language, sheet)


def _rows(answer: Answer, sheet: Sheet) -> Iterator[Piece]:
    """A comparison: a heading for each row, in it what each region says."""
    for row in beside.rows(answer, answer.language):
        yield sheet.write(_heading(row.heading))
        for cell in row.cells:
            yield sheet.write(f"*{in_line(cell.region)}*")
            for claim in cell.claims:
                yield claimed(claim, answer.language, sheet)
            if not cell.claims:
                yield sheet.write(in_line(cell.silent))
    if more := beside.left_out(answer, answer.language):
        yield sheet.write(in_line(more))


def _open(answer: Answer, around: Around, sheet: Sheet) -> Iterator[Piece]:
    said = left_open(answer, around.documents() if answer.missing else ())
    if said:
        yield sheet.write(
            "\n".join((_heading(_label("label_open", answer)), "", *(f"- {in_line(one)}" for one in said)))
        )


def _cautions(cautions: Sequence[Caution], answer: Answer, sheet: Sheet) -> Iterator[Piece]:
    if cautions:
        yield sheet.write(_heading(_label("label_cautions", answer)))
    for caution in cautions:
        sides: list[str | Claim] = []
        for claim in caution.claims:
            sides += [f" “{in_line(claim.text)}” ", claim]
        yield sheet.write(f"- {_words(caution, answer)}", *sides)


def _nearest(answer: Answer, sheet: Sheet) -> Iterator[Piece]:
    if answer.outcome == "not_found" and answer.related:
        places = (" › ".join((one.document_title, *one.headings)) for one in answer.related)
        listed = (f"- {in_line(place)}" for place in places)
        yield sheet.write("\n".join((_heading(_label("label_nearest", answer)), "", *listed)))


def _sources(answer: Answer, sheet: Sheet) -> Iterator[Piece]:
    if sheet.numbers:
        listed = (f"- [{number}] {_source(citation, answer)}" for citation, number in sheet.numbers.items())
        yield sheet.write("\n".join((_heading(_label("label_sources", answer)), "", *listed)))


def _source(citation: Citation, answer: Answer) -> str:
    """Title, headings, page, region and how the agreement stands."""
    place = " › ".join((citation.document_title, *citation.headings))
    page = page_words(citation.page, citation.file, answer.language)
    stands = validity_in_words(citation.validity, answer.language)
    return "; ".join(in_line(part) for part in (place, page, region_name(citation.region), stands) if part)


def _words(caution: Caution, answer: Answer) -> str:
    return in_line(sentence(caution.code, caution.facts, answer.language))


def _heading(text: str) -> str:
    return f"**{in_line(text)}**"


def _label(code: str, answer: Answer) -> str:
    return sentence(code, {}, answer.language)
