"""The terms A to Z that the documents of a region define, each in their own words."""

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.held import Held
from assistant.verify import same_words, tidy
from kb.answer import Citation
from kb.language.dutch import sentences
from kb.language.thesaurus import Thesaurus
from kb.model import SILENT_ROLES, Noun, Passage, Role, Span, ValidityStatus
from kb.search.names import named_in
from kb.store import Store

_ITEM: Final = r"(?:\(?[a-z0-9]{1,2}[.)] |- |• )?"
_LINE: Final = re.compile(r"[^\n]+")
_NAME: Final = r"(?:de |het |een )?[\"'“‘„]?(?P<name>[^\n,;:()\"'“”‘’]{2,60}?)[\"'”’]?"
# "..., hierna te noemen: de gemeente;" and "... (hierna: de gemeente)".
_HEREAFTER: Final = re.compile(
    rf"(?:,? \bhierna|\(hierna)(?: ook)?(?: wel)?(?: gezamenlijk| samen)?(?: te noemen| genoemd)?:?"
    rf" {_NAME}(?=[;.)\n]|$)"
)
_REPRESENTED: Final = re.compile(
    r",? (?:rechtsgeldig |te dezen |hierbij )?vertegenwoordigd\b.*|,? gevestigd te\b.*", re.S
)
# "Onder X wordt verstaan ...", "We spreken van X als ...", "Met X wordt bedoeld ...".
_EXPLAINED: Final = (
    re.compile(rf"\b(?:onder|met) {_NAME} (?:wordt|worden) (?:[\w ]{{1,60}} )?(?:verstaan|bedoeld)\b", re.I),
    re.compile(rf"\b(?:onder|met) {_NAME} (?:verstaan|verstaat|bedoelen|bedoelt)\b", re.I),
    re.compile(rf"\b(?:we|wij|partijen) (?:spreken|spreekt) van {_NAME} (?:als|wanneer|indien|bij)\b", re.I),
    re.compile(rf"\bspreken (?:we|wij|partijen) van {_NAME} (?:als|wanneer|indien|bij)\b", re.I),
)
_OF_TERMS: Final = re.compile(
    r"\b(?:begrip|begrippen\w*|definities?|afkorting(?:en)?|term(?:en)?)\b|begripsbepaling", re.I
)
_MOST_WORDS = 6  # of a term; more is a sentence
_PAST: Final = (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED)


class Meaning(Noun):
    """What a term means, in the words of a document; `citations` are the places that say just that, one a document."""

    text: str
    citations: tuple[Citation, ...]


class Term(Noun):
    """A term with everything it is said to mean, what holds first; `english` is its name in the thesaurus."""

    name: str
    english: str | None
    meanings: tuple[Meaning, ...]

    @property
    def letter(self) -> str:
        """The capital it stands under, without accent; `#` for what begins with no letter."""
        first = unicodedata.normalize("NFKD", self.name[:1]).upper()[:1]
        return first if "A" <= first <= "Z" else "#"

    @property
    def differing(self) -> int:
        """How many documents give meanings that differ; 0 where all say the same, or write out one name."""
        shortest = min((meaning.text for meaning in self.meanings), key=len)
        if self.name in shortest and all(meaning.text.startswith(shortest) for meaning in self.meanings):
            return 0
        documents = {citation.document_id for meaning in self.meanings for citation in meaning.citations}
        return len(documents) if len(self.meanings) > 1 and len(documents) > 1 else 0


class Terms:
    """The terms of each region. Threads may share one.

    `store` and `thesaurus` are asked for when they are first needed; its methods raise StoreError.
    """

    def __init__(self, store: Callable[[], Store], thesaurus: Callable[[], Thesaurus]) -> None:
        self._store, self._thesaurus = store, thesaurus
        self._making = threading.Lock()
        self._held: Held | None = None
        self._made = lru_cache(maxsize=16)(self._make)

    def of(self, region: str, on: date) -> tuple[Term, ...]:
        """The terms of a region as they stand on a day, by the alphabet."""
        with self._making:
            if self._held is None or self._held.generation != self._store().generation():
                self._held = Held(self._store())
            return self._made(self._held, region, on, self._thesaurus())

    @staticmethod
    def _make(held: Held, region: str, on: date, thesaurus: Thesaurus) -> tuple[Term, ...]:
        english = _english(thesaurus)
        found: dict[str, tuple[str, list[tuple[str, Citation]]]] = {}
        for document in (one for one in held.documents if one.region == region):
            for passage in held.passages(document.id):
                for said in _defined(passage):
                    span = Span(start=passage.start + said.low, end=passage.start + said.high)
                    found.setdefault(said.term.casefold(), (said.term, []))[1].append(
                        (said.meaning, held.cite(passage, span, on))
                    )
        terms = [
            Term(name=name, english=english.get(key), meanings=_meanings(own)) for key, (name, own) in found.items()
        ]
        return tuple(sorted(terms, key=lambda term: (term.letter == "#", _sorted_as(term.name))))


