"""No committed file holds a run of words of the shared third-party documents, which may not be copied."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
_WORD: Final = re.compile(r"[^\W_]+")
_RUN: Final = 8  # words in a row, whatever their capitals and the marks between them

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared is absent")]


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return zip(*(words[at:] for at in range(_RUN)), strict=False)


@cache
def _theirs() -> frozenset[tuple[str, ...]]:
    return frozenset(run for path in CORPUS.glob("*.txt") for run in _runs(path.read_text(encoding="utf-8")))


def _texts() -> Iterator[tuple[str, str]]:
    """The committed files that hold text, by name."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            raw = (ROOT / name).read_bytes()
            if b"\0" not in raw[:8192]:
                yield name, raw.decode(errors="replace")


def test_no_committed_text_shares_eight_words_in_a_row_with_the_shared_documents() -> None:
    copied = {name: _theirs() & set(_runs(text)) for name, text in _texts()}
    shared = {name: [" ".join(run) for run in sorted(runs)[:3]] for name, runs in copied.items() if runs}
    assert shared == {}


def test_a_copied_sentence_would_be_seen_whatever_its_capitals_and_marks() -> None:
    (text, *_) = (path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")))
    words = _WORD.findall(text)[200:220]
    assert _theirs() & set(_runs(" - ".join(words).upper()))
