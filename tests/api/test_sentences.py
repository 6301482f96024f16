"""Every code has a sentence in both languages, whatever is known of the case."""

import re
from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sentences import catalogue, facts_of, sentence, validity_in_words
from kb.answer import Verdict
from kb.errors import AfsprakenwijzerError
from kb.model import DocumentKind, Validity, ValidityStatus

# As design/contract.md lists them.
FILE_REFUSALS = [
    "empty",
    "encrypted",
    "damaged",
    "unsupported",
    "too_large",
    "too_slow",
    "no_text",
    "unreadable",
]
CAUTIONS = [
    "expired",
    "superseded",
    "not_yet",
    "conditional",
    "unsigned",
    "narrative_only",
    "depends_on_absent",
    "depends_on_ended",
    "newer_agreement",
    "passages_conflict",
    "model_disagrees",
    "extract_fallback",
]
OUTCOMES = ["answered", "partial", "disputed", "needs_fact", "not_found", "refused"]
FACTS = ["region", "tenure", "children", "help_accepted"]


def _codes(kind: type[AfsprakenwijzerError]) -> set[str]:
    return {kind.code}.union(*(_codes(below) for below in kind.__subclasses__()))


@pytest.mark.parametrize(
    "code",
    [
        *sorted(_codes(AfsprakenwijzerError)),
        *FILE_REFUSALS,
        *CAUTIONS,
        *OUTCOMES,
        *(f"needs_{fact}" for fact in FACTS),
        *(f"validity_{status.value}" for status in ValidityStatus),
        *(f"kind_{kind.value}" for kind in DocumentKind),
        *(f"verdict_{verdict.value}" for verdict in Verdict),
    ],
)
def test_every_code_has_a_sentence_in_both_languages(code: str) -> None:
    assert code in catalogue()
    assert all(catalogue()[code][lang] for lang in ("nl", "en"))


@pytest.mark.parametrize("code", [*FILE_REFUSALS, *CAUTIONS, *sorted(_codes(AfsprakenwijzerError))])
def test_what_a_person_must_act_on_says_what_to_do_next(code: str) -> None:
    for templates in catalogue()[code].values():
        assert all(re.search(r"[.:;] \S", template) and template.endswith(".") for template in templates)


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_both_languages_ask_for_the_same_facts(code: str) -> None:
    dutch, english = (catalogue()[code][lang] for lang in ("nl", "en"))
    assert list(map(facts_of, dutch)) == list(map(facts_of, english))


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_templates_know_only_days_and_counts(code: str) -> None:
    texts = [text for templates in catalogue()[code].values() for text in templates]
    specs = {spec for text in texts for _, _, spec, _ in Formatter().parse(text)}
    assert all(not spec or spec == "date" or spec.count("/") == 1 for spec in specs)


@pytest.mark.parametrize("code", [*FILE_REFUSALS, *CAUTIONS, *OUTCOMES, *sorted(_codes(AfsprakenwijzerError))])
def test_no_facts_still_make_a_whole_sentence(code: str) -> None:
    for lang in ("nl", "en"):
        assert not re.search(r"[{}…]", sentence(code, {}, lang))


@given(
    code=st.sampled_from(sorted(catalogue())) | st.text(),
    facts=st.dictionaries(st.sampled_from(["file", "pages", "until", "from", "region"]) | st.text(), st.text()),
    lang=st.sampled_from(["nl", "en"]),
)
def test_no_code_and_no_facts_ever_cost_the_sentence(code: str, facts: dict[str, str], lang: str) -> None:
    assert sentence(code, facts, "nl" if lang == "nl" else "en").strip()


def test_one_page_is_singular_and_more_are_plural() -> None:
    one = sentence("no_text", {"file": "a.pdf", "pages": "1"}, "nl")
    nine = sentence("no_text", {"file": "a.pdf", "pages": "9"}, "nl")
    assert one == "a.pdf: 1 pagina zonder tekst (een scan). Maak er eerst een doorzoekbare PDF van."
    assert nine == "a.pdf: 9 pagina's zonder tekst (een scan). Maak er eerst een doorzoekbare PDF van."
    assert sentence("no_text", {"file": "a.pdf", "pages": "1"}, "en").startswith("a.pdf: 1 page without")
    assert sentence("no_text", {"file": "a.pdf", "pages": "2"}, "en").startswith("a.pdf: 2 pages without")


def test_the_fullest_sentence_that_the_facts_allow_is_used() -> None:
    assert "Kies uit: a, b." in sentence("unknown_region", {"region": "c", "held": "a, b"}, "nl")
    assert "Voeg ze eerst toe." in sentence("unknown_region", {"region": "c", "held": ""}, "nl")


def test_braces_in_a_fact_are_only_text() -> None:
    assert sentence("empty", {"file": "{pages}{0}.txt"}, "nl").startswith("{pages}{0}.txt: ")


def test_validity_is_told_in_words_of_the_day() -> None:
    expired = Validity(until=date(2022, 12, 31), status=ValidityStatus.EXPIRED)
    running = Validity(from_=date(2024, 3, 1), status=ValidityStatus.IN_FORCE)
    assert validity_in_words(expired, "nl") == "verlopen, gold tot en met 31 december 2022"
    assert validity_in_words(running, "nl") == "geldig sinds 1 maart 2024"
    assert validity_in_words(running, "en") == "in force since 1 March 2024"


def test_a_day_that_is_no_iso_day_is_shown_as_it_is() -> None:
    assert "tot en met eind 2022." in sentence("expired", {"title": "A", "date": "eind 2022"}, "nl")


# ---- plain language ---------------------------------------------------------------------------

_LONGEST = 20  # words of a sentence that everybody follows at B1
_OFFICIAL = re.compile(
    r"\b(?:aangaande|alsmede|bovengenoemde?|conform|dan wel|derhalve|desbetreffende|dienen|dient|door middel van"
    r"|gelieve|geschied(?:t|en)|hetgeen|indien|ingevolge|inzake|jegens|met betrekking tot|middels|mitsdien|omtrent"
    r"|onderhavige?|reeds|te allen tijde|ten aanzien van|teneinde|tevens|vigerende?|voornoemde?|wederom|zulks)\b",
    re.I,
)


def _said(code: str) -> list[str]:
    """The sentences of all Dutch templates of a code, a counted noun as its plural."""
    templates = (re.sub(r"\{\w+:[^{}/]+/([^{}]+)\}", r"9 \1", text) for text in catalogue()[code]["nl"])
    return [one for text in templates for one in re.split(r"(?<=[.?!…])\s+", text)]


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_dutch_sentences_are_short_and_plain(code: str) -> None:
    for said in _said(code):
        assert len(said.split()) <= _LONGEST, said
        assert not _OFFICIAL.search(said), said


@pytest.mark.parametrize("official", ["Indien nodig.", "Dit dient te gebeuren.", "De regels inzake zorg."])
def test_a_word_from_the_office_is_noticed(official: str) -> None:
    assert _OFFICIAL.search(official)
