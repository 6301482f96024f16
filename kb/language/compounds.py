"""Compounds: "huurachterstand" is also about "huur" and "achterstand"."""

from functools import lru_cache

from kb.language.lexicon import known

# Endings that the dictionary lists as words, and short words that begin many others by chance.
_ENDINGS = """
aars achtig ander anden atie aties baar bare chap chappen door eind ende enden eren erij erijen gaan geen
ging gingen heden heid ingen ings isme iteit lijk lijke lijks ling lingen loos loze naar mede onder over rijk
ring samen schap schappen sten ster sters tegen tingen tjen tjes voor zaam achter
"""
_NO_PART = frozenset(_ENDINGS.split())
_SHORT = frozenset(("auto", "avg", "brp", "bus", "dag", "kas", "pgb", "vog", "weg", "wet", "wmo", "zak"))
_MIN_PART = 4


def _part(word: str) -> bool:
    return (len(word) >= _MIN_PART or word in _SHORT) and word not in _NO_PART and known(word)


def _heads(head: str) -> tuple[str, ...]:
    return (head, head[:-1]) if head.endswith("s") else (head,)  # "ondersteuning-s-plan"


@lru_cache(maxsize=65536)
def parts(word: str) -> tuple[str, ...]:
    """The words a compound is made of, in order; empty where it is none.

    Fewest parts win, then the split whose shortest part is longest. Every part stands in the
    dictionary; a linking s is dropped.
    """
    best: tuple[str, ...] = ()
    lowest = 9.0
    for cut in range(3, len(word) - 2):
        tail = word[cut:]
        if not _part(tail):
            continue
        for head in _heads(word[:cut]):
            found = (head, tail) if _part(head) else (*parts(head), tail) if parts(head) else ()
            cost = len(found) - 0.1 * min(map(len, found), default=0) + 0.3 * (head != word[:cut])
            if found and cost < lowest:
                best, lowest = found, cost
    return best


@lru_cache(maxsize=65536)
def within(word: str) -> tuple[str, ...]:
    """The parts of a compound and their parts in turn: "schuldhulp" and "verlening", "schuld" and "hulp"."""
    first = parts(word)
    return (*first, *(deeper for part in first for deeper in within(part)))
