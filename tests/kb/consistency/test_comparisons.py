"""What was compared is kept, and is what comparing everything anew would give, whatever changed in between."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.consistency.check import Consistency
from kb.consistency.finding import Finding, Severity
from kb.language.overlay import ThesaurusFiles
from kb.store import Store
from tests.kb.consistency.papers import ON, reading

PLACES = ("beek", "dal", "landelijk")
MANNERS = (
    "De regisseur belt de bewoner binnen {n} dagen terug na de melding.",
    "De regisseur belt de bewoner binnen {n} weken terug na de melding. Daarna volgt de de brief.",
    "Het overleg buren komt elke {n} weken bijeen (zie bijlage {n}.",
)
# A paper of a place (0 to 2), one of two names, in one of three manners with a figure; or its removal.
CHANGES = st.lists(
    st.tuples(st.sampled_from(PLACES), st.integers(1, 2), st.sampled_from((*MANNERS, None)), st.integers(2, 4)),
    min_size=1,
    max_size=5,
)


def _text(place: str, name: int, manner: str, figure: int) -> str:
    region = "" if place == "landelijk" else f" {place}"
    title = f"Werkafspraken melden van overlast{region} {name}"
    return f"# {title}\n\nVastgesteld op 2 december 2024\n\n## 1. Melden\n\n{manner.format(n=figure)}\n"


def _change(store: Store, place: str, name: int, manner: str | None, figure: int) -> None:
    held = {one.id for one in store.documents()}
    if manner is not None:
        text = _text(place, name, manner, figure)
        store.take_in(reading(text, place, f"x{name}.md"), text.encode(), {}, "none")
    elif f"{place}/x{name}" in held:
        store.remove(f"{place}/x{name}")


@contextmanager
def _opened(folder: str) -> Iterator[Store]:
    store = Store(f"sqlite:///{folder}/store.sqlite")
    yield store
    store.close()


def _anew(store: Store) -> tuple[Finding, ...]:
    """What is found in a store of the same papers of which nothing was compared before."""
    with tempfile.TemporaryDirectory() as folder, _opened(folder) as other:
        for one in store.documents():
            other.take_in(store.reading(one.id), store.original(one.id), {}, "none")
        return Consistency(other).findings(None, ON)


@settings(max_examples=12, deadline=None)
@given(CHANGES)
def test_whatever_changes_the_findings_are_those_of_the_papers_as_they_are_now(
    changes: list[tuple[str, int, str | None, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, _opened(folder) as store:
        for change in changes:
            _change(store, *change)
            assert Consistency(store).findings(None, ON) == _anew(store)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two regions whose papers differ among themselves and from each other."""
    with _opened(str(tmp_path)) as opened:
        for place, figure in (("beek", 2), ("dal", 4)):
            _change(opened, place, 1, MANNERS[0], figure)
            _change(opened, place, 2, MANNERS[1], figure)
        yield opened


def test_what_was_compared_is_at_hand_for_whoever_opens_the_store_next(store: Store) -> None:
    assert Consistency(store).at_hand(ON) is None
    found = Consistency(store).findings(None, ON)
    assert {one.severity for one in found} >= {Severity.HIGH, Severity.VARIANT}
    assert Consistency(store).at_hand(ON) == found
    tomorrow = ON + timedelta(days=1)
    assert Consistency(store).at_hand(tomorrow) is None
    assert Consistency(store).last_known(tomorrow) == found


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_at_hand_of_papers_that_changed(store: Store, place: str) -> None:
    Consistency(store).findings(None, ON)
    _change(store, place, 1, MANNERS[2], 3)
    assert Consistency(store).at_hand(ON) is None
    assert Consistency(store).last_known(ON) == ()


def test_a_policy_team_that_adds_to_the_thesaurus_has_everything_compared_again(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "thesaurus"
    Consistency(store, ThesaurusFiles(own)).findings(None, ON)
    own.mkdir()
    (own / "eigen.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix eigen: <https://example.org/eigen/> .\n"
        'eigen:regisseur a skos:Concept ; skos:prefLabel "regisseur"@nl .\n',
        encoding="utf-8",
    )
    assert Consistency(store, ThesaurusFiles(own)).at_hand(ON) is None
