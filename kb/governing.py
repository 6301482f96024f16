"""Which agreement governs which intervention in a region on a day, and what no agreement governs any more."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby

from kb.language.dutch import stems
from kb.model import Document, DocumentKind, Noun, Passage, Validity, ValidityStatus
from kb.process.order import interventions
from kb.register import NATIONAL, register
from kb.ties import AbsentPaper, Tie, TieKind, Ties, ties


class Standing(StrEnum):
    """How what governs an intervention stands on a day, best first."""

    HOLDS = "holds"
    UNKNOWN = "unknown"  # no text says until when
    NOT_YET = "not_yet"
    ENDED = "ended"  # nothing holds any more
    TOLD = "told"  # a memo tells of it, and nothing governs it


class Section(Noun):
    """A part of a document, by the headings it stands under and its first passage."""

    headings: tuple[str, ...]
    passage_id: str


class Governs(Noun):
    """A document that governs an intervention, or did, or will.

    Without `sections` all of it does. `replaced_by` are the ids of held documents that took its place by
    that day. `told`: it is a memo, which tells and rules nothing.
    """

    document: Document
    validity: Validity
    sections: tuple[Section, ...] = ()
    replaced_by: tuple[str, ...] = ()
    told: bool = False

    @property
    def standing(self) -> Standing:
        """How it stands on the day; what was replaced holds no more, whatever its own term says."""
        if self.told:
            return Standing.TOLD
        return Standing.ENDED if self.replaced_by else _STANDINGS[self.validity.status]


class Governed(Noun):
    """An intervention with what governs it, in force first; `part_of` is the one whose papers hold it as a section."""

    name: str
    region: str
    part_of: str | None = None
    items: tuple[Governs, ...]

    @property
    def standing(self) -> Standing:
        """How it stands on the day: as the first of what governs it."""
        return self.items[0].standing


class RegionRegister(Noun):
    """The agreements of one region on a day, national ones they are tied to beside them, and how all hang together."""

    region: str
    on: date
    documents: tuple[Document, ...]
    validities: dict[str, Validity]
    hanging: Ties
    governed: tuple[Governed, ...]

    @property
    def absent(self) -> tuple[AbsentPaper, ...]:
        """What its documents name without its being held."""
        return self.hanging.absent

    def ended(self, document_id: str) -> bool:
        """Whether a document holds no more: its term is over, or another one took its place."""
        return self.validities[document_id].status in (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED)


_STANDINGS = {
    ValidityStatus.IN_FORCE: Standing.HOLDS,
    ValidityStatus.UNKNOWN: Standing.UNKNOWN,
    ValidityStatus.NOT_YET: Standing.NOT_YET,
    ValidityStatus.EXPIRED: Standing.ENDED,
    ValidityStatus.SUPERSEDED: Standing.ENDED,
}


def region_register(
    documents: Sequence[Document], passages: Mapping[str, Sequence[Passage]], region: str, on: date
) -> RegionRegister:
    """The register of a region on a day; `passages` are by document id, in reading order."""
    near = [one for one in documents if one.region in (region, NATIONAL)]
    own = [one for one in near if one.region == region]
    found = register(near, on)
    validities = {one.document.id: one.validity for one in found.items}
    hanging = _of_region(ties(near, found.absent), own)
    tied = {one.target for one in hanging.ties}
    governed = _Governing(own, passages, hanging, validities, on).governed()
    return RegionRegister(
        region=region,
        on=on,
        documents=tuple(one for one in near if one in own or one.id in tied),
        validities=validities,
        hanging=hanging,
        governed=tuple(governed),
    )


def retied(found: RegionRegister, documents: Sequence[Document]) -> RegionRegister:
    """The same register with what ties its papers, and what they lack, read from these versions of the documents."""
    near = [one for one in documents if one.region in (found.region, NATIONAL)]
    every = ties(near, register(near, found.on).absent)
    own = [one for one in near if one.region == found.region]
    return found.model_copy(update={"hanging": _of_region(every, own)})


def _of_region(every: Ties, own: Sequence[Document]) -> Ties:
    """What the region's own documents say."""
    ids = {one.id for one in own}
    kept: tuple[Tie, ...] = tuple(one for one in every.ties if one.said_by in ids)
    absent = tuple(one for one in every.absent if ids & {said for said, _ in one.mentions})
    return Ties(ties=kept, absent=absent)


_Ids = frozenset[str]


