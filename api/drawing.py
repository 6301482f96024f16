"""A process as panels of a drawing: which acts stand together, in whose lanes, with which words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from api.process_words import consent_in_words, place_of, title_of, what
from api.sentences import Lang, sentence
from api.sheets import Band, Box, Note, Sheet, Words
from api.swimlane import draw
from assistant.processes import Frame, Process
from kb.answer import Citation
from kb.model import ValidityStatus
from kb.process.act import Act, Slot
from kb.process.order import Gap

_LANES = 6  # more would leave no room for words
_BOXES = 13  # more do not fit on a page
# "De" with a capital before a name is part of it: "De Nachtegaal".
_ARTICLE = re.compile(r"^(?:de|het|een|elke?|iedere?|(?:De|Het|Een|Elke?|Iedere?)(?= [^A-Z])) ")

_Numbered = tuple[int, Frame]  # as the text numbers its acts, from 1
_Group = list[_Numbered]  # what one box shows


def drawing(process: Process, lang: Lang) -> str:
    """The swim lanes of a process as one SVG document; acts have the numbers that they have as text.

    Drawn is what holds, and of that the sections in which the texts number steps, where they do; the
    other sections are named below. What is only told is left out, unless there is nothing else; the
    drawing then says so.
    """
    numbered = list(enumerate(process.rules or process.told, start=1))
    holds = [one for one in numbered if one[1].citation.validity.status is not ValidityStatus.EXPIRED] or numbered
    steps = {_section(frame) for _, frame in holds if frame.step.number is not None}
    drawn = [one for one in holds if not steps or _section(one[1]) in steps]
    picture = _Picture(process.frames, lang)
    runs = groupby(drawn, key=lambda one: _section(one[1]))
    pages = list(_pages([list(_together(list(run))) for _, run in runs]))
    about = ["drawing_about"] if process.rules else ["drawing_about", "drawing_told"]
    words = Words(
        title=title_of(process, lang),
        about=tuple(sentence(code, {}, lang) for code in about),
        closing=_closing([one[1] for one in numbered if one not in drawn], lang),
        nobody=_unsaid("who", lang),
        joins=sentence("drawing_joins", {}, lang),
        on=_on(lang),
    )
    return draw(picture.sheets(pages), words)


def _closing(left_out: Sequence[Frame], lang: Lang) -> str:
    """Which sections are not drawn, and how many acts each has."""
    counts = Counter(_heading(frame.citation) for frame in left_out)
    sections = "; ".join(f"{heading} ({count})" for heading, count in counts.items())
    return sentence("drawing_left_out", {"sections": sections}, lang) if sections else ""


def _heading(citation: Citation) -> str:
    return (citation.headings or (citation.document_title,))[-1]


def _section(frame: Frame) -> tuple[str, tuple[str, ...]]:
    return frame.citation.document_id, frame.citation.headings


def _names(frames: Iterable[Frame]) -> Mapping[str, str]:
    """Each lane's name as the texts most often write it, without an article; who does most first."""
    written: dict[str, Counter[str]] = {}
    for frame in frames:
        for lane, slot in zip(frame.lanes, frame.step.act.actors, strict=True):
            written.setdefault(lane, Counter())[_ARTICLE.sub("", slot.text, count=1)] += 1
    busiest = sorted(written, key=lambda lane: -written[lane].total())
    common = {lane: written[lane].most_common(1)[0][0] for lane in busiest}
    return {lane: name[:1].upper() + name[1:] for lane, name in common.items()}


def _together(run: Sequence[_Numbered]) -> Iterator[_Group]:
    """Acts that one box shows: of one sentence, or of one list with the same verb, by the same actors."""
    group = [run[0]]
    for (_, before), (number, frame) in pairwise(run):
        if _one_box(before, frame):
            group.append((number, frame))
        else:
            yield group
            group = [(number, frame)]
    yield group


def _one_box(one: Frame, other: Frame) -> bool:
    first, second = one.step.act, other.step.act
    same_words = first.span == second.span or (first.lead is not None and first.action.span == second.action.span)
    alike = (one.lanes, first.preconditions, first.exceptions, first.consent, first.document_id) == (
        *(other.lanes, second.preconditions, second.exceptions, second.consent, second.document_id),
    )
    return same_words and alike and other.step.follows is None


def _pages(sections: Iterable[list[_Group]]) -> Iterator[list[list[_Group]]]:
    """Sections in pages: few enough lanes for words, few enough boxes for paper; a section stays whole where it can."""
    page: list[list[_Group]] = []
    for section in sections:
        for part in _parts(section):
            if page and not _fit([*page, part]):
                yield page
                page = []
            page.append(part)
    if page:
        yield page


