"""The path a new colleague follows: the modules of one region in a sensible order, made once and kept."""

import threading
from datetime import date
from functools import lru_cache
from math import ceil
from typing import Final, Literal

from assistant.held import Held
from assistant.learning.holding import Register, holding
from assistant.learning.introduction import Introduction, introduced
from assistant.learning.parties import Player, players
from assistant.learning.privacy import Privacy, privacy
from assistant.learning.said import Prover
from assistant.learning.scope import Region
from assistant.learning.slugs import slugged
from assistant.processes import Process, Processes
from kb.errors import UnknownIntervention
from kb.model import Noun

_WORDS_A_MINUTE: Final = 180  # norms and tables read slower than the 238 of Brysbaert (2019) for plain non-fiction
PARTIES: Final = "wie-doen-mee"
PRIVACY: Final = "privacy"
HOLDING: Final = "wat-geldt-nu"


class Module(Noun):
    """One step of the path; `slug` names its page, `part_of` is the slug of the module that it is a section of.

    `minutes` is how long reading it takes, at least 1. An intervention's module has its `introduction`.
    """

    slug: str
    name: str
    sort: Literal["parties", "intervention", "privacy", "holding"]
    minutes: int
    part_of: str | None = None
    introduction: Introduction | None = None


class Path(Noun):
    """The modules of a region; sections of an intervention stand right behind it."""

    region: str
    on: date
    modules: tuple[Module, ...]
    players: tuple[Player, ...]
    privacy: Privacy
    papers: Register

    @property
    def steps(self) -> tuple[Module, ...]:
        """The modules that make up the path: those that are no section of another."""
        return tuple(one for one in self.modules if one.part_of is None)

    def module(self, slug: str) -> Module:
        """A module by its slug; raises UnknownIntervention."""
        found = next((one for one in self.modules if one.slug == slug), None)
        if found is None:
            raise UnknownIntervention(f"no module {slug}", intervention=slug, nearest="")
        return found

    def player(self, slug: str) -> Player:
        """A party or role by its slug; raises UnknownIntervention."""
        found = next((one for one in self.players if one.slug == slug), None)
        if found is None:
            raise UnknownIntervention(f"nobody {slug}", intervention=slug, nearest="")
        return found

    def about(self, document_id: str) -> Module | None:
        """The module of the intervention that a document is a paper of."""
        return next(
            (one for one in self.steps if one.introduction and document_id in one.introduction.scope.papers), None
        )


class Paths:
    """The paths of all regions, each made when it is first asked for. Threads may share it.

    A path is kept for a generation of the store and a day: what is taken in or ends changes it. It is
    read from what `processes` reads from, so that no paper is read twice. Methods raise StoreError.
    """

    def __init__(self, processes: Processes) -> None:
        self._processes = processes
        self._making = threading.Lock()  # two readers at once wait for one making
        self._last: Held | None = None
        self._made = lru_cache(maxsize=64)(self._make)
        self._ordered = lru_cache(maxsize=256)(self._order)

    def of(self, region: str, on: date) -> Path:
        """The path of a region on a day; without modules on interventions where nothing tells of any."""
        with self._making:
            held = self._processes.held()
            if held is not self._last:
                self._last = held
                self._made.cache_clear()
                self._ordered.cache_clear()
            return self._made(held, region, on)

    def process(self, path: Path, module: Module) -> Process | None:
        """The acts of a module's intervention in the order of the work; None where there are none to order."""
        if module.introduction is None:
            return None
        return self._ordered(module.introduction.scope.name, path.region, path.on)

    def _order(self, name: str, region: str, on: date) -> Process | None:
        try:
            (found,) = self._processes.of(name, region, on)
        except UnknownIntervention:
            return None
        return found

    @staticmethod
    def _make(held: Held, name: str, on: date) -> Path:
        region, prover = Region(held, name, on), Prover(held, name, on)
        told = [introduced(region, scope, prover) for scope in region.scopes]
        told = [one for one in told if one.rules]
        whole = [one.scope for one in told if one.scope.part_of is None]
        cast, data, papers = players(region, whole, prover), privacy(region, prover), holding(region, prover)
        met = sum(sum(one.words for one in (*player.defined, *player.tasks)) + 6 for player in cast)
        fixed = {PARTIES: met, PRIVACY: data.words, HOLDING: papers.words}
        slugs = slugged([*fixed, *(one.scope.name for one in told)])[len(fixed) :]
        page_of = {one.scope.name: slug for one, slug in zip(told, slugs, strict=True) if one.scope.part_of is None}
        lessons = [
            Module(
                slug=slug,
                name=one.scope.name[:1].upper() + one.scope.name[1:],
                sort="intervention",
                minutes=_minutes(one.words),
                part_of=page_of.get(one.scope.part_of) if one.scope.part_of else None,
                introduction=one,
            )
            for one, slug in zip(told, slugs, strict=True)
        ]
        modules = (
            Module(slug=PARTIES, name="", sort="parties", minutes=_minutes(met)),
            *lessons,
            Module(slug=PRIVACY, name="", sort="privacy", minutes=_minutes(data.words)),
            Module(slug=HOLDING, name="", sort="holding", minutes=_minutes(papers.words)),
        )
        return Path(
            region=name,
            on=on,
            modules=modules,
            players=cast,
            privacy=data,
            papers=papers,
        )


def _minutes(words: int) -> int:
    return max(1, ceil(words / _WORDS_A_MINUTE))
