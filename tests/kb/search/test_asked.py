"""A question is read as what it asks for, and every way a Dutch text may say that."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.dutch import analyse
from kb.language.thesaurus import LANGUAGES, Concept, Language, Thesaurus
from kb.search.asked import Asked, read

THESAURUS = Thesaurus(
    [
        Concept("schulden", {"nl": ("schulden",), "en": ("debt",)}, {"nl": ("rood staan",)}),
        Concept("achterstand", {"nl": ("huurachterstand",), "en": ("rent arrears",)}, {}, broader=("schulden",)),
        Concept("corporatie", {"nl": ("corporatie", "verhuurder"), "en": ("landlord",)}, {"nl": ("woningbouw",)}),
        Concept("verplicht", {"nl": ("verplicht",), "en": ("have to",)}, {}),
        Concept("vrijwillig", {"nl": ("vrijwillig",), "en": ("not have to",)}, {}),
        Concept("wacht", {"nl": ("piket",)}, {"nl": ("verplciht",)}),
    ]
)


def _read(question: str, language: Language = "nl", vocabulary: Collection[str] = ()) -> Asked:
    return read(question, language, THESAURUS, vocabulary)


def _says(question: str, text: str, language: Language = "nl") -> float:
    """How well a text says the one word of a question."""
    (word,) = _read(question, language).words
    return word.met(set(analyse(text)))


def test_words_of_one_label_are_one_thing_asked() -> None:
    words = _read("Wat doet de corporatie als hij rood staat?").words
    assert [(word.written, word.concepts) for word in words if not word.idle] == [
        (("corporatie",), ("corporatie",)),
        (("rood", "staat"), ("schulden",)),
    ]
    assert _read("Wat doet de corporatie als hij rood staat?").names == {"corporatie", "schulden"}


def test_a_word_without_a_concept_asks_for_itself() -> None:
    (word,) = _read("parkeerplaats").words
    assert (word.written, word.concepts, word.dutch) == (("parkeerplaats",), (), ("parkeerplaats",))
    assert word.met(set(analyse("De parkeerplaatsen zijn vol."))) == 1.0


def test_small_words_ask_for_nothing_and_idle_ones_hardly() -> None:
    assert _read("wie van de of het?").words == ()
    assert [(word.written, word.idle) for word in _read("hoe lang duurt piket").words if word.idle] == [
        (("lang",), True)
    ]


def test_the_word_itself_serves_best_then_its_other_words_then_its_neighbours() -> None:
    own, other = _says("verhuurder", "De verhuurder belt."), _says("verhuurder", "De corporatie belt.")
    near, nothing = _says("schulden", "De huurachterstand loopt op."), _says("schulden", "De wijkagent belt.")
    assert 1.0 == own > other > near > nothing == 0.0


def test_what_is_spoken_is_found_as_it_is_written() -> None:
    assert _says("woningbouw", "De corporatie belt.") == _says("woningbouw", "De verhuurder belt.") > 0.8


def test_an_english_question_is_searched_in_dutch() -> None:
    asked = _read("Does the landlord mention rent arrears?", "en")
    assert {"corporatie", "achterstand"} <= asked.names
    assert {"corporatie", "huurachterstand"} <= set(asked.text.split())
    assert _says("landlord", "De corporatie belt.", "en") > 0.8


def test_an_english_word_without_a_concept_is_its_common_translation() -> None:
    (word,) = _read("abbreviation", "en").words
    assert word.concepts == ()
    assert word.dutch == ("afkorting",)
    assert 0 < word.met(set(analyse("Een afkorting."))) < 1


@pytest.mark.parametrize("question", ["They don't have to", "They do not have to", "They don’t have to"])
def test_not_having_to_is_another_thing_than_having_to(question: str) -> None:
    assert _read(question, "en").names == {"vrijwillig"}
    assert _read("They do have to", "en").names == {"verplicht"}


def test_a_typing_error_is_mended_from_the_vocabulary() -> None:
    asked = _read("hoe hoog is de huurachterstnad", vocabulary={"huurachterstand": 1})
    assert "achterstand" in asked.names
    assert "huurachterstand" in asked.text.split()


def test_a_label_that_is_misspelled_on_purpose_is_left_as_it_is() -> None:
    assert _read("verplciht", vocabulary={"verplicht": 1}).names == {"wacht"}


def test_a_dutch_question_stays_in_its_words() -> None:
    assert _read("Wie belt de woningbouw?").text == "wie belt de woningbouw"


def test_what_is_beyond_the_first_4000_characters_is_left() -> None:
    assert _read("a " * 2000 + "woningbouw").names == frozenset()
    assert _read("a " * 1900 + "woningbouw").names == {"corporatie"}


_PIECES = ["rood", "staat", "don't", "have", "to", "landlord", "corporatie", "huurachterstnad", "?", "’", "wie"]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=9), max_size=20).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_question_has_a_defined_reading(question: str, language: Language) -> None:
    asked = read(question, language, THESAURUS, {"huurachterstand": 1})
    assert all(word.written and word.ways for word in asked.words)
    assert all(0 < way.strength <= 1 and way.stems for word in asked.words for way in word.ways)
    assert all(
        [way.strength for way in word.ways] == sorted((way.strength for way in word.ways), reverse=True)
        for word in asked.words
    )
    assert asked.names <= THESAURUS.concepts.keys()
