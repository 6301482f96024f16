"""How the search grows: time and memory at 1,000 to 100,000 passages, beside a named peer.

`python -m eval.scale [--sizes 1000,5000,10000,30000,100000] [--out docs]`. The passages are invented
(`eval.invented`) and go through the real store and indexes. Each size is built in one process and
served in another, so that the memory is that of a process which answers.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from eval.invented import PASSAGES, Vocabulary, questions, readings
from eval.scale_page import write
from kb.language.dutch import analyse
from kb.model import Reading
from kb.search.embedding import SPACE, subword_vectors
from kb.search.entry import entry
from kb.search.field import K1, B, Field
from kb.search.indexes import Indexes
from kb.search.lexical import searched
from kb.store import Store

T = TypeVar("T")

_ROOT = Path(__file__).parents[1]
_ASKED = 240  # questions of which the median is taken
_ASKERS = 2  # threads that go on asking while a document comes or goes
_TIMES = 3  # that a document comes and goes


def main() -> None:
    """Measure every size and write the page; or, as a child, one part of one size as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,5000,10000,30000,100000")
    parser.add_argument("--out", type=Path, default=_ROOT / "docs")
    parser.add_argument("--part", choices=sorted(_PARTS))
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    if arguments.part:
        print(json.dumps(_PARTS[arguments.part](arguments.data, sizes[0])))
        return
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as data:
            found.append({"passages": size} | _child("build", data, size) | _child("serve", data, size))
        print(json.dumps(found[-1], indent=1))
    write(found, arguments.out)


def _child(part: str, data: str, size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "eval.scale", "--part", part, "--data", data, "--sizes", str(size)]
    # As our own commands do; and no second thread that helps a question on.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_ROOT, env=environment)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def build(data: Path, size: int) -> dict[str, Any]:
    """Take in so many passages, build every index of them, and the peer's; seconds and megabytes."""
    found: dict[str, Any] = {}
    store = Store(f"sqlite:///{data / 'store.sqlite'}")
    begun = time.perf_counter()
    for reading, original in readings(Vocabulary.of(), size):
        _take_in(store, reading, original)
    found["take_in_s"] = _since(begun)
    begun = time.perf_counter()
    indexes = Indexes(store, data / "indexes", subword_vectors, SPACE)
    found["build_s"], begun = _since(begun), time.perf_counter()
    indexes.wait()
    found["chroma_s"] = _since(begun)
    found["words"] = len(indexes.search.vocabulary)
    indexes.close()
    found["disk_mb"] = round(sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 1e6)
    texts = [analyse(searched(entry(passage, region, lead_in))) for passage, region, lead_in in store.searchable()]
    asked = [analyse(question) for question in questions([" ".join(text) for text in texts], _ASKED)]
    store.close()
    return found | _field(texts, asked) | _peer(texts, asked)


