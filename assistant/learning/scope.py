"""What a region has interventions for, and which passages and acts are each one's own."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from assistant.held import Held
from assistant.kinds import kind_of
from kb.answer import QuestionKind
from kb.language.dutch import stems
from kb.model import SILENT_ROLES, Document, DocumentKind, Noun, Passage
from kb.process.act import Act
from kb.process.order import subjects

_AGREEMENTS = frozenset(
    {DocumentKind.COVENANT, DocumentKind.COOPERATION_AGREEMENT, DocumentKind.WORK_AGREEMENT, DocumentKind.PROTOCOL}
)


class Scope(Noun):
    """The passages of one intervention in papers that govern, in reading order.

    `main` are those of agreements themselves; where there are none, those of appendices. `part_of`
    names the intervention whose papers hold this one as a section.
    """

    name: str
    part_of: str | None = None
    papers: tuple[str, ...]
    passages: tuple[Passage, ...]
    main: tuple[Passage, ...]


class Region:
    """The papers of one region that govern on a day, read for learning."""

    def __init__(self, held: Held, region: str, on: date) -> None:
        self.held, self.region, self.on = held, region, on
        self.documents = tuple(one for one in held.documents if one.region == region)
        replaced = {one.id for one in self.documents if held.gives_way(one, on)}
        # what has ended without being replaced is still all there is to learn from; each paragraph says so
        self.governing = tuple(one for one in self.documents if one.id not in replaced) or self.documents

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All that the papers which govern say, in reading order of each."""
        return tuple(
            one
            for document in self.governing
            for one in self.held.passages(document.id)
            if one.role not in SILENT_ROLES
        )

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The interventions that a paper which governs is about, each with its sections behind it.

        A heading that papers on several subjects share ("Toestemming") is none: it belongs to each.
        """
        every = [one for document in self.governing for one in self.held.passages(document.id)]
        named = subjects(self.governing, every)
        sizes = {document.id: len(self.held.passages(document.id)) for document in self.governing}
        wholes: dict[str, frozenset[str]] = {}
        for name, ids in named.items():
            if any(sum(one.rpartition(".")[0] == key for one in ids) == size for key, size in sizes.items()):
                wholes[name] = frozenset(ids)
        self._named_after_nobody(wholes)
        found: list[Scope] = []
        for name, of_it in sorted(wholes.items(), key=lambda one: not self._agreed(one[1])):
            found.append(self._scope(name, of_it, None))
            sections = [(one, frozenset(own)) for one, own in named.items() if one not in wholes]
            inside = [(one, own) for one, own in sections if own < of_it and not self._taken(own, name, wholes)]
            found += [self._scope(one, own, name) for one, own in inside]
        return tuple(one for one in found if one.passages)

    def _named_after_nobody(self, wholes: dict[str, frozenset[str]]) -> None:
        """Give a paper whose title tells no subject, or only whose it is, its title for a name."""
        for name in list(wholes):
            if any(one.core.casefold() == name.casefold() for one in self.held.roles.mentions(name)):
                del wholes[name]
        covered = frozenset(one for ids in wholes.values() for one in ids)
        for document in self.governing:
            own = frozenset(one.id for one in self.held.passages(document.id))
            if not own <= covered:
                wholes[document.title] = wholes.get(document.title, frozenset()) | own

    def _agreed(self, ids: frozenset[str]) -> bool:
        """Whether all of an agreement is about it; what only a guide or a memo is about comes after those."""
        own = (one for one in self.governing if one.kind in _AGREEMENTS)
        return any(all(passage.id in ids for passage in self.held.passages(one.id)) for one in own)

    @staticmethod
    def _taken(own: frozenset[str], name: str, wholes: dict[str, frozenset[str]]) -> bool:
        """Whether a smaller intervention holds this section too: it is that one's part."""
        return any(other != name and own < ids and len(ids) < len(wholes[name]) for other, ids in wholes.items())

    def _scope(self, name: str, ids: frozenset[str], part_of: str | None) -> Scope:
        own = tuple(one for one in self.passages if one.id in ids or (part_of and _labelled(one, name)))
        papers = tuple(dict.fromkeys(one.document_id for one in own))
        main = tuple(one for one in own if self.held.by_id[one.document_id].part_of is None)
        return Scope(name=name, part_of=part_of, papers=papers, passages=own, main=main or own)

    def document(self, document_id: str) -> Document:
        """A document by its id."""
        return self.held.by_id[document_id]

    def acts(self, scope: Scope) -> Iterator[tuple[Passage, Act]]:
        """The rules of an intervention, in reading order; not how the agreement itself is kept or ends."""
        for passage in scope.passages:
            if not any(kind_of(heading) is QuestionKind.VALIDITY for heading in passage.headings):
                acts = self.held.acts(passage)
                completed = {(act.lead, act.action.span) for act in acts}
                for act in acts:
                    if not act.narrative and (act.span, act.action.span) not in completed:
                        yield passage, act


_SECTION = re.compile(r"(?:artikel|hoofdstuk|paragraaf|bijlage)\b", re.I)


def points_elsewhere(act: Act) -> bool:
    """Whether a sentence only says where something is said: "Artikel 8 noemt de gevallen waarin ..."."""
    return act.subject is not None and _SECTION.match(act.subject.text) is not None


def _labelled(passage: Passage, name: str) -> bool:
    """Whether a list elsewhere begins with an item about this intervention: "- Buurtbemiddeling: het bureau telt"."""
    lines = [line for line in passage.text.split("\n") if line.strip()]
    own = frozenset(stems(name))
    openings = lines[: 2 if lines and lines[0].rstrip().endswith(":") else 1]  # what leads the list in, its first item
    labels = [frozenset(stems(line.partition(":")[0])) for line in openings if ":" in line]
    return any(own and own <= words and len(words) <= len(own) + 1 for words in labels)
