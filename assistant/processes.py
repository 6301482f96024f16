"""The acts of an intervention as the agreements of a region give them: in order, and none without its proof."""

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.held import Held
from assistant.verify import Verifier
from kb.answer import Citation, Claim
from kb.errors import UnknownIntervention
from kb.language.dutch import stems
from kb.model import Document, Noun, Passage, Span, ValidityStatus
from kb.process.act import Act, Slot
from kb.process.order import Gap, Step, is_deed, ordered, sections, subjects
from kb.store import Store

_NEAREST = 3  # names offered for one that is not known
_ALIKE = 60  # of 100: names less alike are no help


class Frame(Noun):
    """An act in its place, proven: the quote and every slot stand in the text held.

    `lead` is what introduces a list item or table row, `then` the sentence that says what follows.
    `lanes` are whom the actors stand for, one for each: the same for its plural and its aliases.
    """

    step: Step
    citation: Citation
    lead: Citation | None = None
    then: Citation | None = None
    lanes: tuple[str, ...] = ()


class Process(Noun):
    """What the agreements of one region say is done; what is agreed stands before what is only told.

    `Step.follows` counts in `frames` from 0.
    """

    intervention: str
    region: str
    frames: tuple[Frame, ...]

    @property
    def rules(self) -> tuple[Frame, ...]:
        """The frames that set a rule."""
        return tuple(frame for frame in self.frames if not frame.step.act.narrative)

    @property
    def told(self) -> tuple[Frame, ...]:
        """The frames of texts that tell a problem, a history, a plan or an example."""
        return tuple(frame for frame in self.frames if frame.step.act.narrative)


class Intervention(Noun):
    """What there is a process for; `part_of` names the intervention whose papers hold it as a section."""

    name: str
    region: str
    rules: int
    told: int
    part_of: str | None = None
    titles: tuple[str, ...] = ()


class Processes:
    """The processes that the agreements held know. Threads may share one.

    `store` is asked for when it is first needed; its methods raise StoreError.
    """

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._looking = threading.Lock()
        self._last: Held | None = None

    def known(self, region: str | None, on: date) -> tuple[Intervention, ...]:
        """The interventions of a region, or of all, with the parts of each behind it."""
        held = self.held()
        return tuple(one for place in _regions(held, region) for one in _Region(held, place, on).known())

    def of(self, intervention: str, region: str | None, on: date) -> tuple[Process, ...]:
        """The process of an intervention in a region, or in each that has one; never two in one.

        Raises UnknownIntervention, with the names nearest to it.
        """
        held = self.held()
        places = [_Region(held, place, on) for place in _regions(held, region)]
        found = tuple(process for place in places if (process := place.process(intervention)).frames)
        if not found:
            names = dict.fromkeys(one.name for place in places for one in place.known())
            nearest = ", ".join(f"“{name}”" for name in _nearest(intervention, list(names)))
            raise UnknownIntervention("no such intervention", intervention=intervention, nearest=nearest)
        return found

    def held(self) -> Held:
        """What is held now; looked up anew when the store has changed."""
        with self._looking:
            if self._last is None or self._last.generation != self._store().generation():
                self._last = Held(self._store())
            return self._last


def _regions(held: Held, region: str | None) -> tuple[str, ...]:
    return (region,) if region else tuple(sorted({document.region for document in held.documents}))


def _nearest(asked: str, names: Sequence[str]) -> list[str]:
    """The names that share most words with what was asked, misspelt ones too; none where nothing is like it."""
    from rapidfuzz import fuzz, process, utils

    alike = process.extract(
        asked, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=_NEAREST, score_cutoff=_ALIKE
    )
    return [name for name, _, _ in alike]


