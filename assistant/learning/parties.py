"""Who takes part: the parties of the agreements and the roles in them, with what the texts have each of them do."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from assistant.learning.introduction import takers
from assistant.learning.said import Mark, Prover, Said, whole
from assistant.learning.scope import Region, Scope
from assistant.learning.slugs import slugged
from assistant.units import units
from kb.answer import Citation
from kb.model import Document, Noun, Party, Role

_TASKS: Final = re.compile(r"\b(?:taken|taakverdeling|wie doet wat|rolverdeling)\b", re.I)
_TERM: Final = re.compile(r"(?:[-•✓]\s|\(?[a-z0-9]{1,3}[.)]\s)?(?:de |het |een )?(?P<term>[^:\n]{2,60}):\s", re.I)
_EVERYBODY: Final = "partij"  # what all do, each does


class Deed(Noun):
    """A sentence that has somebody do something; `lead` introduces it where that does not stand in it."""

    citation: Citation
    lead: Citation | None = None


class Deeds(Noun):
    """What somebody does in one intervention, in reading order."""

    intervention: str
    deeds: tuple[Deed, ...]


class Player(Noun):
    """A party or a role: what it is called, where it is a party, what the texts call it and have it do.

    `slug` names its page. `tasks` are the rows of a table of tasks that are about it; `also` are
    other names that the agreements give a party, with the page of the role they stand for, if any.
    """

    slug: str
    lane: str
    name: str
    sort: Literal["party", "role"]
    also: tuple[tuple[str, str | None], ...] = ()
    party_to: tuple[Citation, ...] = ()
    defined: tuple[Said, ...] = ()
    tasks: tuple[Said, ...] = ()
    done: tuple[Deeds, ...] = ()

    @property
    def rules(self) -> int:
        """How many sentences have it do something."""
        return sum(len(one.deeds) for one in self.done)


def players(region: Region, scopes: Iterable[Scope], prover: Prover) -> tuple[Player, ...]:
    """The parties in the order of the agreements, then the roles, who does most first."""
    found = _Cast(region, scopes, prover).players()
    return tuple(sorted(found, key=lambda one: (one.sort == "role", one.sort == "role" and -one.rules)))


class _Cast:
    """Everybody in the agreements of a region, by lane: what all names of one party or role come down to."""

    def __init__(self, region: Region, scopes: Iterable[Scope], prover: Prover) -> None:
        self._region, self._prover = region, prover
        self._lane = region.held.roles.canonical
        self._rules = {scope.name: tuple(region.acts(scope)) for scope in scopes}
        self._parties: dict[str, list[tuple[Document, Party]]] = {}
        for document in region.governing:
            for party in document.parties:
                self._parties.setdefault(self._lane(party.name), []).append((document, party))
        names = {lane: min((party.name for _, party in own), key=len) for lane, own in self._parties.items()}
        acting = takers(region.held.roles, (act for own in self._rules.values() for _, act in own))
        for one in acting:
            if one.lane != _EVERYBODY:
                names.setdefault(one.lane, one.name)
        self._names = {lane: name[:1].upper() + name[1:] for lane, name in names.items()}
        # two lanes of one name keep their own pages
        self._slugs = dict(zip(self._names, slugged(self._names.values()), strict=True))

    def players(self) -> Iterator[Player]:
        """All of them, the parties first."""
        for lane, name in self._names.items():
            named = self._parties.get(lane, [])
            also = dict.fromkeys(one for _, party in named for one in (party.name, *party.aliases) if one != name)
            signed = (self._prover.at(document.id, party.evidence) for document, party in named)
            yield Player(
                slug=self._slugs[lane],
                lane=lane,
                name=name,
                sort="party" if named else "role",
                also=tuple((one, self._page(one, lane)) for one in also if one.lower() != name.lower()),
                party_to=tuple(one for one in signed if one is not None),
                defined=self._prover.said(self._defined(lane)),
                tasks=self._prover.said(self._tasks(lane)),
                done=tuple(one for scope in self._rules if (one := self._deeds(lane, scope)).deeds),
            )

    def _page(self, name: str, lane: str) -> str | None:
        other = self._lane(name)
        return self._slugs.get(other) if other != lane else None

    def _defined(self, lane: str) -> Iterator[Mark]:
        """Where the agreements say what a role is: "signaalpunt: het onderdeel dat ..."."""
        for passage in self._region.passages:
            if passage.role is Role.DEFINITION:
                for unit in units(passage):
                    found = _TERM.match(unit.text)
                    if found and self._lane(found["term"]) == lane:
                        yield passage, unit.span

    def _tasks(self, lane: str) -> Iterator[Mark]:
        """The rows about somebody in a table of tasks."""
        for passage in self._region.passages:
            of_tasks = passage.role is Role.TABLE_ROW and any(map(_TASKS.search, passage.headings))
            if of_tasks and self._lane(passage.text.split("\t")[0].strip()) == lane:
                yield whole(passage)

    def _deeds(self, lane: str, intervention: str) -> Deeds:
        """The sentences of an intervention that have somebody do something, each once."""
        found: dict[tuple[str, int, int], Deed] = {}
        for passage, act in self._rules[intervention]:
            key = (act.document_id, act.span.start, act.span.end)
            if key not in found and any(self._lane(actor.text) == lane for actor in act.actors):
                citation = self._prover.cite(passage, act.span)
                if citation is not None:
                    lead = self._prover.cite(passage, act.lead) if act.lead else None
                    found[key] = Deed(citation=citation, lead=lead)
        return Deeds(intervention=intervention, deeds=tuple(found.values()))