def _parts(section: Iterable[_Group]) -> Iterator[list[_Group]]:
    """A section in parts that each fit on a page."""
    part: list[_Group] = []
    for group in section:
        if part and not _fit([[*part, group]]):
            yield part
            part = []
        part.append(group)
    yield part


def _fit(page: Sequence[Sequence[_Group]]) -> bool:
    groups = [group for part in page for group in part]
    lanes = {lane for group in groups for lane in group[0][1].lanes or ("",)}
    return len(lanes) <= _LANES and len(groups) <= _BOXES


class _Picture:
    """What all sheets share: the names of the lanes, from left to right, what is followed, and the language."""

    def __init__(self, frames: Sequence[Frame], lang: Lang) -> None:
        self._names, self._lang = _names(frames), lang
        self._followed = frozenset(frame.step.follows for frame in frames)

    def sheets(self, pages: Sequence[Sequence[Sequence[_Group]]]) -> Iterator[Sheet]:
        """The sheets of these pages; a section that goes on from the one before says so."""
        before = None
        for number, page in enumerate(pages, start=1):
            rows: list[Band | Box] = []
            for part in page:
                here = _section(part[0][0][1])
                rows += [self._band(part, on=here == before), *map(self._box, part)]
                before = here
            used = {lane for part in page for group in part for lane in group[0][1].lanes}
            lanes = tuple(dict.fromkeys(name for lane, name in self._names.items() if lane in used))
            facts = {"number": str(number), "of": str(len(pages))}
            yield Sheet(sentence("drawing_sheet", facts, self._lang) if len(pages) > 1 else "", lanes, tuple(rows))

    def _band(self, part: Sequence[_Group], *, on: bool) -> Band:
        citations = [frame.citation for group in part for _, frame in group]
        title = _heading(citations[0])
        more = _on(self._lang) if on else ""
        return Band(title + more, place_of(citations[0], self._lang, until=max(one.page for one in citations)))

    def _box(self, group: _Group) -> Box:
        number, frame = group[0]
        act, after = frame.step.act, frame.step.follows
        follows = after is not None and after == number - 2  # `follows` counts from 0, `number` from 1
        shown_below = group[-1][0] - 1 in self._followed
        notes = _notes([one for _, one in group], self._lang, then=not shown_below)
        if after is not None and not follows:
            notes.append(Note(sentence("process_follows", {"number": str(after + 1)}, self._lang)))
        return Box(
            lanes=tuple(dict.fromkeys(self._names[lane] for lane in frame.lanes)),
            texts=tuple(f"{at}. {_said(one.step.act, first=at == number)}" for at, one in group),
            condition=_condition(act, self._lang),
            notes=tuple(notes),
            about=f"“{frame.citation.quote}” {place_of(frame.citation, self._lang)}",
            follows=follows,
        )


def _said(act: Act, *, first: bool) -> str:
    """The act; of the items of a list that share its words, only the first says them."""
    thing = act.object
    return what(act) if first or thing is None or _within(act, thing) else thing.text


def _condition(act: Act, lang: Lang) -> str:
    unless = [f"{sentence('process_unless', {}, lang)}: {slot.text}" for slot in act.exceptions]
    return "; ".join([*(slot.text for slot in act.preconditions if not _within(act, slot)), *unless])


def _notes(frames: Sequence[Frame], lang: Lang, *, then: bool) -> list[Note]:
    """What the words of the acts do not hold already: to whom, when, how often, whose consent; and what is open."""
    act = frames[0].step.act
    slots = {"whom": act.recipient, "when": act.term, "often": act.frequency}
    said = {name: slot.text for name, slot in slots.items() if slot and not _within(act, slot)}
    if act.consent:
        said["consent"] = consent_in_words(act.consent, lang)
    if then and frames[-1].then:
        said["then"] = frames[-1].then.quote
    notes = [Note(f"{sentence(f'process_{name}', {}, lang)}: {words}") for name, words in said.items()]
    if all(Gap.NO_TERM in frame.step.gaps for frame in frames):
        notes.append(Note(_unsaid("when", lang), open=True))
    return notes


def _on(lang: Lang) -> str:
    return f" ({sentence('drawing_on', {}, lang)})"


def _unsaid(slot: str, lang: Lang) -> str:
    return f"{sentence(f'process_{slot}', {}, lang)}: {sentence('process_unsaid', {}, lang)}"


def _within(act: Act, slot: Slot) -> bool:
    return act.action.span.start <= slot.span.start and slot.span.end <= act.action.span.end