class _Region:
    """The agreements of one region on a day."""

    def __init__(self, held: Held, region: str, on: date) -> None:
        self._held, self._region, self._on = held, region, on
        self._documents = [one for one in held.documents if one.region == region]
        self._passages = {one.id: one for document in self._documents for one in held.passages(document.id)}
        self._verifier = Verifier(held, frozenset({region}))
        self._names = subjects(self._documents, self._passages.values())

    def known(self) -> list[Intervention]:
        """The interventions that papers in force have, each with its parts behind it."""
        out = {one.id for one in self._documents if self._held.gives_way(one, self._on)}
        governing = {one.id for one in self._documents} - out or out
        own = {
            name: {one for one in ids if self._passages[one].document_id in governing}
            for name, ids in self._names.items()
        }
        sizes: dict[str, int] = {}
        for one in self._passages.values():
            sizes[one.document_id] = sizes.get(one.document_id, 0) + 1
        whole = [name for name, ids in own.items() if ids and self._is_whole(ids, sizes)]
        parts: dict[str | None, list[str]] = {name: [] for name in [*whole, None]}
        for name in own.keys() - set(whole):
            above = min(
                (main for main in whole if own[name] < own[main]), key=lambda main: len(own[main]), default=None
            )
            parts[above].append(name)
        for names in parts.values():
            names.sort(key=list(own).index)
        rows = [
            (name, above) for main in whole for name, above in [(main, None), *((one, main) for one in parts[main])]
        ]
        rows += [(name, None) for name in parts[None]]
        told = (self._told_of(name, above, own[name]) for name, above in rows)
        return [one for one in told if one.rules or one.told]

    def _is_whole(self, ids: set[str], sizes: dict[str, int]) -> bool:
        """Whether passages are all of the documents that they stand in."""
        return len(ids) == sum(sizes[one] for one in {self._passages[one].document_id for one in ids})

    def _told_of(self, name: str, above: str | None, ids: Iterable[str]) -> Intervention:
        passages = [self._passages[one] for one in ids]
        acts = [act for one in passages for act in _said_whole(self._held.acts(one)) if is_deed(act)]
        told = sum(act.narrative for act in acts)
        titles = dict.fromkeys(self._held.by_id[one.document_id].title for one in passages)
        return Intervention(
            name=name,
            region=self._region,
            rules=len(acts) - told,
            told=told,
            part_of=above,
            titles=tuple(sorted(titles)),
        )

    def process(self, asked: str) -> Process:
        """The process of the intervention that is asked for; without frames where nothing tells of it."""
        found = Process(intervention=asked, region=self._region, frames=())
        for name, passages in self._meant(asked):
            frames, governing = self._frames(passages)
            if frames and (governing or not found.frames):
                found = Process(intervention=name, region=self._region, frames=frames)
            if governing and frames:
                break
        return found

    def _meant(self, asked: str) -> Iterable[tuple[str, list[Passage]]]:
        """What a name may mean, surest first: the same name, the same words, sections that say all its words."""
        words = frozenset(stems(asked))
        for same in (
            lambda name: name.casefold() == asked.casefold().strip(),
            lambda name: bool(words) and frozenset(stems(name)) == words,
        ):
            for name in filter(same, self._names):
                yield name, [self._passages[one] for one in self._names[name]]
        yield asked, list(sections(asked, self._documents, self._passages.values()))

    def _frames(self, passages: Sequence[Passage]) -> tuple[tuple[Frame, ...], bool]:
        """The frames of passages, and whether they govern on the day: what holds first, then what has expired.

        An agreement that gives way to another is left out, unless there is nothing else.
        """
        tiers: tuple[list[Passage], ...] = ([], [], [])
        for one in passages:
            tiers[self._tier(self._held.by_id[one.document_id])].append(one)
        if frames := self._joined(tiers[:2]):
            return frames, True
        return self._joined(tiers[2:]), False

    def _tier(self, document: Document) -> int:
        if self._held.gives_way(document, self._on):
            return 2
        return int(self._held.validity(document.id, self._on).status is ValidityStatus.EXPIRED)

    def _joined(self, tiers: Sequence[Sequence[Passage]]) -> tuple[Frame, ...]:
        """The frames of each tier in the order of the work, and behind all of them what is only told."""
        frames: list[Frame] = []
        told: list[Frame] = []
        for passages in tiers:
            proofs = {
                act: proof
                for one in passages
                for act in _said_whole(self._held.acts(one))
                if is_deed(act) and (proof := self._proof(act, one)) is not None
            }
            before = len(frames)
            for step in ordered(proofs, self._passages, self._held.by_id):
                follows = None if step.follows is None else step.follows + before
                frames.append(self._frame(step.model_copy(update={"follows": follows}), proofs[step.act]))
            told += [self._frame(Step(act=act, gaps=_gaps(act)), proofs[act]) for act in proofs if act.narrative]
        return (*frames, *told)

    def _proof(self, act: Act, passage: Passage) -> "_Proof | None":
        """What proves an act; None where the texts do not hold its quote and every word of its slots."""
        spans = (act.span, act.lead, act.then)
        cited = [self._held.cite(passage, span, self._on) if span else None for span in spans]
        claims = [Claim(text=one.quote, citations=(one,)) for one in cited if one]
        if len(self._verifier.verified(claims)) < len(claims):
            return None
        text, within = self._held.full_text(act.document_id), _stretches(passage)
        slots = _slots(act)
        if not all(text[slot.span.start : slot.span.end] == slot.text for slot in slots):
            return None
        if not all(any(low <= slot.span.start <= slot.span.end <= high for low, high in within) for slot in slots):
            return None
        quote, lead, then = cited
        return (quote, lead, then) if quote else None

    def _frame(self, step: Step, proof: "_Proof") -> Frame:
        quote, lead, then = proof
        lanes = tuple(self._held.roles.canonical(actor.text) for actor in step.act.actors)
        return Frame(step=step, citation=quote, lead=lead, then=then, lanes=lanes)


def _said_whole(acts: Sequence[Act]) -> list[Act]:
    """The acts without those of a lead-in that the items under it complete."""
    completed = {(act.lead, act.action.span) for act in acts}
    return [act for act in acts if (act.span, act.action.span) not in completed]


_Proof = tuple[Citation, Citation | None, Citation | None]


def _stretches(passage: Passage) -> list[tuple[int, int]]:
    spans = (Span(start=passage.start, end=passage.end), passage.lead_in)
    return [(span.start, span.end) for span in spans if span]


def _slots(act: Act) -> list[Slot]:
    """Every slot of an act that is filled."""
    consent = (act.consent.words, act.consent.whose) if act.consent else ()
    single = (act.subject, act.action, act.object, act.recipient, act.term, act.frequency, act.place, *consent)
    return [slot for slot in (*single, *act.actors, *act.preconditions, *act.exceptions) if slot]


def _gaps(act: Act) -> tuple[Gap, ...]:
    """What the text of an act leaves open; `ordered` finds the same of acts that set a rule."""
    open_ = {Gap.NO_ACTOR: not act.actors, Gap.NO_TERM: not (act.term or act.frequency)}
    return tuple(gap for gap, missing in open_.items() if missing)
