"""A question reaches concepts by their labels, as people say them; neighbours lend their words for less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.dutch import separable_at
from kb.language.thesaurus import LANGUAGES, Concept, Language, Thesaurus, label_stems
from kb.language.words import written


def _concept(
    name: str,
    *said: str,
    heard: tuple[str, ...] = (),
    english: tuple[str, ...] = (),
    broader: tuple[str, ...] = (),
    related: tuple[str, ...] = (),
) -> Concept:
    return Concept(name, {"nl": said or (name,), "en": english}, {"nl": heard}, broader, related)


THESAURUS = Thesaurus(
    [
        _concept("schulden", "schulden", heard=("rood staan",), english=("debt", "in the red")),
        _concept(
            "achterstand", "achterstand met de huur", "huurschuld", english=("rent arrears",), broader=("schulden",)
        ),
        _concept("melden", "aanmelden", "melden", english=("report",), related=("intake",)),
        _concept("intake", "intake"),
        _concept("overlast", "overlast", english=("nuisance",)),
        _concept("voorzitter", "voorzitter", heard=("wie zit voor",)),
        _concept("advies", "advies", heard=("wat nu",)),
        _concept("regie", "regie"),
        _concept("casusregie", "regie over de casus", broader=("regie",)),
        _concept("verplicht", "verplicht", english=("have to",)),
        _concept("vrij", "vrijwillig", english=("not have to",)),
        _concept("bank", "bank", related=("zitplaats",)),
        _concept("zitplaats", "zitplaats", "bank"),
        _concept("corporatie", "corporatie", heard=("woningbouw",)),
    ]
)


def _reached(question: str, language: Language = "nl", thesaurus: Thesaurus = THESAURUS) -> dict[str, tuple[str, ...]]:
    """What the words of a question reach, by those words."""
    words = written(question)
    found = thesaurus.reached(words, language, separable_at(words))
    return {" ".join(words[place] for place in one.places): one.concepts for one in found}


@pytest.mark.parametrize(
    ("question", "concept"),
    [
        ("hij heeft schulden", "schulden"),
        ("een schuld bij de bank", "schulden"),
        ("achterstand met de huur", "achterstand"),
        ("hij loopt met zijn huur al jaren achterstand op", "achterstand"),
        ("met de huur is er nu een achterstand", "achterstand"),
        ("is de woningbouw erbij", "corporatie"),
    ],
)
def test_a_label_is_met_in_any_form_and_order(question: str, concept: str) -> None:
    assert (concept,) in _reached(question).values()


@pytest.mark.parametrize("form", ["staat", "stond", "staan", "sta"])
def test_every_form_of_staan_is_the_verb_of_a_label(form: str) -> None:
    assert _reached(f"zij {form} rood") == {f"{form} rood": ("schulden",)}


def test_words_far_apart_are_no_label() -> None:
    assert ("achterstand",) not in _reached(
        "de huur gaat pas later in dan gepland wegens een lekkende kraan, dus loopt schilder Jan achterstand op"
    ).values()


def test_a_label_of_one_telling_word_has_only_small_words_between_its_own() -> None:
    assert _reached("hij staat al heel lang rood") == {"staat rood": ("schulden",)}
    assert ("schulden",) not in _reached("staat de gevel van de woning rood geverfd").values()


def test_a_label_of_small_words_needs_their_order_and_place() -> None:
    assert _reached("wie zit er voor") == {"wie zit voor": ("voorzitter",)}
    assert _reached("voor wie zit dit erin") == {}
    assert _reached("en wat nu") == {"wat nu": ("advies",)}
    assert _reached("nu weet ik wat") == {}


def test_the_longest_label_wins_and_its_words_reach_nothing_else() -> None:
    assert _reached("regie over de casus") == {"regie over casus": ("casusregie",)}
    assert _reached("de regie") == {"regie": ("regie",)}


@pytest.mark.parametrize("question", ["wie meldt de huurder aan", "de huurder is aan te melden", "aangemeld"])
def test_both_parts_of_a_separable_verb_are_the_verb(question: str) -> None:
    assert ("melden",) in _reached(question).values()


def test_the_parts_of_a_compound_reach_for_less_than_a_label_of_its_own() -> None:
    (part,) = THESAURUS.reached(["overlastmelding"], "nl")
    (whole,) = THESAURUS.reached(["huurschuld"], "nl")
    assert set(part.concepts) >= {"overlast"}
    assert part.strength < whole.strength
    assert whole.concepts == ("achterstand",)


def test_an_english_question_reaches_english_labels() -> None:
    assert _reached("Does his rent arrears count?", "en") == {"rent arrears": ("achterstand",)}
    assert _reached("he is in the red", "en") == {"in red": ("schulden",)}


def test_a_dutch_word_in_an_english_question_is_still_known() -> None:
    assert _reached("who leads the casusregie", "en", Thesaurus([_concept("r", "casusregie")])) == {
        "casusregie": ("r",)
    }


def test_an_english_word_is_not_taken_for_a_dutch_one() -> None:
    dutch = Thesaurus([_concept("kind", "kind"), _concept("verder", "brief")])
    assert _reached("what kind of brief is it", "en", dutch) == {}


def test_not_having_to_is_not_having_to_do() -> None:
    assert _reached("you do not have to pay", "en") == {"not have to": ("vrij",)}
    assert _reached("you have to pay", "en") == {"have to": ("verplicht",)}


def test_a_label_of_two_concepts_leads_to_both() -> None:
    assert _reached("de bank") == {"bank": ("bank", "zitplaats")}


# ---- how else it is said ----------------------------------------------------------------------


def _strength(concept: str, label: str, thesaurus: Thesaurus = THESAURUS) -> float:
    return max((way.strength for way in thesaurus.ways(concept) if way.stems == label_stems(label)), default=0.0)


def test_own_words_serve_best_then_narrower_then_broader_then_related_ones() -> None:
    own, narrower = _strength("schulden", "schulden"), _strength("schulden", "huurschuld")
    broader, related = _strength("achterstand", "schulden"), _strength("melden", "intake")
    assert 1.0 == own > narrower > broader > related > 0.0


def test_a_spoken_word_may_stand_in_a_text_and_an_idiom_never_does() -> None:
    assert _strength("corporatie", "woningbouw") == 1.0
    assert _strength("schulden", "rood staan") == 0.0


def test_a_neighbour_that_is_not_there_is_passed_over() -> None:
    alone = Thesaurus([_concept("a", "regie", broader=("weg",), related=("ook",))])
    assert [way.stems for way in alone.ways("a")] == [label_stems("regie")]


def test_the_preferred_label_is_the_first_in_the_language_and_else_the_dutch_one() -> None:
    assert THESAURUS.concepts["schulden"].preferred("en") == "debt"
    assert THESAURUS.concepts["intake"].preferred("en") == "intake"
    assert Concept("naamloos", {}, {}).preferred("nl") == "naamloos"


def test_words_of_labels_are_spelled_so_on_purpose() -> None:
    assert {"woningbouw", "achterstand", "rood"} <= THESAURUS.words
    assert "debt" not in THESAURUS.words


# ---- names that documents give ----------------------------------------------------------------


def test_names_that_share_a_label_with_a_concept_become_part_of_it() -> None:
    named = THESAURUS.with_names([("De corporatie", "Woonvast")])
    assert _reached("wat doet Woonvast", thesaurus=named)["woonvast"] == ("corporatie",)
    assert named.concepts.keys() == THESAURUS.concepts.keys()


def test_other_names_become_a_concept_of_their_own() -> None:
    named = THESAURUS.with_names([("Stichting Lentekracht", "Lentekracht")])
    (name,) = named.concepts.keys() - THESAURUS.concepts.keys()
    assert _reached("wat doet Lentekracht", thesaurus=named)["lentekracht"] == (name,)
    assert _reached("wat doet Lentekracht").get("lentekracht") is None


def test_a_name_that_leads_to_two_concepts_joins_neither() -> None:
    named = THESAURUS.with_names([("bank", "Spaarbaak")])
    (own,) = named.concepts.keys() - THESAURUS.concepts.keys()
    assert _reached("de Spaarbaak", thesaurus=named)["spaarbaak"] == (own,)


def test_keys_that_were_kept_give_what_fresh_ones_do() -> None:
    again = Thesaurus(THESAURUS.concepts.values(), THESAURUS.keys())
    for question in ("wie meldt de achterstand met de huur aan", "wie zit voor", "de bank staat rood"):
        assert _reached(question, thesaurus=again) == _reached(question)


# ---- a law of the house -----------------------------------------------------------------------

_WORDS = sorted(
    {word for concept in THESAURUS.concepts.values() for label in concept.labels("nl") for word in written(label)}
)
_ANY = st.one_of(
    st.sampled_from([*_WORDS, "not", "have", "to", "in", "red", "aan", "te", "staat"]), st.text(max_size=12)
)


@given(st.lists(_ANY, max_size=25).map(" ".join), st.sampled_from(LANGUAGES), st.booleans())
def test_places_stand_in_the_question_ascending_and_apart(question: str, language: Language, whole: bool) -> None:
    words = written(question)
    found = THESAURUS.reached(words, language, separable_at(words) if whole else None)
    places = [place for one in found for place in one.places]
    assert len(places) == len(set(places))
    assert all(0 <= place < len(words) for place in places)
    assert all(list(one.places) == sorted(one.places) and one.places for one in found)
    assert [one.places for one in found] == sorted(one.places for one in found)
    assert all(one.concepts and 0 < one.strength <= 1 for one in found)
    assert {name for one in found for name in one.concepts} <= THESAURUS.concepts.keys()
