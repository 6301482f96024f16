"""The only way out: a claim leaves only when all it says stands in the texts held."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.compose import Assistant
from assistant.held import Held
from assistant.verify import Verifier
from kb.answer import Citation, Claim
from tests.assistant.test_verify import SWAPS

QUESTIONS = (
    "Wie voert de procesregie bij vroegsignalering?",
    "Is toestemming nodig voor het doorgeven van een signaal?",
    "Wanneer meldt de corporatie een huurder aan bij Buurtkracht?",
    "Gelden de werkafspraken ook voor koopwoningen?",
    "Mag Buurtkracht zonder toestemming gegevens delen bij direct gevaar?",
    "Tot wanneer geldt het convenant vroegsignalering?",
)
ON = date(2026, 11, 22)


@pytest.fixture(scope="session")
def said(lindestroom: Assistant) -> list[Claim]:
    """What the assistant says to a handful of questions."""
    return [claim for question in QUESTIONS for claim in lindestroom.answer(question, on=ON).claims]


@pytest.fixture(scope="session")
def held(lindestroom: Assistant) -> Held:
    """What it said that from."""
    return Held(lindestroom._store)


def half_a_word(claim: Claim) -> Claim:
    """The claim with a quote that ends within its first long word."""
    quote = claim.citations[0].quote
    found = re.search(r"\w{6,}", quote)
    assert found
    cut = quote[: found.end() - 2]
    citation = {"quote": cut, "end": claim.citations[0].start + len(cut)}
    text = " ".join([cut, *(citation.quote for citation in claim.citations[1:])])
    return with_citation(claim, **citation).model_copy(update={"text": text})


def with_citation(claim: Claim, **changed: object) -> Claim:
    citation = Citation.model_validate({**claim.citations[0].model_dump(), **changed})
    return claim.model_copy(update={"citations": (citation, *claim.citations[1:])})


def test_what_the_assistant_says_is_verified(held: Held, said: list[Claim]) -> None:
    assert len(said) >= len(QUESTIONS)
    assert Verifier(held, None).verified(said) == tuple(said)


FALSE: dict[str, Callable[[Claim], Claim]] = {
    "span a character early": lambda claim: with_citation(claim, start=claim.citations[0].start - 1),
    "span a character late": lambda claim: with_citation(claim, end=claim.citations[0].end + 1),
    "quote of another place": lambda claim: with_citation(
        claim, start=claim.citations[0].start + 7, end=claim.citations[0].end + 7
    ),
    "half a word": half_a_word,
    "another version": lambda claim: with_citation(claim, version=f"sha256:{'0' * 64}"),
    "another document": lambda claim: with_citation(claim, document_id="elders/x"),
    "another passage": lambda claim: with_citation(
        claim,
        passage_id=f"{claim.citations[0].document_id}.{1 if not claim.citations[0].passage_id.endswith('.1') else 2}",
    ),
    "no such passage": lambda claim: with_citation(claim, passage_id=f"{claim.citations[0].document_id}.9999"),
    "another heading": lambda claim: with_citation(claim, headings=("Elders",)),
    "another page": lambda claim: with_citation(claim, page=claim.citations[0].page + 1),
    "another region": lambda claim: with_citation(claim, region="elders"),
    "another title": lambda claim: with_citation(claim, document_title="Iets anders"),
    "more than its quotes": lambda claim: claim.model_copy(update={"text": f"{claim.text} Dit geldt altijd."}),
    "less than its quotes": lambda claim: claim.model_copy(update={"text": claim.text.split()[0]}),
}


@pytest.mark.parametrize("lie", FALSE)
def test_a_claim_that_says_anything_else_is_dropped(held: Held, said: list[Claim], lie: str) -> None:
    for claim in said:
        assert Verifier(held, None).verified([FALSE[lie](claim)]) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_falsified_quote_never_passes(held: Held, said: list[Claim], data: st.DataObject) -> None:
    """One word of negation, modality, actor or number changed, in the quote and in the claim's text alike."""
    claim = data.draw(st.sampled_from(said))
    quote = claim.citations[0].quote
    words = quote.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    new = data.draw(
        st.sampled_from([swap for _, swap in SWAPS]) | st.text("abcdefgh0123456789", min_size=1, max_size=6)
    )
    edit = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    edited = {
        "replace": [*words[:at], new.strip(), *words[at + 1 :]],
        "insert": [*words[:at], new.strip(), *words[at:]],
        "delete": [*words[:at], *words[at + 1 :]],
    }[edit]
    false = " ".join(edited)
    start = claim.citations[0].start
    if not false.strip() or held.full_text(claim.citations[0].document_id)[start : start + len(false)] == false:
        return  # a shorter quote may be a true one
    forged = with_citation(claim, quote=false, end=claim.citations[0].start + len(false))
    forged = forged.model_copy(update={"text": " ".join(citation.quote for citation in forged.citations)})
    assert Verifier(held, None).verified([forged]) == ()


def test_another_region_is_not_quoted(held: Held, said: list[Claim]) -> None:
    assert Verifier(held, frozenset({"elders"})).verified(said) == ()
    assert Verifier(held, frozenset({"lindestroom"})).verified(said) == tuple(said)


def test_a_citation_names_the_page_its_quote_stands_on(lindestroom: Assistant, said: list[Claim]) -> None:
    cited = [citation for claim in said for citation in claim.citations if citation.file.endswith(".pdf")]
    assert cited
    for citation in cited:
        starts = lindestroom._store.reading(citation.document_id).page_starts
        assert starts[citation.page - 1] <= citation.start
        assert citation.page == len(starts) or citation.start < starts[citation.page]
