"""The child that reads one file: limits first, then the reader; hostile bytes go no further than here.

Run as `python -I -m ingest.child`. Standard input: one JSON line (name, region, max_chars, cpu_s,
memory_mb), then the file's bytes. Standard output: `{"reading": ...}` or `{"refused": ...}`.
"""

import json
import resource
import sys
from typing import Any

from ingest.allowance import FIRST_CPU_S


def _limit(cpu_s: int, memory_mb: int) -> None:
    """Bound what this process may take; it cannot raise the hard limits again."""
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (min(FIRST_CPU_S, cpu_s), cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # a reader writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(job: dict[str, Any], data: bytes) -> dict[str, Any]:
    from ingest.reading import read
    from kb.errors import IngestError

    try:
        reading = read(job["name"], data, region=job["region"], max_chars=job["max_chars"])
    except IngestError as error:
        return {"refused": {"code": error.code, "message": str(error), "facts": error.facts}}
    except MemoryError:
        return {"refused": {"code": "too_large", "message": "out of memory", "facts": {"file": job["name"]}}}
    except RecursionError:
        return {"refused": {"code": "damaged", "message": "nested too deep", "facts": {"file": job["name"]}}}
    return {"reading": reading.model_dump(mode="json")}


def main() -> None:
    """Read the job and the bytes, answer in JSON."""
    job = json.loads(sys.stdin.buffer.readline())
    _limit(job["cpu_s"], job["memory_mb"])
    answer = _read(job, sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
