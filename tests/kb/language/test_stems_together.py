"""Stems are the same however many people ask at once."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from kb.language.english import english_stem
from kb.language.lexicon import stem

FIRST = ["huur", "werk", "zorg", "overlast", "meld", "buurt", "rent", "share"]
LAST = ["afspraken", "betalingen", "meldingen", "gesprekken", "overleggen", "achterstanden", "agreements", "meetings"]
WORDS = [first + last for first in FIRST for last in LAST]


@pytest.fixture
def _turns_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_turns_often")
@pytest.mark.parametrize("stems", [stem, english_stem], ids=["Dutch", "English"])
def test_threads_that_stem_at_once_get_what_one_alone_gets(stems: Callable[[str], str]) -> None:
    alone = [stems(word) for word in WORDS]
    stems.cache_clear()  # type: ignore[attr-defined]

    def all_from(place: int) -> list[str]:
        turned = [stems(word) for word in (*WORDS[place:], *WORDS[:place])]
        return [*turned[-place:], *turned[:-place]] if place else turned

    with ThreadPoolExecutor(8) as people:
        assert all(stemmed == alone for stemmed in people.map(all_from, range(24)))
