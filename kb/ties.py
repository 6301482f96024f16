"""How documents hang together: what one replaces, leans on, is an appendix to or names, with the words that say so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from kb.model import Document, Noun, Reference, Span
from kb.register import NATIONAL, Absent, alike, held, whole_of


class TieKind(StrEnum):
    """What ties two documents, the strongest first: of a pair only that one is told."""

    PART_OF = "part_of"
    REPLACES = "replaces"
    DEPENDS_ON = "depends_on"
    NAMES = "names"


class AbsentPaper(Noun):
    """A document that is named and not held, with every place that names it.

    `id` is its own among those of one store. `whole` is the id of the document that it would be an appendix to.
    """

    id: str
    name: str
    mentions: tuple[tuple[str, Span], ...]
    whole: str | None = None


class Tie(Noun):
    """One document tied to another: `source` is the appendix, the successor, what leans or what names.

    Both are ids, of a document or of an absent paper. `evidence` is where the text of `said_by` says it.
    """

    kind: TieKind
    source: str
    target: str
    said_by: str
    evidence: Span


class Ties(Noun):
    """All that ties documents, and the papers that they name without their being held."""

    ties: tuple[Tie, ...]
    absent: tuple[AbsentPaper, ...]

    def of(self, source: str, *kinds: TieKind) -> tuple[Tie, ...]:
        """The ties of these kinds that go out from a document."""
        return tuple(one for one in self.ties if one.source == source and one.kind in kinds)

    def to(self, target: str, *kinds: TieKind) -> tuple[Tie, ...]:
        """The ties of these kinds that lead to a document."""
        return tuple(one for one in self.ties if one.target == target and one.kind in kinds)


def ties(documents: Sequence[Document], absent: Sequence[Absent]) -> Ties:
    """What ties these documents; `absent` is what the register of them says is not held."""
    papers = _Papers(documents, absent)
    found: dict[tuple[str, str], Tie] = {}
    said = [one for document in documents for one in papers.ties_of(document)]
    for kind in TieKind:  # strongest first
        for one in said:
            if one.kind is kind and one.source != one.target:
                found.setdefault((one.source, one.target), one)
    # that a whole names its appendix says no more than that it is one
    kept = [
        one
        for one in found.values()
        if one.kind is not TieKind.NAMES or _kind(found, one.target, one.source) is not TieKind.PART_OF
    ]
    return Ties(ties=tuple(kept), absent=tuple(papers.absent))


def _kind(found: dict[tuple[str, str], Tie], source: str, target: str) -> TieKind | None:
    one = found.get((source, target))
    return one.kind if one else None


_APPENDIX = re.compile(r"bijlage\b", re.I)
_OF = re.compile(r"bijlage\b.*?\sbij\s+(?:(?:de|het)\s+)?(?P<whole>.+)", re.I)


class _Papers:
    """The documents, with the absent papers that they name."""

    def __init__(self, documents: Sequence[Document], absent: Iterable[Absent]) -> None:
        self._documents = documents
        self._by_id = {one.id: one for one in documents}
        self._near = {
            region: [one for one in documents if one.region in (region, NATIONAL)]
            for region in {one.region for one in documents}
        }
        self.absent = [self._paper(one.name, one.mentions) for one in absent]

    def ties_of(self, document: Document) -> Iterator[Tie]:
        """What a document's text says of itself and others; the same pair may come more than once."""
        whole = whole_of(document, self._documents)
        if whole and (said := document.evidence.get("part_of")):
            yield _tie(TieKind.PART_OF, document.id, whole.id, document, said)
        for reference in document.replaces:
            yield from self._replaced(document, reference)
        for reference in document.depends_on:
            own = bool(document.part_of) and reference.name in (document.part_of or "")
            yield from self._tied(TieKind.PART_OF if own else TieKind.DEPENDS_ON, document, reference)
        for reference in document.names:
            yield from self._tied(TieKind.NAMES, document, reference)

    def _replaced(self, document: Document, reference: Reference) -> Iterator[Tie]:
        """What is replaced is of the same region and began no later, as in `kb.register.superseded`."""
        begun = document.valid_from or document.dated
        earlier = [
            one
            for one in self._documents
            if one.region == document.region and (not begun or (one.valid_from or one.dated or begun) <= begun)
        ]
        other = held(reference.name, document, earlier)
        other_id = other.id if other else self._absent_id(document, reference)
        if other_id:
            yield _tie(TieKind.REPLACES, document.id, other_id, document, reference.evidence)

    def _tied(self, kind: TieKind, document: Document, reference: Reference) -> Iterator[Tie]:
        other = held(reference.name, document, self._near[document.region])
        if other is not None:
            listed = _APPENDIX.match(reference.name) and other.part_of is None
            if listed and self._whole(reference.name, document) == document.id:
                yield _tie(TieKind.PART_OF, other.id, document.id, document, reference.evidence)
            else:
                yield _tie(kind, document.id, other.id, document, reference.evidence)
            return
        absent_id = self._absent_id(document, reference)
        paper = next((one for one in self.absent if one.id == absent_id), None)
        if paper and paper.whole:
            yield _tie(TieKind.PART_OF, paper.id, paper.whole, document, reference.evidence)
            if paper.whole != document.id:
                yield _tie(kind, document.id, paper.id, document, reference.evidence)
        elif paper:
            yield _tie(kind, document.id, paper.id, document, reference.evidence)

    def _paper(self, name: str, mentions: Sequence[tuple[str, Span]]) -> AbsentPaper:
        by = self._by_id[mentions[0][0]]
        whole = self._whole(name, by) if _APPENDIX.match(name) else None
        return AbsentPaper(id=f"{by.id}?{name}", name=name, mentions=tuple(mentions), whole=whole)

    def _whole(self, name: str, by: Document) -> str:
        """The document that an appendix belongs to: the one its name gives, else the one that names it."""
        if given := _OF.match(name):
            # a whole that is meant by its kind alone ("het convenant") is found as that of an appendix is
            stand_in = by.model_copy(update={"part_of": f"bijlage bij {given['whole']}"})
            if whole := whole_of(stand_in, self._documents):
                return whole.id
        return by.id

    def _absent_id(self, by: Document, reference: Reference) -> str | None:
        """The absent paper that a name stands for; one that is named only as replaced is taken up here."""
        name, region = reference.name, by.region
        if _APPENDIX.match(name):
            own = [one for one in self.absent if any(said == by.id for said, _ in one.mentions)]
            same = [one for one in own if one.name == name] or [one for one in own if one.name.startswith(f"{name} (")]
        else:
            near = [one for one in self.absent if self._by_id[one.mentions[0][0]].region == region and not one.whole]
            same = [one for one in near if one.name == name] or [one for one in near if alike(one.name, name, region)]
        if not same and reference in by.replaces:
            same = [self._paper(name, ((by.id, reference.evidence),))]
            self.absent += same
        return same[0].id if same else None


def _tie(kind: TieKind, source: str, target: str, said_by: Document, evidence: Span) -> Tie:
    return Tie(kind=kind, source=source, target=target, said_by=said_by.id, evidence=evidence)
