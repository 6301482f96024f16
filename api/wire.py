"""The nouns as JSON, as the contract promises: camelCase keys, and citations listed once per answer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic.alias_generators import to_camel

from api.sentences import Lang, sentence
from api.wording import claims_of, option_label
from kb.answer import Answer, Caution, Citation, Claim, Option
from kb.model import Document, Notice, Noun, Passage, Receipt

if TYPE_CHECKING:
    from kb.register import Agreement
    from kb.search.hybrid import Hit

Wire = dict[str, Any]


def answer_to_wire(answer: Answer, lang: Lang | None = None) -> Wire:
    """An answer; claims, also those of its options and cautions, refer to `citations` by index.

    The sentences of its cautions are in `lang`; None: in the language of the answer.
    """
    citations = list(dict.fromkeys(citation for claim in claims_of(answer) for citation in claim.citations))
    index = {citation: number for number, citation in enumerate(citations)}
    return {
        "outcome": answer.outcome,
        "kind": answer.kind.value,
        "verdict": answer.verdict.value if answer.verdict else None,
        "language": answer.language,
        "region": answer.region,
        "on": answer.on.isoformat(),
        "actors": list(answer.actors),
        "claims": [_claim(claim, index) for claim in answer.claims],
        "citations": [_plain(citation) for citation in citations],
        "cautions": [_caution(caution, index, lang or answer.language) for caution in answer.cautions],
        "missing": list(answer.missing),
        "fact": answer.fact,
        "options": [_option(answer, option, index) for option in answer.options],
        "reason": answer.reason,
        "related": [_plain(related) for related in answer.related],
        "followUps": list(answer.follow_ups),
        "comparison": _plain(answer.comparison) if answer.comparison else None,
        "composedBy": answer.composed_by,
        "timings": _plain(answer.timings),
    }


def claim_to_wire(claim: Claim) -> Wire:
    """A claim by itself, its citations in full."""
    return _marked(claim, {"text": claim.text, "citations": [_plain(citation) for citation in claim.citations]})


def receipt_to_wire(receipt: Receipt, lang: Lang) -> Wire:
    """What became of a file; the sentence that explains a refusal stands among its warnings."""
    refusal = (Notice(code=receipt.reason, facts=_refusal_facts(receipt)),) if receipt.reason else ()
    return {
        "file": receipt.file,
        "documentId": receipt.document_id,
        "outcome": receipt.outcome,
        "reason": receipt.reason,
        "passages": _plain(receipt.passages),
        "warnings": [notice_to_wire(notice, lang) for notice in (*refusal, *receipt.warnings)],
    }


def refusal_in_words(receipt: Receipt, lang: Lang) -> str:
    """Why a file was refused and what to do next."""
    return sentence(receipt.reason or "unexpected", _refusal_facts(receipt), lang)


def notice_to_wire(notice: Notice, lang: Lang) -> Wire:
    """A warning: its code, and the sentence a person reads."""
    return {"code": notice.code, "text": sentence(notice.code, notice.facts, lang)}


def document_to_wire(document: Document) -> Wire:
    """A document as it describes itself."""
    return _plain(document)


def passage_to_wire(passage: Passage) -> Wire:
    """A passage with its place."""
    return _plain(passage)


def citation_to_wire(citation: Citation) -> Wire:
    """A citation outside an answer."""
    return _plain(citation)


def agreement_to_wire(agreement: "Agreement") -> Wire:
    """One line of the register; `parties` repeats what the document says of them, for lists."""
    document = _plain(agreement.document)
    return {
        "document": document,
        "validity": _plain(agreement.validity),
        "parties": document["parties"],
        "replaces": [_plain(reference) for reference in agreement.replaces],
        "dependsOn": [_plain(reference) for reference in agreement.depends_on],
    }


def absent_to_wire(name: str, citations: Iterable[Citation]) -> Wire:
    """A document that is named but not held; `citations` are the sentences that name it."""
    return {"name": name, "citations": [_plain(citation) for citation in citations]}


def hit_to_wire(hit: "Hit", passage: Passage, document_title: str) -> Wire:
    """A passage that was found, with the score of every leg of the search."""
    return {
        "passageId": passage.id,
        "documentTitle": document_title,
        "headings": list(passage.headings),
        "text": passage.text,
        "score": hit.score,
        "legs": dict(hit.legs),
    }


def _claim(claim: Claim, index: dict[Citation, int]) -> Wire:
    return _marked(claim, {"text": claim.text, "citations": [index[citation] for citation in claim.citations]})


def _marked(claim: Claim, wire: Wire) -> Wire:
    """A claim that a model worded says so; of all others nothing is to be said."""
    return wire | ({"summarised": True} if claim.summarised else {})


def _caution(caution: Caution, index: dict[Citation, int], lang: Lang) -> Wire:
    claims = [_claim(claim, index) for claim in caution.claims]
    return notice_to_wire(caution, lang) | {"severity": caution.severity, "claims": claims}


def _option(answer: Answer, option: Option, index: dict[Citation, int]) -> Wire:
    claims = [_claim(claim, index) for claim in option.claims]
    return {"value": option.value, "label": option_label(answer.fact, option, answer.language), "claims": claims}


def _refusal_facts(receipt: Receipt) -> dict[str, str]:
    return {"file": receipt.file} | receipt.facts


def _plain(noun: Noun) -> Wire:
    """A noun field by field."""
    wire: Wire = _camel(noun.model_dump(mode="json"))
    return wire


def _camel(value: Any) -> Any:
    """Keys in camelCase all the way down; `from_` has its underscore from Python alone."""
    if isinstance(value, dict):
        return {to_camel(key.rstrip("_")): _camel(inner) for key, inner in value.items()}
    return [_camel(inner) for inner in value] if isinstance(value, list) else value
