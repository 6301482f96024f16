"""The words near to a mistyped one are found by first letter and length, whatever came and went before."""

from hypothesis import given
from hypothesis import strategies as st

from kb.language.typos import mend
from kb.language.vocabulary import Vocabulary

_WORDS = st.lists(st.text("abr", min_size=1, max_size=4), unique=True)


def test_near_words_begin_alike_and_are_about_as_long() -> None:
    words = Vocabulary(["huurder", "huur", "verhuurder", "huurders", "hoeders", "haarden"])
    assert words.near("huurdr", 1) == ["haarden", "hoeders", "huurder"]
    assert words.near("paspoort", 2) == []


@given(_WORDS, _WORDS)
def test_a_changed_vocabulary_is_a_new_one(before: list[str], now: list[str]) -> None:
    asked = Vocabulary(before)
    assert asked.near("a", 9) == sorted((word for word in before if word[0] == "a"), key=lambda word: (len(word), word))
    gone, come = set(before) - set(now), set(now) - set(before)
    changed, anew = asked.changed(now, gone, come), Vocabulary(now)
    assert changed == anew
    assert all(changed.near(letter, 9) == anew.near(letter, 9) for letter in "abr")


def test_of_words_equally_near_one_is_chosen_whatever_the_order() -> None:
    words = ["verhuurders", "verhuurdert", "verhuurdera"]
    assert mend(["verhuurderq"], words) == mend(["verhuurderq"], words[::-1]) == ["verhuurdera"]
