"""Start the reading child, feed it, bound it, and believe nothing it says unchecked."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from pydantic import ValidationError

from ingest.reading import digest
from kb import errors
from kb.errors import Damaged, IngestError, TooLarge, TooSlow
from kb.model import Reading

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: address space and answer in megabytes, CPU seconds; wall clock is twice those."""

    memory_mb: int = 1024
    cpu_s: int = 120
    output_mb: int = 64


def read_apart(
    name: str, data: bytes, *, region: str | None = None, max_chars: int = 900, limits: Limits | None = None
) -> Reading:
    """Read a file in a child process of its own, with an empty environment.

    Raises the IngestError the child reports; TooSlow or TooLarge where a limit stopped it; Damaged
    where it died or spoke nonsense.
    """
    job = {"name": name, "region": region, "max_chars": max_chars}
    reading = _checked(said_apart("ingest.child", name, data, job, limits or Limits()), name)
    if reading.document.file != name or reading.document.version != digest(data):
        raise Damaged(f"{name}: reader read another file", file=name)
    return reading


def said_apart(child: str, name: str, data: bytes, job: Mapping[str, object], limits: Limits) -> bytes:
    """What the module `child`, run as a process of its own, says of a file; to be checked before it is believed.

    Raises TooSlow or TooLarge where a limit stopped it, Damaged where it died.
    """
    bounded = {**job, "name": name, "cpu_s": limits.cpu_s, "memory_mb": limits.memory_mb}
    code, output = _run(child, json.dumps(bounded).encode() + b"\n" + data, limits, name)
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TooSlow(f"{name}: stopped by signal {-code}", file=name)
    if code == -signal.SIGABRT:  # how compiled libraries end when they are refused memory
        raise TooLarge(f"{name}: reader aborted", file=name)
    if code != 0:
        raise Damaged(f"{name}: reader ended with {code}", file=name)
    return output


def _run(module: str, job: bytes, bounds: Limits, name: str) -> tuple[int, bytes]:
    """The child's exit code and what it said, neither of them believed yet."""
    wall_s, most = bounds.cpu_s * 2, bounds.output_mb * _MEGABYTE
    child = subprocess.Popen(  # noqa: S603 - a module of our own
        [sys.executable, "-I", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    if child.stdin is None or child.stdout is None:  # cannot be, but mypy cannot know
        raise Damaged(f"{name}: no pipes", file=name)
    expired = threading.Event()

    def stop() -> None:
        expired.set()
        child.kill()

    watch = threading.Timer(wall_s, stop)
    feed = threading.Thread(target=_feed, args=(child.stdin, job), daemon=True)
    watch.start()
    feed.start()
    try:
        output = child.stdout.read(most + 1)
        if len(output) > most:
            raise TooLarge(f"{name}: reads to over {most} bytes", file=name)
        code = child.wait()
        if expired.is_set():
            raise TooSlow(f"{name}: over {wall_s} s", file=name)
        return code, output
    finally:
        watch.cancel()
        if child.poll() is None:
            child.kill()
            child.wait()
        child.stdout.close()
        feed.join()


def _feed(pipe: IO[bytes], job: bytes) -> None:
    try:
        with pipe:
            pipe.write(job)
    except OSError:  # the child ended before it had read everything; its exit code says why
        return


_REFUSALS = {
    kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, IngestError)
}


def _checked(output: bytes, name: str) -> Reading:
    try:
        answer = json.loads(output)
        if refused := answer.get("refused"):
            refusal = _REFUSALS.get(refused["code"], Damaged)
            raise refusal(str(refused["message"]), **{str(k): str(v) for k, v in refused["facts"].items()})
        reading = Reading.model_validate(answer["reading"])
    except (ValueError, ValidationError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{name}: reader gave no reading", file=name) from error
    at = 0
    for passage in reading.passages:
        if passage.start < at or reading.full_text[passage.start : passage.end] != passage.text:
            raise Damaged(f"{name}: passage {passage.id} is not in the text", file=name)
        at = passage.end
    return reading
