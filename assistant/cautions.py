"""What a caseworker must know before acting on an answer."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.held import Held
from kb.answer import Caution, Claim, Verdict
from kb.governing import RegionRegister, Standing
from kb.model import Document, DocumentKind, Role, ValidityStatus
from kb.register import missing, whole_of
from kb.ties import TieKind

_HOLDS_NOT = {
    ValidityStatus.EXPIRED: "expired",
    ValidityStatus.NOT_YET: "not_yet",
    ValidityStatus.SUPERSEDED: "superseded",
}


def cautions_of(claims: Sequence[Claim], verdict: Verdict | None, held: Held, on: date) -> tuple[Caution, ...]:
    """The cautions that go with claims on a day, one of a sort a document; `assistant.conflicts` has one more.

    An appendix leans on all that its whole leans on. Raises NotHeld for what was removed in the meantime.
    """
    cautions: dict[tuple[str, ...], Caution] = {}
    for citation in (citation for claim in claims for citation in claim.citations):
        document = held.by_id[citation.document_id]
        for notice in _of_document(document, held, on):
            about = (notice.code, notice.facts["title"], notice.facts.get("other", ""))
            cautions.setdefault(about, notice)
        if held.passage(citation.passage_id).role is Role.NARRATIVE:
            told = Caution(code="narrative_only", facts={"title": document.title})
            cautions.setdefault((told.code, document.title), told)
    if verdict is Verdict.CONDITIONAL:
        cautions[("conditional",)] = Caution(code="conditional")
    return tuple(cautions.values())


def _of_document(document: Document, held: Held, on: date) -> Iterator[Caution]:
    """Whether a document holds, whether what it leans on does and is there, and whether it is final."""
    register, title = held.governing(document.region, on), document.title
    validity = held.validity(document.id, on)
    code = _HOLDS_NOT.get(validity.status)
    if code:
        day = validity.from_ if code == "not_yet" else validity.until
        successor = None if code == "not_yet" else _successor(document, register)
        facts = {
            "title": title,
            "date": day.isoformat() if day else "",
            "successor": successor.title if successor else "",
        }
        yield _caution(code, facts)
    elif newer := _newer(document, register):
        intervention, other = newer
        yield _caution("newer_agreement", {"title": title, "intervention": intervention, "other": other.title})
    whole = whole_of(document, held.documents)
    for leaning in (document, *((whole,) if whole else ())):
        if absent := missing(leaning, held.documents):
            names = ", ".join(reference.name for reference in absent)
            yield _caution("depends_on_absent", {"title": leaning.title, "absent": names})
        if not code:
            yield from _on_what_ended(leaning, held, on, register)
    if document.status == "draft":
        yield _caution("unsigned", {"title": title})


def _caution(code: str, facts: dict[str, str]) -> Caution:
    return Caution(code=code, facts={name: fact for name, fact in facts.items() if fact})


def _on_what_ended(document: Document, held: Held, on: date, register: RegionRegister) -> Iterator[Caution]:
    """A caution for each document held that this one leans on though it holds no more."""
    for tie in register.hanging.of(document.id, TieKind.DEPENDS_ON):
        if tie.target in held.by_id and register.ended(tie.target):
            other = held.by_id[tie.target]
            until, successor = held.validity(other.id, on).until, _successor(other, register)
            ended = until.isoformat() if until and until < on else ""
            named = {"title": document.title, "other": other.title}
            yield _caution(
                "depends_on_ended", {**named, "date": ended, "successor": successor.title if successor else ""}
            )


def _successor(document: Document, register: RegionRegister) -> Document | None:
    """What holds in the place of a document that ended: what says so, else what governs all it was about."""
    documents = {one.id: one for one in register.documents}
    waiting, seen = [document.id], {document.id}
    while waiting:
        for tie in register.hanging.to(waiting.pop(), TieKind.REPLACES):
            if register.validities[tie.source].status is ValidityStatus.IN_FORCE:
                return documents[tie.source]
            if tie.source not in seen:
                seen.add(tie.source)
                waiting.append(tie.source)
    return next((other for _, other in _beside(document, register)), None)


def _newer(document: Document, register: RegionRegister) -> tuple[str, Document] | None:
    """A later agreement of the same kind about the same, and the intervention; none that leans on this one."""
    tied = {tie.source for tie in register.hanging.to(document.id, TieKind.DEPENDS_ON)}
    begun = _begun(document)
    for intervention, other in _beside(document, register):
        later = _begun(other)
        if other.kind is document.kind and other.id not in tied and begun and later and later > begun:
            return intervention, other
    return None


def _beside(document: Document, register: RegionRegister) -> Iterator[tuple[str, Document]]:
    """The other agreements in force that an intervention is governed by as a whole, as it was by this one."""
    if document.part_of or document.kind in (DocumentKind.MEMO, DocumentKind.OTHER):
        return
    for one in register.governed:
        whole = [item for item in one.items if not item.sections and not item.document.part_of]
        if any(item.document.id == document.id for item in whole):
            for item in whole:
                if item.standing is Standing.HOLDS and item.document.id != document.id:
                    yield one.name, item.document


def _begun(document: Document) -> date | None:
    return document.valid_from or document.dated
