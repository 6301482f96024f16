"""The thesaurus in use: which concepts the words of a question reach, and how else those are said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from kb.language.compounds import within
from kb.language.english import english_known
from kb.language.labels import LANGUAGES, Labels, Language, Reached, label_keys, label_words, tells
from kb.language.lexicon import stem
from kb.language.words import STOP_WORDS, fold, written

__all__ = ["LANGUAGES", "Concept", "Keys", "Language", "Reached", "Thesaurus", "Way", "label_keys", "label_stems"]

Keys = Mapping[Language, Mapping[str, tuple[str, ...]]]

_NARROWER, _BROADER, _RELATED = 0.6, 0.4, 0.25  # how well a passage on a neighbouring concept serves
_OWN = "eigen:"  # names the concepts that documents bring along
_PART = 0.3  # ... or on a part of a compound that is no label itself: "overlastmelding" on "melding"


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


@lru_cache(maxsize=65536)
def label_stems(label: str) -> tuple[str, ...]:
    """The stems by which a text that has the Dutch label is found: those of its content words."""
    return tuple(dict.fromkeys(stem(word) for word in written(label) if fold(word) not in STOP_WORDS))


class Thesaurus:
    """Concepts, reached by their labels."""

    def __init__(self, concepts: Iterable[Concept] = (), keys: Keys | None = None) -> None:
        """Concepts by their names; what `broader` and `related` name but is not here is passed over.

        `keys` are those of labels that were compared before, as `keys` gives them.
        """
        self.concepts = {concept.name: concept for concept in concepts}
        self._keys = keys or {"nl": {}, "en": {}}
        self._ways: dict[str, tuple[Way, ...]] = {}
        self._indexes: dict[Language, Labels] = {}

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
            own = known or f"{_OWN}{group[0]}"
            held = concepts.get(own) or Concept(own, {}, {})
            names = tuple(dict.fromkeys((*held.said.get("nl", ()), *group)))
            concepts[own] = replace(held, said={**held.said, "nl": names})
        return Thesaurus(concepts.values(), self._keys)

    def stems(self, label: str) -> list[str]:
        """The stems of the content words of a Dutch label, in its order; no work for one whose keys are known."""
        told = zip(label_words(label, "nl"), self._compared(label, "nl"), strict=True)
        return [stem for word, stem in told if fold(word) not in STOP_WORDS]

    def _compared(self, label: str, language: Language) -> tuple[str, ...]:
        return self._keys[language].get(label) or label_keys(label, language)

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
        spoken: tuple[Language, ...] = ("nl",) if language == "nl" else ("en", "nl")
        found: list[Reached] = []
        used: set[int] = set()
        for tongue in spoken:
            # Of an English question only words that English does not have are looked for among the Dutch.
            heard = words if tongue == language else ["" if english_known(word) else word for word in words]
            for reached in self._index(tongue).reached(heard, whole or {} if tongue == language else {}):
                if used.isdisjoint(reached.places):
                    found.append(reached)
                    used.update(reached.places)
        if language == "nl":
            found += self._parts([word if place not in used else "" for place, word in enumerate(words)])
        return sorted(found, key=lambda reached: reached.places)

    def _parts(self, words: Sequence[str]) -> list[Reached]:
        """Concepts of the parts of compounds that are no label themselves."""
        leads, found = self._index("nl").leads, []
        for place, word in enumerate(words):
            names = [name for part in within(word) for name in leads.get((stem(part),), ())] if tells(word) else ()
            if names:
                found.append(Reached((place,), tuple(dict.fromkeys(names)), _PART))
        return found

    def synonyms(self, one: str, other: str) -> bool:
        """Whether two stems are of Dutch words for one thing: labels of one word that a concept has both."""
        leads = self._index("nl").leads
        return not set(leads.get((one,), ())).isdisjoint(leads.get((other,), ()))

    def _index(self, language: Language) -> Labels:
        if language not in self._indexes:
            self._indexes[language] = Labels.of(
                (
                    (self._compared(label, language), concept.name)
                    for concept in self.concepts.values()
                    for label in concept.labels(language)
                ),
                language,
            )
        return self._indexes[language]

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
