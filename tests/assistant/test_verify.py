"""Quotes are exact or absent: true ones are found in any dress, falsified ones never pass."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.verify import locate, same_words

RULES = (
    "De corporatie meldt de huurder binnen vijf werkdagen aan bij Buurtkracht, tenzij de huurder een regeling nakomt.",
    "Buurtkracht mag zonder toestemming geen gegevens over de inwoner delen met de verhuurder.",
    "Het Meldpunt moet de melder vooraf informeren en legt dit vast in het dossier.",
    "Deze afspraken gelden tot en met 31 december 2028 en kunnen één keer worden verlengd.",
    "De gemeente Lindestroom voert de procesregie; de casusregie ligt bij Budgetpunt.",
    "Is er direct gevaar, dan hoeft de medewerker niet op instemming van de cliënt te wachten.",
)
SWAPS = (
    # negation, modal verb, actor, year: each way round
    ("geen", "een"), ("een", "geen"), ("niet", "wel"), ("zonder", "met"), ("mag", "moet"), ("moet", "mag"),
    ("moet", "kan"), ("hoeft", "moet"), ("kunnen", "moeten"), ("corporatie", "gemeente"),
    ("Buurtkracht", "Budgetpunt"), ("Budgetpunt", "Buurtkracht"), ("Meldpunt", "Steunpunt"), ("gemeente", "politie"),
    ("2028", "2029"), ("2028", "2026"), ("vijf", "tien"), ("tenzij", "mits"), ("vooraf", "achteraf"), ("één", "een"),
    ("procesregie", "casusregie"), (" niet ", " "), (" geen ", " "), ("moet de", "moet niet de"),
    ("gelden tot", "gelden niet tot"), (" vooraf", ""),
)  # fmt: skip


def falsifications() -> list[tuple[str, str]]:
    """Every rule with one word changed."""
    return [
        (rule, rule[: found.start()] + new + rule[found.end() :])
        for rule in RULES
        for old, new in SWAPS
        for found in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)" if old.strip() == old else re.escape(old), rule)
    ]


@pytest.mark.parametrize(("rule", "false"), falsifications())
def test_one_changed_word_is_no_quote(rule: str, false: str) -> None:
    assert locate(rule, rule) is not None
    assert locate(false, rule) is None
    assert locate(false, "\n\n".join(RULES)) is None


WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéëïüA1", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=3, max_size=14)


@given(SENTENCE, st.data())
@settings(max_examples=300)
def test_a_generated_edit_of_one_word_never_passes(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    edit = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    new = data.draw(WORD)
    edited = {
        "replace": [*words[:at], new, *words[at + 1 :]],
        "insert": [*words[:at], new, *words[at:]],
        "delete": [*words[:at], *words[at + 1 :]],
    }[edit]
    quote, text = " ".join(edited), " ".join(words)
    found = locate(quote, text)
    squeezed = quote.replace(" ", "")
    if found is None:
        assert f" {quote} " not in f" {text} "
    else:  # only what stands there, at word boundaries, white space aside
        assert text[found.start : found.end].replace(" ", "") == squeezed
        assert f" {text[found.start : found.end]} " in f" {text} "


DRESS = {
    "'": "’", '"': "”", "-": "–", " ": "\n", "fi": "ﬁ",
}  # fmt: skip


def _dressed(rule: str, dress: str) -> str:
    """The rule as a typist, a printer or a PDF writer may hand it on."""
    match dress:
        case "soft":
            return re.sub(r"(\w{3})(\w{3})", "\\1\u00ad\\2", rule)
        case "nfd":
            return unicodedata.normalize("NFD", rule)
        case "wide":
            return rule.replace(" ", "  ")
    return rule.replace(dress, DRESS[dress])


@given(st.sampled_from(RULES), st.integers(0, 60), st.integers(5, 60), st.sampled_from([*DRESS, "soft", "nfd", "wide"]))
def test_a_true_quote_is_found_in_any_dress(rule: str, skip: int, length: int, dress: str) -> None:
    words = rule.split(" ")
    first = skip % len(words)
    quote = " ".join(words[first : first + 1 + length % len(words)])
    dressed = _dressed(rule, dress)
    found = locate(quote, dressed)
    assert found is not None
    assert same_words(dressed[found.start : found.end], quote)


def test_a_quote_begins_and_ends_with_whole_words() -> None:
    text = "Er is geen toestemming nodig van cafébezoekers."
    assert locate("een toestemming nodig", text) is None
    assert locate("geen toestemm", text) is None
    assert locate("van cafe", text) is None
    assert locate("van café", unicodedata.normalize("NFD", text)) is None
    assert locate("toestemming nodig van", text) is not None


def test_capitals_matter() -> None:
    assert locate("de gemeente", "De gemeente") is None


def test_nothing_is_no_quote() -> None:
    assert locate("", "tekst") is None
    assert locate("\u00ad - \n", "tekst - tekst") is None
