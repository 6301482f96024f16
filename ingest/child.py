"""The child that reads one file: limits first, then the reader; hostile bytes go no further than here.

Run as `python -I -m ingest.child`. Standard input: one JSON line (name, region, max_chars, cpu_s,
memory_mb), then the file's bytes. Standard output: `{"reading": ...}` or `{"refused": ...}`.
"""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from ingest.allowance import FIRST_CPU_S


def _limit(cpu_s: int, memory_mb: int) -> None:
    """Bound what this process may take; it cannot raise the hard limits again."""
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (min(FIRST_CPU_S, cpu_s), cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # a reader writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(job: dict[str, Any], data: bytes) -> bytes:
    from pydantic_core import PydanticSerializationError

    from ingest.reading import read
    from kb.errors import IngestError

    try:
        reading = read(job["name"], data, region=job["region"], max_chars=job["max_chars"])
    except IngestError as error:
        return refused(error.code, str(error), error.facts)
    try:
        return f'{{"reading": {reading.model_dump_json()}}}'.encode("utf-8", "backslashreplace")
    except PydanticSerializationError as error:  # all text is clean, so only memory can be wanting
        raise MemoryError from error


def refused(code: str, message: str, facts: dict[str, str]) -> bytes:
    """A refusal, as a child says it."""
    return json.dumps({"refused": {"code": code, "message": message, "facts": facts}}).encode()


def serve(answer: Callable[[dict[str, Any], bytes], bytes]) -> None:
    """Read the job and the bytes, answer within the job's limits."""
    job = json.loads(sys.stdin.buffer.readline())
    _limit(job["cpu_s"], job["memory_mb"])
    try:
        said = answer(job, sys.stdin.buffer.read())
    except MemoryError:
        said = refused("too_large", "out of memory", {"file": job["name"]})
    except RecursionError:
        said = refused("damaged", "nested too deep", {"file": job["name"]})
    sys.stdout.buffer.write(said)


if __name__ == "__main__":
    serve(_read)