class _Governing:
    """What the documents of one region govern."""

    def __init__(
        self,
        documents: Sequence[Document],
        passages: Mapping[str, Sequence[Passage]],
        hanging: Ties,
        validities: Mapping[str, Validity],
        on: date,
    ) -> None:
        self._documents = [one for one in documents if passages[one.id]]
        self._passages = {one.id: one for document in documents for one in passages[document.id]}
        self._own = {one.id: frozenset(passage.id for passage in passages[one.id]) for one in self._documents}
        self._validities, self._on = validities, on
        belongs = (TieKind.PART_OF, TieKind.DEPENDS_ON)
        self._above = {one.id: {tie.target for tie in hanging.of(one.id, *belongs)} for one in documents}
        self._successors = {
            one.id: tuple(tie.source for tie in hanging.to(one.id, TieKind.REPLACES)) for one in documents
        }

    def governed(self) -> Iterable[Governed]:
        """Each intervention that a title names, with the sections of its papers behind it."""
        named = {name: frozenset(ids) for name, ids in interventions(self._documents, self._passages.values()).items()}
        wholes = self._wholes(named)
        standing = self._standing()
        for name, ids in sorted(wholes.items(), key=lambda one: self._rank(one[1])):
            yield self._one(name, ids)
            for part, own in named.items():
                current = own & standing
                if part not in wholes and current and current < ids and not _nearer(current, ids, wholes):
                    yield self._one(part, own, part_of=name)

    def _standing(self) -> _Ids:
        """The passages of papers that nothing has replaced; an old heading is no intervention of its own."""
        kept = [one for one in self._documents if not self._replaced_by(one) and not self._later(one)]
        return frozenset(one for document in kept or self._documents for one in self._own[document.id])

    def _wholes(self, named: Mapping[str, _Ids]) -> dict[str, _Ids]:
        """The interventions that all of a paper is about; what was replaced is counted under what replaced it."""
        wholes = {name: ids for name, ids in named.items() if self._papers(ids)}
        covered = frozenset[str]().union(*wholes.values())
        for document in self._documents:
            if not self._own[document.id] <= covered:  # its title tells no subject
                wholes[document.title] = self._own[document.id]
        for name in [one for one in wholes if all(self._successors[own] for own in self._papers(wholes[one]))]:
            successors = {one for own in self._papers(wholes[name]) for one in self._successors[own]}
            heirs = [one for one, ids in wholes.items() if one != name and successors & set(self._papers(ids))]
            for heir in heirs:
                wholes[heir] |= wholes[name]
            if heirs:
                del wholes[name]
        self._guides(wholes)
        return {name: ids for name, ids in wholes.items() if self._ruled(ids)}

    def _guides(self, wholes: dict[str, _Ids]) -> None:
        """Count guides to what another agreement governs under that one: they rest on it, and their titles share it."""
        for name, ids in list(wholes.items()):
            papers = self._papers(ids)
            if any(one.kind in _KINDS for one in self._documents if one.id in papers):
                continue
            above = {one for own in papers for one in self._above[own]}
            for other, held in wholes.items():
                if other != name and above & set(self._papers(held)) and set(stems(name)) & set(stems(other)):
                    wholes[other] = held | wholes.pop(name)
                    break

    def _papers(self, ids: _Ids) -> list[str]:
        """The documents that stand wholly among passages."""
        return [document_id for document_id, own in self._own.items() if own <= ids]

    def _ruled(self, ids: _Ids) -> bool:
        """Whether more than a memo of experiences is about it."""
        papers = [one for one in self._documents if self._own[one.id] <= ids]
        return any(one.kind is not DocumentKind.MEMO or _AGREED.search(one.title) for one in papers)

    def _rank(self, ids: _Ids) -> tuple[int, str]:
        """Agreements before guides and memos; by name otherwise."""
        kinds = [one.kind for one in self._documents if self._own[one.id] <= ids]
        return min(_KINDS.index(kind) if kind in _KINDS else len(_KINDS) for kind in kinds), min(ids)

    def _one(self, name: str, ids: _Ids, part_of: str | None = None) -> Governed:
        items = [self._governs(document, ids, name) for document in self._documents if self._own[document.id] & ids]
        items.sort(key=_first)
        region = self._documents[0].region
        return Governed(name=name, region=region, part_of=part_of, items=tuple(items))

    def _governs(self, document: Document, ids: _Ids, name: str) -> Governs:
        whole = self._own[document.id] <= ids
        return Governs(
            document=document,
            validity=self._validities[document.id],
            sections=() if whole else tuple(self._sections(self._own[document.id] & ids, name)),
            replaced_by=self._replaced_by(document),
            told=document.kind is DocumentKind.MEMO,
        )

    def _sections(self, ids: _Ids, name: str) -> Iterable[Section]:
        """The sections that passages make up, each up to the heading that names the intervention."""
        asked = frozenset(stems(name))
        passages = sorted((self._passages[one] for one in ids), key=lambda one: one.start)
        for headings, own in groupby(passages, key=lambda one: _up_to(one.headings, asked)):
            yield Section(headings=headings, passage_id=next(own).id)

    def _replaced_by(self, document: Document) -> tuple[str, ...]:
        return tuple(one for one in self._successors[document.id] if not self._later_id(one))

    def _later(self, document: Document) -> bool:
        return self._validities[document.id].status is ValidityStatus.NOT_YET

    def _later_id(self, document_id: str) -> bool:
        return self._validities[document_id].status is ValidityStatus.NOT_YET


# A memo that is titled as an agreement is where the agreement stands.
_AGREED = re.compile(r"\b\w*(?:convenant|overeenkomst|afspraken|protocol)\b", re.I)
_KINDS = (DocumentKind.COVENANT, DocumentKind.COOPERATION_AGREEMENT, DocumentKind.WORK_AGREEMENT, DocumentKind.PROTOCOL)


def _nearer(own: _Ids, ids: _Ids, wholes: Mapping[str, _Ids]) -> bool:
    """Whether a smaller intervention holds these passages too: they are a part of that one."""
    return any(own < others and len(others) < len(ids) for others in wholes.values())


def _up_to(headings: tuple[str, ...], asked: frozenset[str]) -> tuple[str, ...]:
    for depth, heading in enumerate(headings, start=1):
        if asked <= frozenset(stems(heading)):
            return headings[:depth]
    return headings


def _first(one: Governs) -> tuple[int, bool, bool, int]:
    """In force first; of those whole papers, agreements before their appendices, the newest first."""
    begun = one.document.valid_from or one.document.dated or date.min
    place = list(Standing).index(one.standing)
    return place, bool(one.sections), one.document.part_of is not None, -begun.toordinal()
