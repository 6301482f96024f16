"""Peers rank the same passages, each in its own stock way, and tell nobody."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from eval.peers import PEERS, absent, rankers
from kb.search.entry import Entry

pytestmark = pytest.mark.xdist_group("peers")  # importing them takes seconds: once is enough

CALLED: list[str] = []
LISTENING: list[bool] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if LISTENING and event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        CALLED.append(f"{event} {arguments[1:]}")


sys.addaudithook(_hook)  # cannot be taken off again, so it listens on request


@contextmanager
def _listening() -> Iterator[list[str]]:
    CALLED.clear()
    LISTENING.append(True)
    try:
        yield CALLED
    finally:
        LISTENING.clear()


def entry(name: str, text: str, title: str = "") -> Entry:
    """A passage that is a document of its own."""
    return Entry(id=name, document_id=name, region="", section="", context=title, text=text)


ENTRIES = (
    entry("p1", "De agent belt de melder terug.", "Bellen"),
    entry("p2", "Het college stuurt een brief en nog een brief aan de bewoner.", "Schrijven"),
    entry("p3", "Brief."),
    entry("p4", "We planned the meetings."),
    entry("p5", "De coach plant bomen."),
)


@pytest.fixture(scope="module")
def ranked() -> dict[str, dict[str, list[str]]]:
    """What each peer finds for a few questions, and that it asked nobody."""
    asked = ("brief", "BRIEF!", "plan meeting", "melders", "zzz", "", "🙂")
    with _listening() as called, rankers(ENTRIES, 3) as made:
        found = {peer: {question: rank(question) for question in asked} for peer, rank in made.items()}
    assert not called
    return found


def test_there_are_three_peers(ranked: dict[str, dict[str, list[str]]]) -> None:
    assert list(ranked) == list(PEERS)


def test_plain_bm25_knows_whole_words_in_any_case(ranked: dict[str, dict[str, list[str]]]) -> None:
    plain = ranked["plain_bm25"]
    assert plain["brief"] == plain["BRIEF!"] == ["p3", "p2"]
    assert plain["melders"] == plain["plan meeting"] == plain["zzz"] == plain[""] == []


def test_stock_bm25_stems_english(ranked: dict[str, dict[str, list[str]]]) -> None:
    assert ranked["llama_index_bm25"]["plan meeting"][0] == "p4"


def test_stock_chroma_ranks_by_the_built_in_vectors(ranked: dict[str, dict[str, list[str]]]) -> None:
    assert ranked["llama_index_chroma"]["melders"][0] == "p1"
    assert ranked["llama_index_chroma"]["brief"][0] == "p3"


def test_no_peer_finds_more_than_was_asked_for_or_one_passage_twice(ranked: dict[str, dict[str, list[str]]]) -> None:
    for of_peer in ranked.values():
        assert all(len(found) == len(set(found)) <= 3 for found in of_peer.values())


@pytest.mark.parametrize(
    "entries",
    [(), (entry("p1", ""),), (entry("p1", "?!"),), (entry("p1", "the a"),)],
    ids=["none", "empty", "marks", "stop"],
)
def test_nothing_to_index_is_no_failure(entries: tuple[Entry, ...]) -> None:
    with rankers(entries, 10) as made:
        for rank in made.values():
            assert set(rank("Wie belt de melder?")) <= {"p1"}


def test_a_long_passage_is_found_once_whatever_it_is_cut_into() -> None:
    long = entry("long", "De coach belt de melder. " * 2000)
    with rankers((long, *ENTRIES), 5) as made:
        for rank in made.values():
            found = rank("belt de coach de melder")
            assert found.count("long") == 1


def test_chroma_is_told_to_be_silent_and_the_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "so it was")
    with rankers(ENTRIES, 3):
        assert os.environ["ANONYMIZED_TELEMETRY"] == "False"
    assert os.environ["ANONYMIZED_TELEMETRY"] == "so it was"


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert absent() == []
    monkeypatch.setitem(sys.modules, "bm25s", None)  # as Python marks what cannot be imported
    assert absent() == ["bm25s"]
