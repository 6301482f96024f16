"""How soon the first verified claim of a language model is there, beside the model's own time to write it.

`python -m eval.first_claim [--times 20] [--out build/first_claim.json]`. A scripted model stands on this machine and
writes at the pace of a real one; the served door is asked for events. In the same run, in turns, LlamaIndex's client
alone reads the same reply to the same prompt. The measure is a ratio, so that it holds on a busy machine too.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from eval.speed import command, server

_ROOT: Final = Path(__file__).parents[1]
_QUESTION: Final = "Is toestemming nodig voor het doorgeven van een signaal?"
_PACES: Final = ("slow_between", "paced")  # some 50 and 20 pieces of 24 characters in a second
_MOST: Final = 1.2  # what the first claim may take, in the model's own time


def main() -> None:
    """Measure and print; write the figures as JSON; end with 7 where the first claim comes too late."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--out", type=Path, default=_ROOT / "build" / "first_claim.json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        command("--data", str(data), "ingest", str(_ROOT / "examples" / "lindestroom"))
        found = {pace: measure(data, pace, arguments.times) for pace in _PACES}
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n")
    for pace, figures in found.items():
        print(pace)
        for name, value in figures.items():
            print(f"  {name:24} {value}")
    sys.exit(7 * any(figures["ratio"] > _MOST for figures in found.values()))


def measure(data: Path, pace: str, times: int) -> dict[str, Any]:
    """Medians over so many questions of the milliseconds to the first claim: the model's own, ours, and the peer's."""
    with _child("tests.models", pace) as model:
        url = _line(model)
        os.environ |= {"AFSPRAKENWIJZER_LLM": f"{url}/v1#scripted", "AFSPRAKENWIJZER_LLM_SECONDS": "60"}
        with server(data) as (base, _, _), _child("tests.models.bare_client", url) as peer:
            ours, theirs = [], []
            for _ in range(times + 2):
                ours.append(_first_claim(base))
                theirs.append(_asked_by(peer, _received(url)[-1]["messages"]))
        written = [one["claims_s"][0] for one in _received(url)]
    ours, theirs = ours[2:], theirs[2:]  # what is opened once was opened by the first two
    for_us, for_them = written[4::2], written[5::2]
    ratios = [one / own for one, own in zip(ours, for_us, strict=True)]
    return {
        "questions": times,
        "model_ms": _ms(for_us),
        "first_claim_ms": _ms(ours),
        "ratio": round(statistics.median(ratios), 3),
        "ratio_worst": round(max(ratios), 3),
        "bare_client_peer_ms": _ms(theirs),
        "bare_client_peer_ratio": round(
            statistics.median(one / own for one, own in zip(theirs, for_them, strict=True)), 3
        ),
    }


def _first_claim(base: str) -> float:
    """Seconds from sending the question to the first claim; the rest of the answer is read too."""
    body = json.dumps({"question": _QUESTION, "region": "lindestroom"}).encode()
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    request = urllib.request.Request(f"{base}/api/v1/questions", body, headers)
    began, first = time.perf_counter(), None
    with urllib.request.urlopen(request, timeout=120) as answer:
        for line in answer:
            if line == b"event: claim\n" and first is None:
                first = time.perf_counter() - began
            if line.startswith(b"data: ") and b'"composedBy": "extract"' in line:
                raise RuntimeError("the model's reply was not taken: this measures nothing")
    if first is None:
        raise RuntimeError("no claim came")
    return first


def _asked_by(peer: "subprocess.Popen[str]", messages: object) -> float:
    assert peer.stdin is not None
    peer.stdin.write(json.dumps(messages) + "\n")
    peer.stdin.flush()
    return float(_line(peer))


def _received(url: str) -> list[Any]:
    """What the model was sent of our question, with the seconds it took to write each claim."""
    with urllib.request.urlopen(f"{url}/received", timeout=30) as answer:
        received = json.loads(answer.read())
    return [one for one in received if _QUESTION in one["messages"][-1]["content"]]


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    if not (line := process.stdout.readline()):
        raise RuntimeError(f"{process.args!r} said nothing")
    return line.strip()


def _ms(seconds: list[float]) -> float:
    return round(statistics.median(seconds) * 1000, 1)


@contextmanager
def _child(module: str, argument: str) -> Iterator["subprocess.Popen[str]"]:
    """A module as a process that ends when nobody talks to it any more."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, argument], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT
    )
    try:
        yield process
    finally:
        process.communicate(timeout=60)


if __name__ == "__main__":
    main()
