"""The words a corpus uses, grouped so that those near to a mistyped word are at hand."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

_Group = tuple[str, int]  # a first letter and a length


class Vocabulary(Mapping[str, int]):
    """Each word to its number, in the order given. Never changes; threads may share it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._numbers = {word: number for number, word in enumerate(words)}

    def __getitem__(self, word: str) -> int:
        return self._numbers[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, word: object) -> bool:
        return word in self._numbers

    def near(self, word: str, letters: int) -> list[str]:
        """Words with the same first letter that are at most so many `letters` longer or shorter.

        In an order that does not depend on the numbers: by length, then by alphabet.
        """
        sizes = range(len(word) - letters, len(word) + letters + 1)
        return [one for size in sizes for one in self._groups.get((word[:1], size), ())]

    def changed(self, words: Iterable[str], gone: Iterable[str], come: Iterable[str]) -> "Vocabulary":
        """The vocabulary of `words`, which differ from these by what is gone and what has come."""
        now = Vocabulary(words)
        if "_groups" in self.__dict__:  # made when first needed; then only groups that differ are made again
            groups = dict(self._groups)
            gone = set(gone)
            come = [*come]
            for group in {_group(word) for word in (*gone, *come)}:
                kept = [word for word in groups.get(group, ()) if word not in gone]
                groups[group] = sorted((*kept, *(word for word in come if _group(word) == group)))
            now.__dict__["_groups"] = groups
        return now

    @cached_property
    def _groups(self) -> dict[_Group, list[str]]:
        groups: dict[_Group, list[str]] = {}
        for word in sorted(self._numbers):
            groups.setdefault(_group(word), []).append(word)
        return groups


def _group(word: str) -> _Group:
    return word[:1], len(word)
