"""A stream of changes to a store, the same for the same seed, so that any moment of it can be checked."""

import hashlib
import random
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kb.model import Reading, Receipt
from kb.store import Store
from tests.faults.readings import SPACE, reading_of, vectors_of

_WORDS = [
    "afspraak",
    "wijkteam",
    "huurder",
    "é\u0301",
    "\U0001f9d1\u200d\U0001f4bc",
    "coördinatie",
    "regels\u2028",
    "ﬁets",
]


class Operation(NamedTuple):
    """Take in a revision of a document, or remove it (revision 0)."""

    stem: str
    revision: int


def operations(seed: int) -> Iterator[Operation]:
    """New documents, now and then a new revision, an old one put back, or a removal; without end."""
    choose = random.Random(seed)
    held: list[str] = []
    n = 0
    while True:
        if held and choose.random() < 0.4:
            stem = choose.choice(held)
            revision = choose.choice([0, 1, 2, 3])
            if revision == 0:
                held.remove(stem)
            yield Operation(stem, revision)
        else:
            n += 1
            held.append(f"s{seed}-d{n}")
            yield Operation(held[-1], 1)


def mark(operation: Operation, n: int) -> str:
    """A word that stands in one passage only."""
    digest = hashlib.sha256(f"{operation} {n}".encode()).digest()[:16]
    return "".join(chr(ord("a") + byte % 26) for byte in digest)


@cache
def reading_for(operation: Operation) -> tuple[Reading, bytes]:
    """What there is to take in."""
    choose = random.Random(f"{operation}")
    texts = [
        f"{mark(operation, n)} {' '.join(choose.choices(_WORDS, k=choose.randint(1, 60)))}"
        for n in range(1, choose.randint(2, 30))
    ]
    return reading_of(texts, stem=operation.stem)


def carry_out(store: Store, operation: Operation) -> Receipt | int:
    """Change the store."""
    if operation.revision == 0:
        return store.remove(f"lindestroom/{operation.stem}")
    reading, original = reading_for(operation)
    return store.take_in(reading, original, vectors_of(reading), SPACE)


def state_after(seed: int, count: int) -> dict[str, Operation]:
    """By document id, the last operation on each document held after `count` operations."""
    held: dict[str, Operation] = {}
    for _, operation in zip(range(count), operations(seed), strict=False):
        if operation.revision:
            held[f"lindestroom/{operation.stem}"] = operation
        else:
            del held[f"lindestroom/{operation.stem}"]
    return held