class _Said(NamedTuple):
    """A term, its meaning, and where in the passage's text the words that say so begin and end."""

    term: str
    meaning: str
    low: int
    high: int


def _defined(passage: Passage) -> Iterator[_Said]:
    """The terms that a passage defines, each once."""
    if passage.role in SILENT_ROLES:
        return
    seen = set()
    for said in (*_listed(passage), *_row(passage), *_named_hereafter(passage), *_explained(passage), *_short(passage)):
        if said.term.casefold() not in seen and len(said.term.split()) <= _MOST_WORDS and said.meaning:
            seen.add(said.term.casefold())
            yield said


def _listed(passage: Passage) -> Iterator[_Said]:
    """`a. signaal: de melding waarmee ...`: the terms that the search knows as defined, with their line."""
    if passage.role is not Role.DEFINITION:
        return
    for names in named_in(passage):
        term = names[0]
        short = rf"(?: \({re.escape(names[1])}\))?" if len(names) > 1 else ""
        if found := re.search(rf"(?:^|\n){_ITEM}(?P<line>{re.escape(term)}{short}: (?P<meaning>[^\n]+))", passage.text):
            low, high = found.span("line")
            meaning = found["meaning"].rstrip(" ;.")
            yield _Said(term, meaning, low, high)
            if len(names) > 1:
                yield _Said(names[1], term, low, high)


def _row(passage: Passage) -> Iterator[_Said]:
    """A row of a table of terms."""
    cells = passage.text.split("\t")
    of_terms = passage.headings and _OF_TERMS.search(passage.headings[-1])
    if passage.role is Role.TABLE_ROW and of_terms and len(cells) > 1 and "\n" not in passage.text:
        yield _Said(cells[0].strip(), cells[1].strip(), 0, len(passage.text))


def _named_hereafter(passage: Passage) -> Iterator[_Said]:
    """What is called something "hierna": a party on its line, anything else in its sentence."""
    for line in _LINE.finditer(passage.text):
        item = re.match(_ITEM, line[0])
        for low, high in sentences(line[0]) or [(0, len(line[0]))]:
            own = line[0][low:high]
            for found in _HEREAFTER.finditer(own):
                before = own[: found.start()]
                start = low + (item.end() if item and low == 0 else 0)
                # in a list of parties the line is the name; a sentence says more than the name
                party = bool(item and item[0]) or "te noemen" in found[0]
                whole = party and own[found.end() :].strip(" ;.),") == ""
                meaning = _REPRESENTED.sub("", before[start - low :]) if whole else own[start - low :]
                yield _Said(found["name"].strip(), meaning.strip(" ,("), line.start() + start, line.start() + high)


def _explained(passage: Passage) -> Iterator[_Said]:
    """A sentence that says what is understood by something."""
    for low, high in sentences(passage.text):
        own = passage.text[low:high]
        found = next((match for form in _EXPLAINED if (match := form.search(own))), None)
        if found and not own.rstrip().endswith(":"):
            yield _Said(found["name"].strip(), tidy(own), low, high)


def _short(passage: Passage) -> Iterator[_Said]:
    """An abbreviation, or another name, with what it stands for."""
    for names in named_in(passage):
        if len(names) < 2:
            continue
        words, other = names
        form = rf"(?<!\w){re.escape(words)}\b[^\n]{{0,24}}?(?<!\w){re.escape(other)}(?!\w)[\"'”’]?\)?"
        if found := re.search(form, passage.text):
            yield _Said(other, words, *found.span())


def _meanings(said: Iterable[tuple[str, Citation]]) -> tuple[Meaning, ...]:
    """What is said, each meaning once; first what holds."""
    found: list[tuple[str, list[Citation]]] = []
    for text, citation in sorted(said, key=lambda one: one[1].validity.status in _PAST):
        same = next((own for known, own in found if same_words(known.casefold(), text.casefold())), None)
        if same is None:
            found.append((text, [citation]))
        elif all(one.document_id != citation.document_id for one in same):
            same.append(citation)
    return tuple(Meaning(text=text, citations=tuple(own)) for text, own in found)


def _english(thesaurus: Thesaurus) -> Mapping[str, str]:
    """The English name of each Dutch label, in small letters."""
    found: dict[str, str] = {}
    for concept in thesaurus.concepts.values():
        if concept.said.get("en"):
            for label in concept.said.get("nl", ()):
                found.setdefault(label.casefold(), concept.preferred("en"))
    return found


def _sorted_as(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
