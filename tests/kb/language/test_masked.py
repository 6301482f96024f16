"""Of a question only words stay that are nobody's: no name, number or address, and nothing that is no word."""

import re

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st

from kb.language.masked import GAP, MOST_CHARS, masked
from kb.language.words import IDLE_WORDS, STOP_WORDS, fold

LABELLED = frozenset({"sdd", "wijkteam", "huurder", "bakker", "overlast"})

_COMMON = """
mag ik de huurder aanmelden zonder toestemming wie meldt overlast in van voor mevrouw dhr. wijkteam sdd
"""
_SOMEBODY_S = """
Bakker Wit Jan Groot 12 1234AB 06-12345678 a.b@voorbeeld.nl jan@bos kwartelhof xyzzy Kerkstraat 27-05-1980
"""
_WORDS, _PERSONAL = st.sampled_from(_COMMON.split()), st.sampled_from(_SOMEBODY_S.split())
_ANY = st.text(max_size=12) | st.from_regex(r"[a-zA-Z]{1,6}[@.\d][a-z]{1,6}", fullmatch=True)
_QUESTIONS = st.lists(_WORDS | _PERSONAL | _ANY, max_size=30).map(" ".join)


def _words(text: str) -> list[str]:
    return [word for word in text.split() if word != GAP]


def test_a_question_about_nobody_stays_as_it_is() -> None:
    assert masked("Wie meldt de huurder aan, zonder toestemming?", LABELLED) == (
        "wie meldt de huurder aan zonder toestemming"
    )


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Mag ik mevrouw De Wit aanmelden?", "mag ik mevrouw …"),
        ("mag ik mevrouw de wit aanmelden of de huurder", "mag ik mevrouw … of de huurder"),
        ("dhr. Bakker heeft schulden", "… heeft schulden"),
        ("Bakker heeft schulden", "… heeft schulden"),
        ("heeft jan de groot schulden", "heeft …"),
        ("is kees van den heuvel in beeld", "is … in beeld"),
        ("J. Zwart heeft schulden", "… heeft schulden"),
        ("overlast op kerkstraat 12 in mei", "overlast op … in mei"),
        ("overlast in de dorpsstraat", "overlast in de …"),
        ("mail naar jan@bos.nl of schrijf naar 06-12345678", "mail naar … of schrijf naar …"),
        ("gegevens van amsterdam", "gegevens van …"),
        ("What if Mr Smith pays late", "what if …"),
        ("Mag het? De huurder betaalt.", "mag het de huurder betaalt"),
    ],
)
def test_what_could_be_somebody_s_is_a_gap(asked: str, kept: str) -> None:
    assert masked(asked, LABELLED) == kept


def test_a_word_of_the_thesaurus_stays_though_no_dictionary_has_it_unless_it_is_a_name_too() -> None:
    assert masked("wat doet sdd met bakker", LABELLED) == "wat doet sdd met …"
    assert masked("wat doet sdd", frozenset()) == "wat doet …"


@pytest.mark.parametrize("asked", ["", "?!", "Jansen", "06-12345678", "Jan Jansen, Kerkstraat 12", "\ud800 \0"])
def test_of_a_question_without_a_word_of_nobody_nothing_stays(asked: str) -> None:
    assert masked(asked, LABELLED) == ""


@given(_QUESTIONS)
def test_no_digit_no_mark_and_no_capital_stays(question: str) -> None:
    text = masked(question, LABELLED)
    assert not any(map(str.isnumeric, text))
    assert all(re.fullmatch(r"'?[^\W\d_]+(?:['-][^\W\d_]+)*", word) for word in _words(text))
    assert text == text.lower()


@given(_QUESTIONS)
def test_a_word_stays_only_where_a_list_has_it(question: str) -> None:
    for word in _words(masked(question, LABELLED)):
        known = simplemma.is_known(word, lang=("nl", "en"))
        assert known or fold(word) in STOP_WORDS | IDLE_WORDS | LABELLED


@given(_QUESTIONS)
def test_a_word_stays_only_as_it_was_typed_in_lower_case_but_for_one_that_begins_a_sentence(question: str) -> None:
    typed = re.findall(r"[^\W\d_]+", question)
    for word in _words(masked(question, LABELLED)):
        for part in re.findall(r"[^\W\d_]+", word):
            assert part in typed or fold(word) in STOP_WORDS | IDLE_WORDS


@given(before=_QUESTIONS, name=st.sampled_from(["Bakker", "Wit", "Groot", "Huurder", "Kwartelhof"]), after=_QUESTIONS)
def test_a_capital_inside_a_sentence_is_never_kept(before: str, name: str, after: str) -> None:
    lower = name.lower()
    alone = re.compile(rf"\b{lower}\b")
    question = f"{alone.sub('', before)} de {name} {alone.sub('', after)}"
    assert lower not in _words(masked(question, frozenset({lower})))


@given(st.lists(_WORDS, max_size=200).map(" ".join))
def test_it_is_at_most_200_characters_and_of_whole_words(question: str) -> None:
    text = masked(question, LABELLED)
    assert len(text) <= MOST_CHARS
    assert set(_words(text)) <= set(question.replace(".", "").split())
    assert f"{GAP} {GAP}" not in text
