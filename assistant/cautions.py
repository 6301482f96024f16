"""What a caseworker must know before acting on an answer."""

from collections.abc import Mapping, Sequence

from kb.answer import Claim, Verdict
from kb.model import Document, Notice, Role, ValidityStatus
from kb.register import missing

_HOLDS_NOT = {
    ValidityStatus.EXPIRED: "expired",
    ValidityStatus.NOT_YET: "not_yet",
    ValidityStatus.SUPERSEDED: "superseded",
}


def cautions_of(
    claims: Sequence[Claim],
    verdict: Verdict | None,
    documents: Sequence[Document],
    roles: Mapping[tuple[str, str], Role],
) -> tuple[Notice, ...]:
    """The cautions that go with claims, one of a sort a document.

    `roles` gives the role of each cited passage by (passage id, version).
    """
    by_id = {document.id: document for document in documents}
    cautions: dict[tuple[str, str], Notice] = {}

    def add(code: str, document: Document, **facts: str) -> None:
        notice = Notice(code=code, facts={"title": document.title, **facts})
        cautions.setdefault((code, document.id), notice)

    for citation in (citation for claim in claims for citation in claim.citations):
        document, now = by_id[citation.document_id], citation.validity
        if code := _HOLDS_NOT.get(now.status):
            day = now.from_ if code == "not_yet" else now.until
            add(code, document, **({"date": day.isoformat()} if day else {}))
        if absent := missing(document, documents):
            add("depends_on_absent", document, absent=", ".join(reference.name for reference in absent))
        if document.status == "draft":
            add("unsigned", document)
        if roles.get((citation.passage_id, citation.version)) is Role.NARRATIVE:
            add("narrative_only", document)
    if verdict is Verdict.CONDITIONAL:
        cautions[("conditional", "")] = Notice(code="conditional")
    return tuple(cautions.values())
