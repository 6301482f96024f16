"""How fast and how large: cold ask, start to ready, warm answers and memory at 1,000 passages.

`python -m eval.speed [--passages 1000] [--out build/speed.json]`. Each figure stands beside a peer
measured in the same run: bare imports of the same libraries, and a route that does nothing.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.intake import find_files
from ingest.reading import read

_ROOT = Path(__file__).parents[1]
_EXAMPLE = _ROOT / "examples" / "lindestroom"
_NOT_FOUND = 3  # exit code of the contract
_COMMAND = [str(Path(sys.executable).with_name("afsprakenwijzer"))]
_QUESTIONS = (
    "Wie voert de procesregie bij vroegsignalering?",
    "Is toestemming nodig voor het doorgeven van een signaal?",
    "Wanneer meldt de corporatie een huurder aan bij Buurtkracht?",
    "Gelden de werkafspraken ook voor koopwoningen?",
    "wat doet buurtkracht als er niemand thuis is",
    "Wat is een crisissignaal?",
    "Geldt de samenwerkingsovereenkomst woonoverlast nog?",
    "Wat kost een paspoort?",
    "Mag ik gegevens delen met de politie als er direct gevaar is?",
    "Hoe vaak rapporteert Buurtkracht aan de stuurgroep?",
)


def agreements(folder: Path, passages: int) -> int:
    """Write agreements of so many passages in all, each of a region of its own; returns how many passages.

    They are the example agreements with other places and organisations, so that vocabulary, lengths
    and lists are those of real work.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = []
    for path in find_files([_EXAMPLE]):
        reading = read(path.name, path.read_bytes())
        texts.append((path.stem, reading.full_text, len(reading.passages)))
    written = number = 0
    while written < passages:
        stem, text, count = texts[number % len(texts)]
        place = f"Streek{chr(65 + number // len(texts) % 26)}{chr(97 + number // len(texts) // 26)}dal"
        for old in ("Lindestroom", "Elzenbroek", "Wilgerhout"):
            text = text.replace(old, place if old == "Lindestroom" else f"{old}{number}")
        (folder / f"{stem}-{number}.txt").write_text(text, encoding="utf-8")
        written, number = written + count, number + 1
    return written


def main() -> None:
    """Measure and print; write the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=1000)
    parser.add_argument("--out", type=Path, default=_ROOT / "build" / "speed.json")
    arguments = parser.parse_args()
    # As our own commands do, for the peers that are measured beside them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(Path(scratch), arguments.passages)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n")
    for name, value in found.items():
        print(f"{name:34} {value}")


def measure(scratch: Path, passages: int) -> dict[str, Any]:
    """All figures; times in seconds or milliseconds as the names say, medians unless they say else."""
    data = scratch / "data"
    count = agreements(scratch / "in", passages)
    begun = time.perf_counter()
    command("--data", str(data), "ingest", str(scratch / "in"))
    found: dict[str, Any] = {"passages": count, "ingest_s": round(time.perf_counter() - begun, 1)}
    command("--data", str(data), "ask", _QUESTIONS[0])  # the first start may still have to build its indexes
    found["cold_ask_s"] = _median([_timed("--data", str(data), "ask", question) for question in _QUESTIONS[:5]])
    found["cold_imports_peer_s"] = _median([_timed_imports() for _ in range(5)])
    with server(data) as (base, process, ready_s):
        found["start_to_ready_s"] = round(ready_s, 2)
        asked = [_ask(base, question) for _ in range(20) for question in _QUESTIONS]
        idle = [_get(f"{base}/health/live") for _ in range(200)]
        found["warm_answer_ms"] = _median(asked, 1)
        found["warm_answer_p95_ms"] = round(statistics.quantiles(asked, n=20)[-1], 1)
        found["idle_route_peer_ms"] = _median(idle, 1)
        found["resident_mb"] = round(_resident_kb(process.pid) / 1024)
    return found


def command(*arguments: str) -> None:
    """Run a command of ours to its end; a question that finds nothing is an answer like any other.

    Raises RuntimeError, with what the command said, where it fails: a failure is fast and would flatter the figures.
    """
    done = subprocess.run([*_COMMAND, *arguments], check=False, capture_output=True, text=True, cwd=_ROOT)
    if done.returncode and not (done.returncode == _NOT_FOUND and "ask" in arguments):
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()[-500:]}")


def _timed(*arguments: str) -> float:
    begun = time.perf_counter()
    command(*arguments)
    return time.perf_counter() - begun


def _timed_imports() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import chromadb, llama_index.core"], check=True, capture_output=True)
    return time.perf_counter() - begun


@contextmanager
def server(data: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]", float]]:
    """A server on a data folder: its address, its process, and the seconds until it was ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*_COMMAND, "--data", str(data), "serve", "--port", str(port)],
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                _get(f"{base}/health/ready")
                break
            except (urllib.error.URLError, ConnectionError):
                if time.perf_counter() - begun > 120 or process.poll() is not None:
                    raise
                time.sleep(0.02)
        yield base, process, time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(timeout=30)


def _get(url: str) -> float:
    begun = time.perf_counter()
    with urllib.request.urlopen(url) as response:
        response.read()
    return (time.perf_counter() - begun) * 1000


def _ask(base: str, question: str) -> float:
    request = urllib.request.Request(
        f"{base}/api/v1/questions",
        data=json.dumps({"question": question}).encode(),
        headers={"Content-Type": "application/json"},
    )
    begun = time.perf_counter()
    with urllib.request.urlopen(request) as response:
        response.read()
    return (time.perf_counter() - begun) * 1000


def _resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def _median(values: list[float], digits: int = 2) -> float:
    return round(statistics.median(values), digits)


if __name__ == "__main__":
    main()