def serve(data: Path, size: int) -> dict[str, Any]:
    """Start on what was built, answer, and let a document come and go; seconds, milliseconds and megabytes."""
    found: dict[str, Any] = {}
    store = Store(f"sqlite:///{data / 'store.sqlite'}")
    begun = time.perf_counter()
    indexes = Indexes(store, data / "indexes", subword_vectors, SPACE)
    found["start_s"], begun = _since(begun), time.perf_counter()
    texts = [passage.text for passage, _, _ in store.searchable()]
    region = store.regions()[0]
    asked = questions(texts[:: max(1, size // 5000)], _ASKED)
    indexes.wait()
    found["checked_s"] = _since(begun)

    def ask(question: str, regions: frozenset[str] | None = None) -> None:
        indexes.search.search(question, regions=regions)

    with _one_core():
        found |= _spent("query", ask, asked)
        found |= _spent("query_region", partial(ask, regions=frozenset({region})), asked)
    found["resident_mb"] = round(_resident_kb() / 1024)
    found |= _coming_and_going(store, indexes, asked)
    indexes.close()
    store.close()
    return found


def _coming_and_going(store: Store, indexes: Indexes, asked: Sequence[str]) -> dict[str, Any]:
    """A document of 60 passages comes until it is found and goes until it is not, while others ask on."""
    ((reading, original),) = readings(Vocabulary.of(), PASSAGES, seed=99)
    reading = _named(reading, "nieuw")
    marked = reading.passages[PASSAGES // 2]
    come: list[float] = []
    gone: list[float] = []
    lag: list[float] = []
    answered: list[float] = []

    def held() -> bool:
        return any(hit.passage_id == marked.id for hit in indexes.search.search(marked.text, k=3))

    with _asking(indexes, asked, answered):
        for _ in range(_TIMES):
            begun = time.perf_counter()
            _take_in(store, reading, original)
            come.append(_until(begun, held))
            indexes.wait()
            lag.append(_since(begun))
            begun = time.perf_counter()
            store.remove(reading.document.id)
            gone.append(_until(begun, lambda: not held()))
            indexes.wait()
    return {
        "come_s": statistics.median(come),
        "gone_s": statistics.median(gone),
        "chroma_follows_s": statistics.median(lag),
        "answered_meanwhile": len(answered),
        "slowest_meanwhile_ms": round(max(answered)),
    }


@contextmanager
def _asking(indexes: Indexes, asked: Sequence[str], answered: list[float]) -> Iterator[None]:
    """Threads that ask all the while; the milliseconds of each answer go into `answered`."""
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            begun = time.perf_counter()
            indexes.search.search(asked[len(answered) % len(asked)])
            answered.append(1000 * (time.perf_counter() - begun))

    askers = [threading.Thread(target=ask) for _ in range(_ASKERS)]
    for asker in askers:
        asker.start()
    try:
        yield
    finally:
        done.set()
        for asker in askers:
            asker.join()


def _take_in(store: Store, reading: Reading, original: bytes) -> None:
    entries = [entry(passage, reading.document.region) for passage in reading.passages]
    rows = subword_vectors([searched(one) for one in entries])
    store.take_in(reading, original, {one.id: row for one, row in zip(entries, rows, strict=True)}, SPACE)


def _named(reading: Reading, stem: str) -> Reading:
    """The same reading as another document."""
    name = f"{reading.document.region}/{stem}"
    passages = tuple(
        passage.model_copy(update={"id": f"{name}.{n}", "document_id": name})
        for n, passage in enumerate(reading.passages, start=1)
    )
    document = reading.document.model_copy(update={"id": name, "file": f"{stem}.txt"})
    return reading.model_copy(update={"document": document, "passages": passages})


def _field(texts: list[list[str]], asked: list[list[str]]) -> dict[str, Any]:
    """One field of ours over the terms that the peer gets too."""
    begun = time.perf_counter()
    field = Field.build(texts)
    found = {"field_build_s": _since(begun)}
    with _one_core():
        return found | _spent("field", lambda terms: np.argpartition(-field.scores(terms), 10), asked)


def _peer(texts: list[list[str]], asked: list[list[str]]) -> dict[str, Any]:
    import bm25s

    numbers: dict[str, int] = {}
    ids = [[numbers.setdefault(term, len(numbers)) for term in text] for text in texts]
    begun = time.perf_counter()
    peer = bm25s.BM25(k1=K1, b=B, method="lucene")
    peer.index(bm25s.tokenization.Tokenized(ids=ids, vocab=dict(numbers)), show_progress=False)
    found = {"bm25s_build_s": _since(begun)}

    def ask(terms: list[str]) -> None:
        peer.retrieve([[term for term in terms if term in numbers] or texts[0][:1]], k=10, show_progress=False)

    with _one_core():
        return found | _spent("bm25s", ask, asked)


@contextmanager
def _one_core() -> Iterator[None]:
    """All threads of this process, those of libraries too, on one core."""
    cores = os.sched_getaffinity(0)
    _pin({min(cores)})
    try:
        yield
    finally:
        _pin(cores)


def _pin(cores: set[int]) -> None:
    for thread in Path("/proc/self/task").iterdir():
        with suppress(ProcessLookupError):  # it has ended meanwhile
            os.sched_setaffinity(int(thread.name), cores)


def _spent(name: str, call: Callable[[T], object], asked: Sequence[T]) -> dict[str, float]:
    """Milliseconds a call, median and 95th percentile, after a tenth that is not counted."""
    spent = []
    warm = asked[: len(asked) // 10]
    for one in (*warm, *asked):
        begun = time.perf_counter()
        call(one)
        spent.append(1000 * (time.perf_counter() - begun))
    p50, p95 = np.quantile(spent[len(warm) :], [0.5, 0.95])
    return {f"{name}_p50_ms": round(float(p50), 2), f"{name}_p95_ms": round(float(p95), 2)}


def _until(begun: float, true: Callable[[], bool]) -> float:
    while not true():
        time.sleep(0.005)
    return _since(begun)


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 3)


def _resident_kb() -> int:
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


_PARTS = {"build": build, "serve": serve}

if __name__ == "__main__":
    main()
