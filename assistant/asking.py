"""A question as the register hears it: its asking sentence mended, and which agreements it is about."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial

from assistant.held import Held
from assistant.question import Question
from assistant.subject import Named, Shelf, Subject, find, is_kind, kind_in, kinds_of, silent
from assistant.told import Source
from kb.language.dutch import mend, tokens
from kb.language.english import english_known
from kb.language.vocabulary import Vocabulary
from kb.language.words import STOP_WORDS
from kb.model import Document
from kb.register import NATIONAL

PAST = re.compile(r"\b(?:vorige?|oude|eerdere?|destijds|toen|vroeger|previous|old|(?:19|20)\d\d)\b", re.I)
_FORMER = re.compile(r"\b(?:vorige?|oude|previous|old)\b")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST = 4  # agreements that one question is answered from


@dataclass(frozen=True)
class Asking:
    """One question to the register on a day; `vocabulary` are the words its typing errors are mended by."""

    question: Question
    held: Held
    on: date
    vocabulary: frozenset[str]

    @cached_property
    def raw(self) -> str:
        """The sentence that asks, as it was typed: the last with a question mark, else the last."""
        parts = [part for part in _SENTENCE.split(self.question.text.strip()) if part]
        asking = [part for part in parts if part.endswith("?")]
        return (asking or parts or [self.question.text])[-1]

    @cached_property
    def before(self) -> str:
        """What stands in front of the sentence that asks, or was asked before it."""
        own, _, _ = self.question.text.partition(self.raw)
        return own.strip() or self.question.search_text.replace(self.raw, " ").strip()

    @cached_property
    def words(self) -> list[str]:
        """The words of the sentence that asks, typing errors mended on the names held and the register's own words."""
        return self._mended(self.raw)

    @cached_property
    def said(self) -> str:
        """Those words in one line."""
        return " ".join(self.words)

    @property
    def english(self) -> bool:
        """Whether the question is asked in English."""
        return self.question.language == "en"

    def _mended(self, text: str) -> list[str]:
        found = tokens(re.sub(r"(?<=[^\W\d_])[-/](?=[^\W\d_])", " ", text))
        vocabulary = _vocabulary(self.held, self.vocabulary)
        # an English word is no misspelled Dutch one
        return [word if self.english and english_known(word) else mend([word], vocabulary)[0] for word in found]

    # ---- what it is about -----------------------------------------------------------------------

    def about(self, own: Collection[str], *, absent: bool = False, slot: Collection[str] = ()) -> Subject | None:
        """What the question is about besides its `own` words and those of a slot; None where more is said.

        A question that only points ("geldt dit nog?") is about what the sentences before it name.
        """
        rest = [word for word in self.words if word not in own and word not in slot]
        papers = self.papers(absent=absent)
        found = find(rest, papers, english=self.english, said=self.said)
        if found is None or found.topical or set(tokens(self.before)) <= set(tokens(self.raw)):
            return found
        named = [word for word in self._mended(self.before) if self._names(word)]
        earlier = find(named, papers, english=self.english, said=self.said) if named else None
        if earlier is not None and any(kind_in(word) for word in named) and (earlier.topical or _told(named)):
            return earlier
        return None if found.pointing and not found.kind else found

    def _names(self, word: str) -> bool:
        """Whether a word may be part of an agreement's name."""
        known = not silent(word) and word in _vocabulary(self.held, self.vocabulary) and word not in self.vocabulary
        return known or is_kind(word) or bool(_YEAR.match(word))

    def papers(self, *, absent: bool) -> Shelf:
        """The documents that may be asked about, and those that they only name."""
        return _shelf(self.held, self.question.region, absent)

    @cached_property
    def documents(self) -> Sequence[Document]:
        """The documents of the region asked about, and the national ones."""
        return _of_region(self.held, self.question.region)

    def current(self, subject: Subject) -> list[Document]:
        """The documents held of a subject; of one and its successor the one that holds, unless the past is asked."""
        held = [one.document for one in subject.named if one.absent is None]
        held = [one for one in held if not one.part_of] or held
        new = [one for one in held if not self.held.gives_way(one, self.on)]
        if _FORMER.search(self.said):
            return _few([one for one in held if one not in new] or held)
        past = subject.years or PAST.search(self.said)
        return _few(held if past or not new else new)

    def source(self, document: Document) -> Source:
        """A document to quote from."""
        return Source(document, self.held, self.on)


def _told(words: Sequence[str]) -> bool:
    """Whether words say which kind of agreement: "een regeling" may be one with a tenant."""
    return any(kinds_of(kind) for word in words if (kind := kind_in(word)))


def _of_region(held: Held, region: str | None) -> list[Document]:
    return [one for one in held.documents if region in (None, one.region) or one.region == NATIONAL]


@lru_cache(maxsize=64)
def _shelf(held: Held, region: str | None, absent: bool) -> Shelf:
    documents = _of_region(held, region)
    papers = [Named(one, partial(held.full_text, one.id), years=_years(one)) for one in documents]
    return Shelf([*papers, *_named_only(held, {one.id for one in documents})] if absent else papers)


def _named_only(held: Held, ids: Collection[str]) -> Iterator[Named]:
    """The papers that these documents name and that are not held."""
    for one in held.absent:
        for by, span in one.mentions:
            document = held.by_id[by]
            sentence = held.full_text(by)[span.start : span.end] if by in ids else ""
            named = (*document.names, *document.depends_on)
            if by in ids and (found := next((each for each in named if each.evidence == span), None)):
                reference = found.model_copy(update={"name": one.name})
                years = frozenset(_YEAR.findall(f"{sentence} {one.name}"))
                yield Named(document, partial(held.full_text, by), reference, years)


def _few(documents: Sequence[Document]) -> list[Document]:
    """No more of each region than a person reads."""
    regions = dict.fromkeys(document.region for document in documents)
    return [one for region in regions for one in [own for own in documents if own.region == region][:_MOST]]


def _years(document: Document) -> frozenset[str]:
    days = (document.dated, document.valid_from, document.valid_until)
    found = {str(day.year) for day in days if day} | set(_YEAR.findall(document.title))
    if document.valid_from and document.valid_until:
        found |= {str(year) for year in range(document.valid_from.year, document.valid_until.year + 1)}
    return frozenset(found)


@lru_cache(maxsize=2)  # of what is held now, and of what was while a question is still being answered
def _vocabulary(held: Held, own: frozenset[str]) -> Vocabulary:
    return Vocabulary(sorted(_words_of(held.documents) | own))


def _words_of(documents: Sequence[Document]) -> frozenset[str]:
    """The words of titles, parties and named documents."""
    names = (
        name
        for document in documents
        for name in (
            document.title,
            *(reference.name for reference in document.names),
            *(word for party in document.parties for word in (party.name, *party.aliases)),
        )
    )
    return frozenset(word for name in names for word in tokens(re.sub(r"[-–/]", " ", name))) - STOP_WORDS
