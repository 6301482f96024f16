"""Look whether a Chroma folder can really be read: `python -m kb.search.probe FOLDER SPACE COUNT`.

Runs in a child process, because a damaged folder may bring the whole process down. Chroma says
it holds vectors that it cannot reach, so every one is read back; it must be of length 1, as it
was written. Exit code 0 means healthy; else the reason stands on stderr.
"""

import sys
from pathlib import Path

import numpy as np

from kb.errors import IndexUnusable
from kb.search.vectors import ChromaVectors

_BATCH = 1000
_QUESTIONS = 50
_MOST_LOST = 0.1  # of a whole graph of 10,000 one in a hundred is not reached; of a damaged one nearly all


def probe(folder: Path, space: str, count: int) -> None:
    """Raises IndexUnusable where the folder does not hold `count` readable vectors of the space."""
    held = ChromaVectors(folder, space)
    try:
        ids = held.ids()
        if not held.count() == len(ids) == count:
            raise IndexUnusable(f"{held.count()} vectors and {len(ids)} ids instead of {count}")
        for start in range(0, count, _BATCH):
            if not np.allclose(np.linalg.norm(held.rows(ids[start : start + _BATCH]), axis=1), 1, atol=1e-3):
                raise IndexUnusable("a vector is not what was written")
        asked = ids[:: max(1, count // _QUESTIONS)]
        nearest = [held.nearest(row, 1) for row in (held.rows(asked) if asked else ())]
        # A passage with the same words is as good.
        lost = sum(not found or found[0][1] < 0.999 for found in nearest)
        if lost > _MOST_LOST * len(asked):
            raise IndexUnusable(f"{lost} of {len(asked)} vectors do not find themselves")
    finally:
        held.close()


if __name__ == "__main__":
    try:
        probe(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    except IndexUnusable as error:
        sys.exit(str(error))
