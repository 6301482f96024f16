"""A file is read in a child that can be slow, greedy or killed without harm to anybody."""

import os
import signal
import time
import zlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.isolation import Limits, read_apart
from ingest.reading import read
from kb.errors import Damaged, IngestError, TooLarge, TooSlow
from kb.model import Reading
from tests.ingest.word_files import p, word_file

GOOD = b"Werkafspraken Lindestroom\n\n1. Bellen\n\nDe wijkcoach belt de bewoner terug.\n"

pytestmark = pytest.mark.faults


def drawing_without_end(megabytes: int) -> bytes:
    """A PDF whose only page unpacks to very many steps of a drawing."""
    packer = zlib.compressobj(9)
    steps = b"".join(packer.compress(b"0 0 m " * 174_763) for _ in range(megabytes)) + packer.flush()
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources " + font + b" >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(steps), steps),
    ]
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


SLOW = drawing_without_end(40)


def children() -> set[int]:
    """The reading children of this process."""
    found = set()
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"ingest.child" in (folder / "cmdline").read_bytes():
                found.add(int(folder.name))
        except (OSError, ValueError):  # it ended while it was looked at
            continue
    return found


def while_reading(data: bytes, limits: Limits, act: Callable[[int], None]) -> Future[Reading]:
    """Read `data` as a PDF and do something to the child that reads it."""
    with ThreadPoolExecutor(1) as pool:
        before = children()
        future = pool.submit(read_apart, "afspraak.pdf", data, limits=limits)
        deadline = time.monotonic() + 20
        while not (new := children() - before) and not future.done() and time.monotonic() < deadline:
            time.sleep(0.005)
        for pid in new:
            act(pid)
    return future


@pytest.fixture(autouse=True)
def _nobody_is_left_and_reading_goes_on() -> object:
    yield
    assert children() == set()
    assert read_apart("afspraak.txt", GOOD) == read("afspraak.txt", GOOD)


def test_the_child_reads_what_the_reader_reads() -> None:
    path = Path(__file__).parents[2] / "examples" / "lindestroom" / "convenant-vroegsignalering-2025-2028.pdf"
    assert read_apart(path.name, path.read_bytes(), region="elders") == read(
        path.name, path.read_bytes(), region="elders"
    )


def test_a_refusal_of_the_reader_is_that_refusal_here() -> None:
    with pytest.raises(IngestError) as refusal:
        read_apart("afspraak.pdf", b"geen pdf")
    assert (refusal.value.code, refusal.value.facts["file"]) == ("damaged", "afspraak.pdf")


def test_a_file_that_wants_more_memory_than_allowed_is_too_large() -> None:
    greedy = word_file(p("𝔄" * 9_000_000))  # four bytes each, as often as the reader holds them
    assert len(greedy) < 100_000
    with pytest.raises(TooLarge):
        read_apart("afspraak.docx", greedy, limits=Limits(memory_mb=256))


def test_a_file_that_takes_more_cpu_time_than_allowed_is_too_slow() -> None:
    assert len(SLOW) < 200_000
    with pytest.raises(TooSlow):
        read_apart("afspraak.pdf", SLOW, limits=Limits(cpu_s=1))


def test_a_child_that_stands_still_is_stopped_by_the_clock() -> None:
    with pytest.raises(TooSlow):
        while_reading(SLOW, Limits(cpu_s=1), lambda pid: os.kill(pid, signal.SIGSTOP)).result()


def test_a_reading_longer_than_allowed_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read_apart("afspraak.txt", GOOD + b"Nog een regel over bellen.\n\n" * 4_000, limits=Limits(output_mb=1))


def test_a_text_longer_than_any_agreement_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read_apart("afspraak.txt", b"bellen " * 1_500_000)


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        (signal.SIGSEGV, Damaged),
        (signal.SIGTERM, Damaged),
        (signal.SIGABRT, TooLarge),  # how compiled libraries end when they are refused memory
        (signal.SIGKILL, TooSlow),  # how the kernel ends who goes over the hard limit
    ],
)
def test_a_child_that_dies_is_a_refusal(number: signal.Signals, refusal: type[IngestError]) -> None:
    with pytest.raises(refusal):
        while_reading(SLOW, Limits(cpu_s=5), lambda pid: os.kill(pid, number)).result()


def test_the_child_has_an_empty_environment_and_cannot_write_a_file() -> None:
    seen: dict[str, str] = {}

    def look(pid: int) -> None:
        deadline = time.monotonic() + 10
        while "file size" not in seen and time.monotonic() < deadline:
            rows = Path(f"/proc/{pid}/limits").read_text().splitlines()
            sizes = [row.split()[-3:-1] for row in rows if row.startswith("Max file size")]
            if sizes == [["0", "0"]]:
                seen["environment"] = Path(f"/proc/{pid}/environ").read_text()
                seen["file size"] = "0"
        os.kill(pid, signal.SIGTERM)

    with pytest.raises(Damaged):
        while_reading(SLOW, Limits(cpu_s=5), look).result()
    assert seen == {"environment": "", "file size": "0"}


@pytest.mark.parametrize("name", ["afspraak.txt", "afspraak.html"])
def test_endless_repetition_is_read_within_a_few_seconds_of_cpu_time(name: str) -> None:
    pieces = [
        "a",
        "A ",
        "1.1.",
        "- ",
        "(",
        '"',
        "artikel 1 ",
        "bijlage 1, ",
        "Convenant A ",
        "hierna te noemen: ",
        ". . ",
    ]
    hostile = "\n\n".join(f"Het doel is bellen. {piece * (100_000 // len(piece))}" for piece in pieces)
    reading = read_apart(name, f"Convenant Bellen\n\n1. Doel\n\n{hostile}\n".encode(), limits=Limits(cpu_s=15))
    assert reading.passages
