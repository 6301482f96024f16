"""Labels as they are spoken: which of them the words of a question say, in what order and how near together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from kb.language.english import english_stem, unshortened
from kb.language.lexicon import infinitive, stem
from kb.language.words import IDLE_WORDS, STOP_WORDS, fold, written

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

# What is no part of a label, in a label and between its words: "achter met de huur" is "achter met huur".
_SILENT_WORDS = """
de het een 't n zijn haar hun mijn je jouw uw ons onze z'n m'n er the a an his her their my your our its
"""
_SILENT = frozenset(_SILENT_WORDS.split())
_GAP = 4  # other words that may stand among the words of a label
_TIMES = 3  # places of a word that are tried; one said a fourth time tells nothing by it
_TELLS = 2  # how much a place of a question tells: 0 for a silent word, 1 for a small one
_MOST_WORDS = 6  # of a label that is looked for; trying the places of more takes three times as long a word
_FIRM = 2  # telling words that make a label firm


@dataclass(frozen=True, slots=True)
class Reached:
    """Concepts that words of a question reach, by the places of those words, ascending."""

    places: tuple[int, ...]
    concepts: tuple[str, ...]
    strength: float = 1.0


@lru_cache(maxsize=65536)
def key(word: str, language: Language) -> str:
    """What two forms of a word have in common, by the rules of the language."""
    return english_stem(word) if language == "en" else stem(word)


@lru_cache(maxsize=65536)
def label_keys(label: str, language: Language) -> tuple[str, ...]:
    """The words of a label as they are compared; silent words out."""
    return tuple(key(word, language) for word in label_words(label, language))


def label_words(label: str, language: Language) -> list[str]:
    """The words that `label_keys` has the keys of."""
    text = unshortened(label) if language == "en" else label
    return [word for word in written(text) if word not in _SILENT]


def tells(word: str) -> bool:
    """Whether the word says something by itself, more than that a question is asked."""
    return fold(word) not in STOP_WORDS and fold(word) not in IDLE_WORDS


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language, each by its words sorted.

    `leads` gives the concepts it leads to, `spoken` its words in the orders it is written in;
    `of_word` gives the labels of several words that a word stands in.
    """

    language: Language
    leads: Mapping[tuple[str, ...], tuple[str, ...]]
    of_word: Mapping[str, Sequence[tuple[str, ...]]]
    spoken: Mapping[tuple[str, ...], Collection[tuple[str, ...]]]

    @classmethod
    def of(cls, labels: Iterable[tuple[tuple[str, ...], str]], language: Language) -> "Labels":
        """Of labels as `label_keys` gives them, each with the concept it leads to."""
        leads: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        spoken: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        of_word: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
        for label, concept in labels:
            row = tuple(dict.fromkeys(label))
            words = tuple(sorted(row))
            if words:
                spoken[words].add(row)
                leads[words][concept] = None
            for word in words if 1 < len(words) <= _MOST_WORDS else ():
                of_word[word][words] = None
        return cls(
            language,
            {words: tuple(names) for words, names in leads.items()},
            {word: tuple(found) for word, found in of_word.items()},
            dict(spoken),
        )

    def reached(self, words: Sequence[str], whole: Mapping[int, str]) -> list[Reached]:
        """What the words may reach, longest labels first; places may overlap, and an empty word reaches nothing.

        `whole` gives at the place of a verb the separable verb it belongs to.
        """
        keys = [_keys(word, self.language, whole.get(place)) for place, word in enumerate(words)]
        return [*self._phrases(words, keys), *self._singles(words, keys, whole)]

    def _phrases(self, words: Sequence[str], keys: Sequence[Collection[str]]) -> list[Reached]:
        telling = [0 if word in _SILENT else _TELLS if tells(word) else 1 for word in words]
        places: dict[str, list[int]] = defaultdict(list)
        for place, forms in enumerate(keys):
            for form in forms:
                places[form].append(place)
        candidates = {
            label for word in places for label in self.of_word.get(word, ()) if all(other in places for other in label)
        }
        met: list[tuple[int, int, Reached]] = []
        for label in candidates:
            near = _nearest(label, self.spoken[label], places, telling)
            if near is not None:
                met.append((-len(near), near[-1] - near[0], Reached(near, self.leads[label])))
        return [reached for _, _, reached in sorted(met, key=lambda one: (one[0], one[1], one[2].places))]

    def _singles(self, words: Sequence[str], keys: Sequence[Sequence[str]], whole: Mapping[int, str]) -> list[Reached]:
        found = []
        for place, forms in enumerate(keys):
            # "zit" says nothing by itself; in "zit ... voor" it is half of a verb that does.
            heard = forms if tells(words[place]) else forms[: place in whole]
            names = next((names for form in heard if (names := self.leads.get((form,)))), ())
            if names:
                found.append(Reached((place,), names))
        return found


def _keys(word: str, language: Language, whole: str | None) -> tuple[str, ...]:
    """The forms a word is compared by: the separable verb it belongs to, the word, the verb it may be a form of.

    The dictionary takes "staat" for the noun; in "hij staat in het rood" it is "staan".
    """
    if not word or word in _SILENT:
        return ()
    verb = infinitive(word) if language == "nl" else None
    return tuple(dict.fromkeys(key(form, language) for form in (whole, word, verb) if form))


def _nearest(
    label: Sequence[str],
    spoken: Collection[tuple[str, ...]],
    places: Mapping[str, Sequence[int]],
    telling: Sequence[int],
) -> tuple[int, ...] | None:
    """The places of a label's words, all different, as near together as can be; None where it is not met.

    The words may come in any order with some others between. The fewer of them tell something,
    the nearer to how the label is spoken they must be: "rood staan" has only small words between
    its own, "wie zit voor" keeps its order, and "wat nu" stands as it is.
    """
    best: tuple[int, ...] | None = None
    for chosen in product(*(places[word][:_TIMES] for word in label)):
        row = tuple(sorted(chosen))
        if len(set(row)) < len(row) or (best is not None and row[-1] - row[0] >= best[-1] - best[0]):
            continue
        between = [telling[place] for place in range(row[0], row[-1]) if place not in row and telling[place]]
        tells = sum(telling[place] == _TELLS for place in row)
        loose = tells >= _FIRM or _TELLS not in between
        ordered = tuple(word for _, word in sorted(zip(chosen, label, strict=True))) in spoken
        strict = tells < _FIRM and len(row) - tells >= _FIRM
        if len(between) <= (_GAP if tells else 0) and loose and (ordered or not strict):
            best = row
    return best
