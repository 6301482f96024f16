"""A process as panels of a drawing: which acts stand together, in whose lanes, with which words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from api.process_words import consent_in_words, place_of, title_of, what
from api.sentences import Lang, sentence
from api.swimlane import Box, Note, Panel, Words, draw
from assistant.processes import Frame, Process
from kb.process.act import Act, Slot
from kb.process.order import Gap

_LANES = 5  # more would leave no room for words
_BOXES = 12  # more do not fit on a page
_ARTICLE = re.compile(r"(?:de|het|een|elke?|iedere?)\s+", re.I)

_Numbered = tuple[int, Frame]  # as the text numbers its acts, from 1


def drawing(process: Process, lang: Lang) -> str:
    """The swim lanes of a process as one SVG document.

    What is only told is left out, unless there is nothing else; the drawing then says so.
    """
    rules = process.rules
    numbered = list(enumerate(rules or process.told, start=1))
    names = _names(process.frames)
    panels = [
        panel
        for _, run in groupby(numbered, key=lambda one: _stage(one[1]))
        for panel in _panels(list(run), names, lang)
    ]
    about = ["drawing_about"] if rules else ["drawing_about", "drawing_told"]
    words = Words(
        title=title_of(process, lang),
        about=tuple(sentence(code, {}, lang) for code in about),
        nobody=_unsaid("who", lang),
        joins=sentence("drawing_joins", {}, lang),
    )
    return draw(panels, words)


def _stage(frame: Frame) -> tuple[object, ...]:
    """What acts of one panel have in common: the number of the step, or else the section."""
    number = frame.step.number
    return (number,) if number is not None else (frame.citation.document_id, frame.citation.headings)


def _names(frames: Iterable[Frame]) -> Mapping[str, str]:
    """Each lane's name as the texts most often write it, without an article."""
    written: dict[str, Counter[str]] = {}
    for frame in frames:
        for lane, slot in zip(frame.lanes, frame.step.act.actors, strict=True):
            written.setdefault(lane, Counter())[_ARTICLE.sub("", slot.text, count=1)] += 1
    common = {lane: found.most_common(1)[0][0] for lane, found in written.items()}
    return {lane: name[:1].upper() + name[1:] for lane, name in common.items()}


@dataclass(frozen=True)
class _Panel:
    """What the boxes of one panel share."""

    names: Mapping[str, str]
    sources: Sequence[str]
    lang: Lang


def _panels(run: Sequence[_Numbered], names: Mapping[str, str], lang: Lang) -> Iterator[Panel]:
    """The panels of acts that belong together: one, or as many as their lanes and boxes need."""
    title = run[0][1].citation.headings[-1:] or (run[0][1].citation.document_title,)
    on = ""
    for acts in _sheets(list(_together(run))):
        sources = list(dict.fromkeys(place_of(frame.citation, lang) for group in acts for _, frame in group))
        shared = _Panel(names, sources, lang)
        listed = [f"[{_letter(at)}] {source}" for at, source in enumerate(sources)] if len(sources) > 1 else sources
        yield Panel(title[0] + on, tuple(listed), tuple(_box(group, shared) for group in acts))
        on = f" ({sentence('drawing_on', {}, lang)})"


def _together(run: Sequence[_Numbered]) -> Iterator[list[_Numbered]]:
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


def _sheets(groups: Sequence[list[_Numbered]]) -> Iterator[list[list[_Numbered]]]:
    """Groups in as many as fit together: few enough lanes for words, few enough boxes for a page."""
    sheet: list[list[_Numbered]] = []
    lanes: set[str] = set()
    for group in groups:
        own = set(group[0][1].lanes) or {""}
        if sheet and (len(lanes | own) > _LANES or len(sheet) == _BOXES):
            yield sheet
            sheet, lanes = [], set()
        sheet.append(group)
        lanes |= own
    yield sheet


def _box(group: Sequence[_Numbered], panel: _Panel) -> Box:
    (number, frame), lang = group[0], panel.lang
    act = frame.step.act
    where = place_of(frame.citation, lang)
    mark = f" [{_letter(panel.sources.index(where))}]" if len(panel.sources) > 1 else ""
    after = frame.step.follows
    follows = after is not None and after == number - 2  # `follows` counts from 0, `number` from 1
    notes = _notes([one for _, one in group], lang)
    if after is not None and not follows:
        notes.append(Note(sentence("process_follows", {"number": str(after + 1)}, lang)))
    return Box(
        lanes=tuple(dict.fromkeys(panel.names[lane] for lane in frame.lanes)),
        texts=tuple(f"{at}. {_said(one.step.act, first=at == number)}{mark}" for at, one in group),
        condition=_condition(act, lang),
        notes=tuple(notes),
        about=f"“{frame.citation.quote}” {where}",
        follows=follows,
    )


def _said(act: Act, *, first: bool) -> str:
    """The act; of the items of a list that share its words, only the first says them."""
    thing = act.object
    return what(act) if first or thing is None or _within(act, thing) else thing.text


def _condition(act: Act, lang: Lang) -> str:
    unless = [f"{sentence('process_unless', {}, lang)}: {slot.text}" for slot in act.exceptions]
    return "; ".join([*(slot.text for slot in act.preconditions if not _within(act, slot)), *unless])


def _notes(frames: Sequence[Frame], lang: Lang) -> list[Note]:
    """What the words of the acts do not hold already: to whom, when, how often, whose consent; and what is open."""
    act = frames[0].step.act
    slots = {"whom": act.recipient, "when": act.term, "often": act.frequency}
    said = {name: slot.text for name, slot in slots.items() if slot and not _within(act, slot)}
    if act.consent:
        said["consent"] = consent_in_words(act.consent, lang)
    if (then := frames[-1].then) is not None:
        said["then"] = then.quote
    notes = [Note(f"{sentence(f'process_{name}', {}, lang)}: {words}") for name, words in said.items()]
    if all(Gap.NO_TERM in frame.step.gaps for frame in frames):
        notes.append(Note(_unsaid("when", lang), open=True))
    return notes


def _unsaid(slot: str, lang: Lang) -> str:
    return f"{sentence(f'process_{slot}', {}, lang)}: {sentence('process_unsaid', {}, lang)}"


def _within(act: Act, slot: Slot) -> bool:
    return act.action.span.start <= slot.span.start and slot.span.end <= act.action.span.end


def _letter(place: int) -> str:
    return chr(ord("a") + place % 26)
