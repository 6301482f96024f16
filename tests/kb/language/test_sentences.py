"""Sentences end where a reader of Dutch says they end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.dutch import sentences


def texts(passage: str) -> list[str]:
    return [passage[start:end] for start, end in sentences(passage)]


@pytest.mark.parametrize(
    "passage",
    [
        "Zie art. 5 van de wet.",
        "De brief d.d. 3 maart is kwijt.",
        "Gegevens t.b.v. Het Loket blijven daar.",
        "De huurder c.q. De bewoner tekent.",
        "Dhr. Van Dam en mevr. De Wit tekenen.",
        "Getekend door G.H.M. van der Beek en A. Buur namens het college.",
        "Memo van A.Beukenhof, adviseur.",
        "De boete is max. 10.000 euro, bijv. Bij herhaling.",
        "Zie par. 3.4. en nr. 12 van de bijlage.",
        "Water, gas, enz. worden afgesloten.",
        "Dat geldt (wie weet?) ook hier.",
        "Dit is besloten op 27.05.2019 om 10.30 uur.",
        "Dit regelt\nde gemeente  zelf.",
        "3.4. Een kop zonder punt",
        "Dit is Stb. 2021, 34 jo. Artikel 7.",
        "Bijlage A. Gegevens per soort melding",
        "- Bijlage B. Model van de brief",
        "De bijlage is van A. Buur en B. Dam.",
    ],
)
def test_this_is_one_sentence(passage: str) -> None:
    assert texts(passage) == [passage]


@pytest.mark.parametrize("named", ["bijlage A", "Zie ook bijlage C", "variant B"])
def test_a_letter_that_is_the_name_of_an_appendix_is_no_initial(named: str) -> None:
    first = f"Wat wordt gedeeld, staat in {named}."
    assert texts(f"{first} De wijkcoach belt.") == [first, "De wijkcoach belt."]


def test_a_full_stop_a_question_mark_and_a_quote_end_a_sentence() -> None:
    assert texts('Wie belt? De wijkagent belt. Hij zei: "Kom." Daarna ging hij.') == [
        "Wie belt?",
        "De wijkagent belt.",
        'Hij zei: "Kom."',
        "Daarna ging hij.",
    ]


def test_a_number_at_the_end_ends_its_sentence() -> None:
    assert texts("De schuld is €10.000. Dat staat in artikel 3. Zie ook 2.4.") == [
        "De schuld is €10.000.",
        "Dat staat in artikel 3.",
        "Zie ook 2.4.",
    ]


def test_an_enumeration_that_ends_in_enz_can_end_its_sentence() -> None:
    assert texts("Gas, water enz. De huurder betaalt.") == ["Gas, water enz.", "De huurder betaalt."]


def test_list_items_and_paragraphs_are_sentences_of_their_own() -> None:
    passage = "Betrokken zijn:\n- de politie\n• de wijk\na. de school\n(2) de gemeente\n\nEn verder\n niemand."
    assert texts(passage) == [
        "Betrokken zijn:",
        "- de politie",
        "• de wijk",
        "a. de school",
        "(2) de gemeente",
        "En verder\n niemand.",
    ]


@given(st.text(alphabet="aB. \n-?!3)\"'…\t•\u00a0"))
def test_no_character_is_lost_or_said_twice(passage: str) -> None:
    spans = sentences(passage)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text == text.strip() and text for text in texts(passage))
    assert "".join("".join(texts(passage)).split()) == "".join(passage.split())
