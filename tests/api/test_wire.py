"""What callers see is what the contract promises, key by key."""

import json
from datetime import date

import pytest

from api.wire import (
    absent_to_wire,
    answer_to_wire,
    document_to_wire,
    passage_to_wire,
    receipt_to_wire,
    refusal_in_words,
)
from kb.answer import (
    Answer,
    Answered,
    Caution,
    Citation,
    Claim,
    Disputed,
    NeedsFact,
    NotFound,
    Option,
    Partial,
    QuestionKind,
    Refused,
    Related,
    Timings,
    Verdict,
)
from kb.model import (
    Document,
    DocumentKind,
    Passage,
    PassageCounts,
    Receipt,
    Reference,
    Role,
    Span,
    Validity,
    ValidityStatus,
)

ON = date(2026, 11, 22)
VERSION = "sha256:" + "0" * 64
# The keys of design/contract.md, in its order.
ANSWER_KEYS = [
    "outcome",
    "kind",
    "verdict",
    "language",
    "region",
    "on",
    "actors",
    "claims",
    "citations",
    "cautions",
    "missing",
    "fact",
    "options",
    "reason",
    "related",
    "followUps",
    "comparison",
    "composedBy",
    "timings",
]
CITATION_KEYS = [
    "documentId",
    "documentTitle",
    "file",
    "version",
    "region",
    "validity",
    "headings",
    "page",
    "start",
    "end",
    "quote",
    "passageId",
]


def _citation(start: int = 10) -> Citation:
    return Citation(
        document_id="lindestroom/werkafspraken",
        document_title="Werkafspraken",
        file="werkafspraken.pdf",
        version=VERSION,
        region="lindestroom",
        validity=Validity(until=date(2022, 12, 31), status=ValidityStatus.EXPIRED),
        headings=("3. Melden", "3.4. Wie meldt"),
        page=4,
        start=start,
        end=start + 5,
        quote="Woord",
        passage_id="lindestroom/werkafspraken.7",
    )


def _claim(*starts: int) -> Claim:
    return Claim(text="De wijkcoach meldt.", citations=tuple(_citation(start) for start in starts))


ANSWERED = Answered(
    kind=QuestionKind.WHO_ACTS,
    verdict=Verdict.CONDITIONAL,
    region="lindestroom",
    on=ON,
    actors=("wijkcoach",),
    claims=(_claim(10, 30), _claim(30, 50)),
    cautions=(Caution(code="expired", facts={"date": "2022-12-31", "title": "Werkafspraken"}),),
    related=(Related(passage_id="lindestroom/werkafspraken.8", document_title="Werkafspraken", headings=("4",)),),
    follow_ups=("En daarna?",),
    timings=Timings(search_ms=4.1, total_ms=9.8),
)


def test_an_answer_has_the_keys_of_the_contract() -> None:
    wire = answer_to_wire(ANSWERED)
    assert list(wire) == ANSWER_KEYS
    assert all(list(citation) == CITATION_KEYS for citation in wire["citations"])
    assert wire["kind"] == "who_acts"
    assert wire["verdict"] == "conditional"
    assert wire["on"] == "2026-11-22"
    assert wire["timings"] == {"searchMs": 4.1, "totalMs": 9.8}
    assert wire["related"] == [
        {"passageId": "lindestroom/werkafspraken.8", "documentTitle": "Werkafspraken", "headings": ["4"]}
    ]


def test_citations_are_listed_once_and_claims_refer_to_them() -> None:
    wire = answer_to_wire(ANSWERED)
    assert [citation["start"] for citation in wire["citations"]] == [10, 30, 50]
    assert [claim["citations"] for claim in wire["claims"]] == [[0, 1], [1, 2]]


def test_claims_of_options_refer_to_the_same_list() -> None:
    options = tuple(
        Option(value=value, label=label, claims=(_claim(start),))
        for value, label, start in (("rent", "huur", 30), ("owned", "koop", 70))
    )
    wire = answer_to_wire(NeedsFact(on=ON, fact="tenure", claims=(_claim(30),), options=options))
    assert [citation["start"] for citation in wire["citations"]] == [30, 70]
    assert [option["claims"][0]["citations"] for option in wire["options"]] == [[0], [1]]
    assert wire["fact"] == "tenure"


