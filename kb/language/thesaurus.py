"""The thesaurus in use: which concepts the words of a question reach, and how else those are said."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import product
from typing import Literal, NamedTuple

from kb.language.compounds import within
from kb.language.english import english_known, english_stem, unshortened
from kb.language.lexicon import infinitive, stem
from kb.language.words import IDLE_WORDS, STOP_WORDS, fold, written

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
Keys = Mapping[Language, Mapping[str, tuple[str, ...]]]

# What is no part of a label, in a label and between its words: "achter met de huur" is "achter met huur".
_SILENT_WORDS = """
de het een 't n zijn haar hun mijn je jouw uw ons onze z'n m'n er the a an his her their my your our its
"""
_SILENT = frozenset(_SILENT_WORDS.split())
_GAP = 4  # other words that may stand among the words of a label
_TIMES = 3  # places of a word that are tried; one said a fourth time tells nothing by it
_TELLS = 2  # how much a place of a question tells: 0 for a silent word, 1 for a small one
_FIRM = 2  # telling words that make a label firm
_NARROWER, _BROADER, _RELATED = 0.6, 0.4, 0.25  # how well a passage on a neighbouring concept serves
_OWN = "eigen:"  # names the concepts that documents bring along
_PART = 0.5  # ... or on a part of a compound that is no label itself: "overlastmelding" on "melding"


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that people have several words for.

    `said` are its preferred and alternative labels: what texts may write. `heard` are its hidden
    labels: spoken, misspelled or idiomatic, looked for in questions only. Both by language, the
    preferred one first. `broader` and `related` name other concepts.
    """

    name: str
    said: Mapping[str, tuple[str, ...]]
    heard: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def labels(self, language: Language) -> tuple[str, ...]:
        """All of one language."""
        return (*self.said.get(language, ()), *self.heard.get(language, ()))

    def preferred(self, language: Language) -> str:
        """The name a reader knows it by; the Dutch one where there is no other."""
        return (self.said.get(language) or self.said.get("nl") or (self.name,))[0]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to say what is asked: all these stems, and how well (0 to 1) a text that has them serves."""

    stems: tuple[str, ...]
    strength: float


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
    text = unshortened(label) if language == "en" else label
    return tuple(key(word, language) for word in written(text) if word not in _SILENT)


@lru_cache(maxsize=65536)
def label_stems(label: str) -> tuple[str, ...]:
    """The stems by which a text that has the Dutch label is found: those of its content words."""
    return tuple(dict.fromkeys(stem(word) for word in written(label) if fold(word) not in STOP_WORDS))


class _Labels(NamedTuple):
    """The labels of one language, each by its words sorted: what it leads to, and its words as they are spoken.

    `of_word` gives the labels of several words that a word stands in.
    """

    leads: Mapping[tuple[str, ...], tuple[str, ...]]
    of_word: Mapping[str, Sequence[tuple[str, ...]]]
    spoken: Mapping[tuple[str, ...], Collection[tuple[str, ...]]]


class Thesaurus:
    """Concepts, reached by their labels."""

    def __init__(self, concepts: Iterable[Concept] = (), keys: Keys | None = None) -> None:
        """Concepts by their names; what `broader` and `related` name but is not here is passed over.

        `keys` are those of labels that were compared before, as `keys` gives them.
        """
        self.concepts = {concept.name: concept for concept in concepts}
        self._keys = keys or {"nl": {}, "en": {}}
        self._ways: dict[str, tuple[Way, ...]] = {}
        self._indexes: dict[Language, _Labels] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a Dutch label, accents folded: spelled so on purpose, whatever the dictionary says."""
        return frozenset(
            fold(word)
            for concept in self.concepts.values()
            for label in concept.labels("nl")
            for word in written(label)
        )

    def keys(self) -> Keys:
        """The words of every label as they are compared, by language and label: seconds of work, worth keeping."""
        return {
            language: {
                label: self._compared(label, language)
                for concept in self.concepts.values()
                for label in concept.labels(language)
            }
            for language in LANGUAGES
        }

    def with_names(self, groups: Iterable[Sequence[str]]) -> "Thesaurus":
        """This thesaurus and the names that documents themselves give: each group names one thing.

        A group that shares a label with a concept becomes part of it; another is a concept of its own.
        """
        concepts = dict(self.concepts)
        labels = self._index("nl").leads
        for group in groups:
            keys = [tuple(sorted(set(self._compared(name, "nl")))) for name in group]
            known = next((name for words in keys for name in labels.get(words, ()) if len(labels[words]) == 1), None)
            said = dict(concepts[known].said) if known else {}
            said["nl"] = tuple(dict.fromkeys((*said.get("nl", ()), *group)))
            if known:
                concepts[known] = replace(concepts[known], said=said)
            else:
                concepts[f"{_OWN}{group[0]}"] = Concept(f"{_OWN}{group[0]}", said, {})
        return Thesaurus(concepts.values(), self._keys)

    def _compared(self, label: str, language: Language) -> tuple[str, ...]:
        return self._keys[language].get(label) or label_keys(label, language)

    def _index(self, language: Language) -> "_Labels":
        if language not in self._indexes:
            leads: dict[tuple[str, ...], list[str]] = defaultdict(list)
            spoken: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
            for concept in self.concepts.values():
                for label in concept.labels(language):
                    row = tuple(dict.fromkeys(self._compared(label, language)))
                    words = tuple(sorted(row))
                    spoken[words].add(row)
                    if words and concept.name not in leads[words]:
                        leads[words].append(concept.name)
            of_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
            for words in leads:
                for word in words if len(words) > 1 else ():
                    of_word[word].append(words)
            self._indexes[language] = _Labels(
                {words: tuple(names) for words, names in leads.items()}, dict(of_word), dict(spoken)
            )
        return self._indexes[language]

    @cached_property
    def _narrower(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for concept in self.concepts.values():
            for broader in concept.broader:
                found[broader].append(concept.name)
        return found

    def reached(
        self, words: Sequence[str], language: Language, whole: Mapping[int, str] | None = None
    ) -> list[Reached]:
        """The concepts reached by a question's words (as `written` gives them), longest labels first.

        A label of several words is met where all stand near each other, in any order; its words
        then reach nothing by themselves. `whole` gives at the place of a verb the separable verb
        it belongs to. Words of an English question reach Dutch labels where no English one fits.
        """
        keys = [_keys(word, language, (whole or {}).get(place)) for place, word in enumerate(words)]
        found: list[Reached] = []
        used: set[int] = set()
        for tongue in ("nl",) if language == "nl" else ("en", "nl"):
            spoken: Language = "en" if tongue == "en" else "nl"
            # Of an English question only words that English does not have are looked for among the Dutch.
            at = (
                keys
                if spoken == language
                else [() if english_known(word) else _keys(word, "nl", None) for word in words]
            )
            for reached in (*self._phrases(words, at, spoken), *self._singles(words, at, spoken)):
                if used.isdisjoint(reached.places):
                    found.append(reached)
                    used.update(reached.places)
        parts = self._parts(words, used) if language == "nl" else []
        return sorted([*found, *parts], key=lambda reached: reached.places)

    def _phrases(self, words: Sequence[str], keys: Sequence[Collection[str]], language: Language) -> list[Reached]:
        index = self._index(language)
        telling = [0 if word in _SILENT else _TELLS if _tells(word) else 1 for word in words]
        places: dict[str, list[int]] = defaultdict(list)
        for place, forms in enumerate(keys):
            for form in forms:
                places[form].append(place)
        candidates = {
            label for word in places for label in index.of_word.get(word, ()) if all(other in places for other in label)
        }
        met: list[tuple[int, int, Reached]] = []
        for label in candidates:
            near = _nearest(label, index.spoken[label], places, telling)
            if near is not None:
                met.append((-len(near), near[-1] - near[0], Reached(near, index.leads[label])))
        return [reached for _, _, reached in sorted(met, key=lambda one: (one[0], one[1], one[2].places))]

    def _singles(self, words: Sequence[str], keys: Sequence[Sequence[str]], language: Language) -> list[Reached]:
        index, found = self._index(language), []
        for place, forms in enumerate(keys):
            if not _tells(words[place]):
                continue
            names = next((names for form in forms if (names := index.leads.get((form,)))), ())
            if names:
                found.append(Reached((place,), names))
        return found

    def _parts(self, words: Sequence[str], used: Collection[int]) -> list[Reached]:
        """Concepts of the parts of compounds that are no label themselves."""
        found = []
        for place, word in enumerate(words):
            if place in used or not _tells(word):
                continue
            names = [name for part in within(word) for name in self._index("nl").leads.get((stem(part),), ())]
            if names:
                found.append(Reached((place,), tuple(dict.fromkeys(names)), _PART))
        return found

    def ways(self, name: str) -> tuple[Way, ...]:
        """How a text may say the concept, its own labels first, then those of neighbouring concepts."""
        if name not in self._ways:
            self._ways[name] = self._made_ways(name)
        return self._ways[name]

    def _made_ways(self, name: str) -> tuple[Way, ...]:
        concept = self.concepts[name]
        best: dict[tuple[str, ...], float] = {}
        near = [(name, 1.0), *((other, _NARROWER) for other in self._narrower.get(name, ()))]
        near += [(other, _BROADER) for other in concept.broader] + [(other, _RELATED) for other in concept.related]
        for other, strength in near:
            for stems in self._said(other):
                best[stems] = max(best.get(stems, 0.0), strength)
        return tuple(Way(stems, strength) for stems, strength in best.items())

    def _said(self, name: str) -> Iterable[tuple[str, ...]]:
        concept = self.concepts.get(name)
        if concept is None:
            return
        # A spoken label of one word may stand in a text too; an idiom of several never does, and its
        # words taken together would be found where they mean nothing.
        short = [label for label in concept.heard.get("nl", ()) if len(written(label)) == 1]
        for label in (*concept.said.get("nl", ()), *short):
            if stems := label_stems(label):
                yield stems


def _keys(word: str, language: Language, whole: str | None) -> tuple[str, ...]:
    """The forms a word is compared by: the separable verb it belongs to, the word, the verb it may be a form of.

    The dictionary takes "staat" for the noun; in "hij staat in het rood" it is "staan".
    """
    if word in _SILENT:
        return ()
    verb = infinitive(word) if language == "nl" else None
    return tuple(dict.fromkeys(key(form, language) for form in (whole, word, verb) if form))


def _tells(word: str) -> bool:
    return fold(word) not in STOP_WORDS and fold(word) not in IDLE_WORDS


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
