"""Example questions by theme, made from what is held and shown only where the assistant answers them."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, zip_longest
from queue import SimpleQueue
from types import TracebackType
from typing import Final, NamedTuple, Self

from api.routes.guard import log_unexpected
from api.sentences import Lang
from api.workplace import Workplace
from assistant.processes import Intervention, Processes
from assistant.suggested import Suggested, about_the_papers, about_the_work, topic_of
from kb.errors import AfsprakenwijzerError
from kb.language.dutch import analyse

_THEMES: Final = 5
_QUESTIONS: Final = 3  # of a theme
_FEW: Final = 2
_REGIONS: Final = 5  # that examples of all regions together are taken from
_PAUSE_S: Final = 0.05  # between two questions, in which whoever asks in earnest goes first
_SORTS: Final = ("who_leads", "consent", "term", "data_sharing", "registration")


class Theme(NamedTuple):
    """Questions that belong together, all of one region; `name` None: about the agreements themselves."""

    name: str | None
    region: str
    questions: tuple[str, ...]


class Examples:
    """The example questions of each region; a context manager that stops making them on leaving.

    They are made in a thread of their own when first asked for, and anew when what is held has
    changed or another day has come. Threads may share one.
    """

    def __init__(self, workplace: Workplace, processes: Processes) -> None:
        self._workplace, self._processes = workplace, processes
        self._lock = threading.Lock()
        self._moment: _Moment | None = None
        self._made: dict[_Asked, tuple[Theme, ...] | None] = {}  # None: being made
        self._wanted: SimpleQueue[tuple[_Moment, _Asked] | None] = SimpleQueue()
        self._stopping = threading.Event()
        self._maker = threading.Thread(target=self._make, name="examples", daemon=True)
        self._maker.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._wanted.put(None)
        self._maker.join()

    def of(self, region: str | None, lang: Lang = "nl") -> tuple[Theme, ...]:
        """The themes of a region, or some of each held where it names none of them.

        None until they are made, which this never waits for. Raises StoreError.
        """
        held = self._workplace.store.regions()
        regions = [region] if region in held else held[:_REGIONS]
        return mixed([self._ready(_Asked(one, lang)) for one in regions])

    def _ready(self, asked: "_Asked") -> tuple[Theme, ...]:
        moment = self._now()
        with self._lock:
            if moment != self._moment:
                self._moment, self._made = moment, {}
            if asked not in self._made:
                self._made[asked] = None
                self._wanted.put((moment, asked))
            return self._made[asked] or ()

    def _now(self) -> "_Moment":
        return _Moment(self._workplace.store.generation(), date.today())

    def _make(self) -> None:
        while (wanted := self._wanted.get()) is not None and not self._stopping.is_set():
            moment, asked = wanted
            made = self._tried(moment, asked)
            with self._lock:
                if moment == self._moment:
                    if made is None:  # whoever asks for them next has them tried again
                        del self._made[asked]
                    else:
                        self._made[asked] = made

    def _tried(self, moment: "_Moment", asked: "_Asked") -> tuple[Theme, ...] | None:
        try:
            return tuple(self._themes(moment, asked))
        except AfsprakenwijzerError:  # what is held changed in the meantime, or cannot be read: readiness tells
            return None
        except Exception as error:  # noqa: BLE001 - a thread has no one to raise to, and a page without examples is whole
            log_unexpected(error)
            return None

    def _themes(self, moment: "_Moment", asked: "_Asked") -> Iterator[Theme]:
        """The themes of a region; cut short where what is held has changed, or the door closes."""
        _ = self._workplace.assistant  # opened by now, or opened here
        return themes(
            self._workplace,
            self._processes,
            asked.region,
            asked.lang,
            goes_on=lambda: not self._stopping.wait(_PAUSE_S) and self._now() == moment,
        )


class _Moment(NamedTuple):
    generation: int
    on: date


class _Asked(NamedTuple):
    region: str
    lang: Lang


def themes(
    workplace: Workplace, processes: Processes, region: str, lang: Lang, *, goes_on: Callable[[], bool] = lambda: True
) -> Iterator[Theme]:
    """The themes of one region, each with up to three questions that the assistant answers.

    An intervention that papers are named after comes before one that is a part of papers, and one
    with more rules before one with fewer. `goes_on` is asked before each question is tried.
    Raises StoreError.
    """
    asking = _Asking(workplace, processes, region, lang, goes_on)
    known = _foremost(processes.known(region, asking.on))
    about: list[list[Suggested]] = []
    shown = 0
    for each in known:
        if shown == _THEMES:
            break
        kept = asking.of_the_work([each], shown)
        if len(kept) < _FEW:  # what is asked of its parts is about it too
            parts = asking.of_the_work([one for one in known if one.part_of == each.name], shown)
            kept = (*kept, *parts)[:_QUESTIONS]
        if kept:
            shown += 1
            yield Theme(each.name[0].upper() + each.name[1:], region, kept)
        about.append(asking.about_the_papers(each))
    if kept := _of_each_sort(_in_turn(about), asking.is_answered):
        yield Theme(None, region, kept)


class _Asking:
    """What may be asked in a region, and whether it is answered; no question is asked twice."""

    def __init__(
        self, workplace: Workplace, processes: Processes, region: str, lang: Lang, goes_on: Callable[[], bool]
    ) -> None:
        self.on = date.today()
        self._workplace, self._processes, self._region, self._lang = workplace, processes, region, lang
        self._goes_on = goes_on
        self._asked: set[str] = set()

    def of_the_work(self, some: Iterable[Intervention], place: int) -> tuple[str, ...]:
        """The questions about interventions that are answered; those of other places begin with other sorts."""
        turned = ("who", *_SORTS[place % len(_SORTS) :], *_SORTS[: place % len(_SORTS)])
        offered = [suggested for one in some if self._goes_on() for suggested in self._about_the_work(one)]
        return _of_each_sort(sorted(offered, key=lambda one: turned.index(one.sort)), self.is_answered)

    def _about_the_work(self, one: Intervention) -> Iterator[Suggested]:
        if topic := topic_of(one.name, self._lang):
            (process,) = self._processes.of(one.name, self._region, self.on)
            yield from about_the_work(process, topic, self._lang)

    def about_the_papers(self, one: Intervention) -> list[Suggested]:
        """What may be asked of the papers of an intervention."""
        topic = topic_of(one.name, self._lang)
        held = self._workplace.store.documents(self._region)
        papers = [document for document in held if document.title in one.titles]
        return list(about_the_papers(papers, topic, self._lang)) if topic else []

    def is_answered(self, one: Suggested) -> bool:
        """Whether the assistant answers it, with what answers it cited first."""
        if one.text in self._asked or not self._goes_on():
            return False
        self._asked.add(one.text)
        answer = self._workplace.assistant.answer(one.text, region=self._region, on=self.on, lang=self._lang)
        return answer.outcome == "answered" and one.proves(answer.claims[0].citations[0])


def mixed(of_regions: Sequence[Sequence[Theme]]) -> tuple[Theme, ...]:
    """The themes of several regions in turn, at most as many as one region has, the last about the agreements."""
    in_turn = [theme for theme in chain.from_iterable(zip_longest(*of_regions)) if theme]
    work = [theme for theme in in_turn if theme.name]
    papers = [theme for theme in in_turn if not theme.name]
    return (*work[:_THEMES], *sorted(papers, key=lambda theme: -len(theme.questions))[:1])


def _foremost(known: Iterable[Intervention]) -> list[Intervention]:
    """The interventions in the order in which somebody new meets them."""

    def named_after(one: Intervention) -> bool:
        words = set(analyse(one.name))
        return any(words <= set(analyse(title)) for title in one.titles)

    return sorted(known, key=lambda one: (not one.rules, not named_after(one), bool(one.part_of), -one.rules))


def _of_each_sort(offered: Iterable[Suggested], answered: Callable[[Suggested], bool]) -> tuple[str, ...]:
    """The first question of each sort that is answered; where those are few, another of a sort that is there."""
    kept: dict[str, str] = {}
    others: list[Suggested] = []
    for one in offered:
        if len(kept) == _QUESTIONS:
            break
        if one.sort in kept:
            others.append(one)
        elif answered(one):
            kept[one.sort] = one.text
    another = next(filter(answered, others), None) if len(kept) == 1 else None
    return (*kept.values(), *([another.text] if another else []))


def _in_turn(about: Sequence[Sequence[Suggested]]) -> list[Suggested]:
    """The questions about papers, so that each sort begins at another subject."""
    sorts = list(dict.fromkeys(one.sort for row in about for one in row))
    rows = [
        [one for row in (*about[place:], *about[:place]) for one in row if one.sort == sort]
        for place, sort in enumerate(sorts)
    ]
    return [one for row in rows for one in row]