def test_what_contradicts_an_answer_is_cited_after_what_it_says_itself() -> None:
    caution = Caution(code="passages_conflict", facts={"other": "Protocol"}, claims=(_claim(70),), severity="high")
    wire = answer_to_wire(Answered(on=ON, claims=(_claim(30),), cautions=(caution,)))
    assert [citation["start"] for citation in wire["citations"]] == [30, 70]
    (told,) = wire["cautions"]
    assert [claim["citations"] for claim in told["claims"]] == [[1]]
    assert (told["severity"], "“Protocol”" in told["text"]) == ("high", True)


def test_validity_is_told_from_until_and_status() -> None:
    validity = answer_to_wire(ANSWERED)["citations"][0]["validity"]
    assert validity == {"from": None, "until": "2022-12-31", "status": "expired"}


def test_a_caution_speaks_the_language_of_the_answer_unless_asked_otherwise() -> None:
    (dutch,) = answer_to_wire(ANSWERED)["cautions"]
    (english,) = answer_to_wire(ANSWERED, "en")["cautions"]
    assert dutch == {
        "code": "expired",
        "text": "“Werkafspraken” gold tot en met 31 december 2022. Ga na of er een opvolger is.",
        "severity": "normal",
        "claims": [],
    }
    assert english["text"] == "“Werkafspraken” held until 31 December 2022. Check whether there is a successor."


@pytest.mark.parametrize(
    "answer",
    [
        ANSWERED,
        Partial(on=ON, claims=(_claim(1),), missing=("de termijn",)),
        Disputed(on=ON, claims=(_claim(1), _claim(9))),
        NotFound(on=ON),
        Refused(on=ON, reason="question_empty"),
    ],
)
def test_every_outcome_has_the_same_keys_and_is_json(answer: Answer) -> None:
    wire = json.loads(json.dumps(answer_to_wire(answer)))
    assert list(wire) == ANSWER_KEYS
    assert wire["outcome"] == answer.outcome


def test_a_receipt_has_the_shape_of_the_contract() -> None:
    receipt = Receipt(
        file="x.pdf", document_id="utrecht/x", outcome="added", passages=PassageCounts(added=3, unchanged=1)
    )
    assert receipt_to_wire(receipt, "nl") == {
        "file": "x.pdf",
        "documentId": "utrecht/x",
        "outcome": "added",
        "reason": None,
        "passages": {"added": 3, "changed": 0, "unchanged": 1, "removed": 0},
        "warnings": [],
    }


def test_a_refused_receipt_explains_itself_in_the_asked_language() -> None:
    receipt = Receipt(file="scan.pdf", outcome="refused", reason="no_text", facts={"pages": "12"})
    (warning,) = receipt_to_wire(receipt, "en")["warnings"]
    assert warning == {
        "code": "no_text",
        "text": "scan.pdf: 12 pages without text (a scan). Make it a searchable PDF first.",
    }
    assert refusal_in_words(receipt, "nl").startswith("scan.pdf: 12 pagina's zonder tekst")


def test_a_document_and_its_evidence_are_in_camel_case() -> None:
    document = Document(
        id="lindestroom/werkafspraken",
        version=VERSION,
        file="werkafspraken.pdf",
        title="Werkafspraken",
        kind=DocumentKind.WORK_AGREEMENT,
        region="lindestroom",
        pages=3,
        valid_from=date(2024, 1, 1),
        depends_on=(Reference(name="Convenant", evidence=Span(start=3, end=9)),),
        evidence={"valid_from": Span(start=1, end=2)},
    )
    wire = document_to_wire(document)
    assert wire["validFrom"] == "2024-01-01"
    assert wire["kind"] == "work_agreement"
    assert wire["dependsOn"] == [{"name": "Convenant", "evidence": {"start": 3, "end": 9}}]
    assert wire["evidence"] == {"validFrom": {"start": 1, "end": 2}}
    assert not any("_" in key for key in wire)


def test_a_passage_keeps_its_place() -> None:
    passage = Passage(
        id="a/b.1",
        document_id="a/b",
        version=VERSION,
        headings=("1",),
        role=Role.TABLE_ROW,
        page=2,
        start=4,
        end=9,
        text="Woord",
        lead_in=Span(start=0, end=3),
    )
    assert passage_to_wire(passage) == {
        "id": "a/b.1",
        "documentId": "a/b",
        "version": VERSION,
        "headings": ["1"],
        "role": "table_row",
        "page": 2,
        "start": 4,
        "end": 9,
        "text": "Woord",
        "leadIn": {"start": 0, "end": 3},
    }


def test_an_absent_document_is_told_with_what_names_it() -> None:
    wire = absent_to_wire("Convenant", [_citation()])
    assert wire["name"] == "Convenant"
    assert list(wire["citations"][0]) == CITATION_KEYS
