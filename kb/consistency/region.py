"""The papers of one region as the rules compare them: what each says, and whether it holds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

from kb.consistency.finding import Statement
from kb.language.overlay import shipped
from kb.language.thesaurus import Thesaurus
from kb.model import Document, DocumentKind, Reference, Validity, ValidityStatus
from kb.register import NATIONAL, held, superseded, validities


class Region:
    """The papers of a region on a day, national ones beside them.

    `statements` are by document id; those of other regions are passed over.
    """

    def __init__(
        self,
        name: str,
        documents: Sequence[Document],
        statements: Mapping[str, Sequence[Statement]],
        on: date,
        thesaurus: Callable[[], Thesaurus] = shipped,
    ) -> None:
        self.name, self.on, self.thesaurus = name, on, thesaurus
        self.documents = tuple(one for one in documents if one.region in (name, NATIONAL))
        self.own = tuple(one for one in self.documents if one.region == name)
        self.by_id = {one.id: one for one in self.documents}
        self._statements = _by_sort({one.id: statements.get(one.id, ()) for one in self.documents})

    @cached_property
    def _validities(self) -> dict[str, Validity]:
        return validities(self.documents, self.on)

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The ids of papers that another one has replaced by that day."""
        return superseded(self.documents, self.on)

    def validity(self, document: Document) -> Validity:
        """Whether a paper holds on the day."""
        return self._validities[document.id]

    def ended(self, document: Document) -> bool:
        """Whether a paper holds no more: it expired, or another one replaced it."""
        status = self.validity(document).status
        return status in (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED) or document.id in self.superseded

    @cached_property
    def standing(self) -> tuple[Document, ...]:
        """The region's own papers that hold, or will, memos aside: what it is compared by with other regions."""
        return tuple(one for one in self.own if one.kind is not DocumentKind.MEMO and not self.ended(one))

    @cached_property
    def rounds(self) -> tuple[tuple[Document, ...], ...]:
        """The papers that must agree: those that hold, or will, together; each that has ended by itself.

        A memo tells and rules nothing, so it stands in no round.
        """
        ruling = [one for one in self.documents if one.kind is not DocumentKind.MEMO]
        standing = tuple(one for one in ruling if not self.ended(one))
        alone = tuple((one,) for one in self.own if one in ruling and self.ended(one))
        return (standing, *alone) if standing else alone

    def same(self, one: str, other: str) -> bool:
        """Whether the thesaurus holds two stems for words for one thing; the first call may read it."""
        return self.thesaurus().synonyms(one, other)

    def held(self, name: str, by: Document) -> Document | None:
        """The held document that `by` means with a name; None where it is not held."""
        return held(name, by, self.documents)

    def means(self, reference: Reference, by: Document) -> Document | None:
        """The held document that a reference in `by` names."""
        return self.held(reference.name, by)

    def statements(self, sort: str, among: Sequence[Document] | None = None) -> list[Statement]:
        """What the papers say of one sort, in the order of the papers; `among` these only."""
        of_sort = self._statements.get(sort, {})
        return [one for paper in (self.documents if among is None else among) for one in of_sort.get(paper.id, ())]


def _by_sort(statements: Mapping[str, Sequence[Statement]]) -> dict[str, dict[str, list[Statement]]]:
    found: dict[str, dict[str, list[Statement]]] = {}
    for document_id, several in statements.items():
        for one in several:
            found.setdefault(one.sort, {}).setdefault(document_id, []).append(one)
    return found
