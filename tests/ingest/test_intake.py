"""The door: every file that is offered has one receipt, and what is held has its vectors."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.intake import find_files, take_in, take_in_bytes, vectors_of
from ingest.reading import digest, read
from kb.model import SILENT_ROLES, Receipt
from kb.settings import Settings
from kb.store import Store
from tests.faults.readings import SPACE, embed

TEXT = "Werkafspraken Lindestroom\n\n1. Bellen\n\nDe wijkcoach belt de bewoner binnen drie dagen terug.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as opened:
        yield opened


def offer(store: Store, name: str, data: bytes, *, max_file_mb: int = 1) -> Receipt:
    """Offer a file that is in memory."""
    settings = Settings(max_file_mb=max_file_mb)
    return take_in_bytes(name, data, store=store, settings=settings, embed=embed, space=SPACE, region="lindestroom")


def test_a_file_is_added_then_unchanged_then_replaced(store: Store) -> None:
    first = offer(store, "afspraak.txt", TEXT.encode())
    again = offer(store, "afspraak.txt", TEXT.encode())
    changed = offer(store, "afspraak.txt", TEXT.replace("drie", "vier").encode())
    assert [one.outcome for one in (first, again, changed)] == ["added", "unchanged", "replaced"]
    assert first.document_id == "lindestroom/afspraak"
    assert "vier dagen" in store.full_text("lindestroom/afspraak")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("afspraak.txt", b"", "empty"),
        ("afspraak.txt", b" \n\0", "empty"),
        ("afspraak.txt", b"- * -\n", "empty"),
        ("afspraak.txt", b"a" * 1024 * 1024 + b"a", "too_large"),
        ("afspraak.odt", b"PK", "unsupported"),
        ("afspraak", b"tekst", "unsupported"),
        ("afspraak.pdf", b"tekst", "damaged"),
        ("afspraak.docx", b"tekst", "damaged"),
        ("afspraak.md", b"%PDF-1.7", "damaged"),
    ],
)
def test_what_is_not_taken_in_is_a_receipt_with_a_reason(store: Store, name: str, data: bytes, reason: str) -> None:
    receipt = offer(store, name, data)
    assert (receipt.outcome, receipt.reason, receipt.facts["file"]) == ("refused", reason, name)
    assert list(store.documents()) == []


def test_a_file_that_is_not_there_is_unreadable(store: Store, tmp_path: Path) -> None:
    receipt = take_in(tmp_path / "weg.txt", store=store, settings=Settings(), embed=embed, space=SPACE)
    assert (receipt.outcome, receipt.reason) == ("refused", "unreadable")


def test_folders_give_their_readable_files_in_order_and_named_files_stay_whatever_they_are(tmp_path: Path) -> None:
    for name in ("b.txt", "a.pdf", ".verborgen.txt", "~$a.docx", "foto.png", "sub/c.MD", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = find_files([tmp_path, tmp_path / "foto.png", tmp_path / "b.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.pdf", "b.txt", "sub/c.MD", "foto.png"]


def test_every_passage_that_may_be_an_answer_has_a_vector_of_its_place_its_lead_in_and_its_words() -> None:
    path = Path(__file__).parents[2] / "examples" / "lindestroom" / "werkafspraken-voorkomen-huisuitzetting.docx"
    reading = read(path.name, path.read_bytes())
    seen: list[str] = []

    def embed_and_note(texts: Sequence[str]) -> NDArray[np.float32]:
        seen.extend(texts)
        return embed(texts)

    vectors = vectors_of(reading, embed_and_note)
    shown = [passage for passage in reading.passages if passage.role not in SILENT_ROLES]
    assert list(vectors) == [passage.id for passage in shown]
    assert all(passage.headings[-1] in text and passage.text in text for passage, text in zip(shown, seen, strict=True))
    assert sum(text.count("doorlopen deze stappen in de aangegeven volgorde:") for text in seen) == 9


def test_a_version_is_the_digest_of_the_bytes() -> None:
    reading = read("afspraak.txt", TEXT.encode())
    assert reading.document.version == digest(TEXT.encode())
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
