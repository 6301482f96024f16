"""Rule: one term written in two ways within a paper: apart or together, with & or en, its parts swapped."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kb.consistency.finding import Found, Rule
from kb.consistency.naming.term_places import capitals, organisation_letters, titles
from kb.consistency.paper import Line, Paper
from kb.consistency.parties.organisations import quoted
from kb.language.compounds import parts
from kb.language.lexicon import infinitive, known

_SHORTEST: Final = 10  # letters; in shorter ones words meet by chance
_LONGEST: Final = 60
_MOST_WORDS = 6
_SWAPPED = 3  # letters of the shortest part that changes places
_WORD = re.compile(r"[^\W_]+|&")
_TOGETHER = re.compile(r"[\w\s&'’-]+")


def find(paper: Paper) -> Iterator[Found]:
    """Terms of headings, of the contents list and in capitals that the text writes apart here and together there.

    And compounds that differ in the order of their parts only. Capitals and inflection make no other term.
    """
    letters = _Letters(paper.text)
    names = organisation_letters(paper)
    done: list[str] = []
    terms = {key: None for line in (*titles(paper), *capitals(paper)) if (key := _key(line.text))}
    for key in sorted(terms, key=len, reverse=True):
        if any(key in other for other in done) or any(key in name or name in key for name in names):
            continue
        forms = letters.forms(key)
        if len(forms) > 1 and not _verbs(forms):
            done.append(key)
            yield _found(paper, forms.values(), key)
    yield from _swapped(paper)


def _key(term: str) -> str:
    words = ["en" if word == "&" else word.lower() for word in _WORD.findall(term)]
    key = "".join(words)
    fits = _SHORTEST <= len(key) <= _LONGEST and len(words) <= _MOST_WORDS and not any(word.isdigit() for word in words)
    return key if fits else ""


@dataclass(slots=True)
class _Form:
    """A way of writing: how it first stands in the text, and how often."""

    first: Line
    count: int = 0


@dataclass
class _Letters:
    """The letters of a text without what stands between its words, and where each stands."""

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @cached_property
    def joined(self) -> str:
        """All words in small letters, together."""
        found: list[str] = []
        at = 0
        for word in _WORD.finditer(self.text):
            own = "en" if word[0] == "&" else word[0].lower()
            found.append(own)
            self.spans.append(word.span())
            self.starts.append(at)
            at += len(own)
        return "".join(found)

    def forms(self, key: str) -> dict[str, _Form]:
        """The ways in which whole words with these letters are written, capitals aside."""
        forms: dict[str, _Form] = {}
        at = self.joined.find(key)
        while at >= 0:
            if words := self._whole(at, at + len(key)):
                own = " ".join(words.text.lower().split())
                forms.setdefault(own, _Form(words)).count += 1
            at = self.joined.find(key, at + 1)
        return forms

    def _whole(self, low: int, high: int) -> Line | None:
        first = bisect_left(self.starts, low)
        last = bisect_right(self.starts, high - 1) - 1
        ends = self.starts[last + 1] if last + 1 < len(self.starts) else len(self.joined)
        if first >= len(self.starts) or self.starts[first] != low or ends != high:
            return None
        start, end = self.spans[first][0], self.spans[last][1]
        words = self.text[start:end]
        return Line(words, start) if _TOGETHER.fullmatch(words) and "\n" not in words else None


def _verbs(forms: Iterable[str]) -> bool:
    """Whether what is written together in one form is a verb: "samenwerken" is also "samen werken"."""
    words = {word for form in forms for word in form.split()}
    return any(known(word) and infinitive(word) == word for word in words if len(word) >= _SHORTEST)


def _found(paper: Paper, forms: Iterable[_Form], subject: str) -> Found:
    ranked = sorted(forms, key=lambda form: -form.count)
    places = [next(quoted(paper, form.first.start), form.first) for form in ranked]
    return Found(
        rule=Rule.TERM_VARIANT,
        case="spelling",
        facts={
            "most": ranked[0].first.text,
            "others": ", ".join(f"‘{form.first.text}’" for form in ranked[1:]),
        },
        sides=tuple(dict.fromkeys(map(paper.at, places))),
        subject=subject,
    )


def _swapped(paper: Paper) -> Iterator[Found]:
    """Compounds whose first two parts change places: "huisuitzetting" and "uithuiszetting"."""
    alike: dict[str, dict[str, _Form]] = defaultdict(dict)
    for word in re.finditer(r"[^\W\d_]{10,40}", paper.text):
        own = word[0].lower()
        alike["".join(sorted(own))].setdefault(own, _Form(Line(word[0], word.start()))).count += 1
    for forms in alike.values():
        words = list(forms)
        for other in words[1:]:
            if _swap(words[0], other) and all(known(word) or parts(word) for word in (words[0], other)):
                yield _found(paper, (forms[words[0]], forms[other]), " ".join(sorted((words[0], other))))


def _swap(one: str, other: str) -> bool:
    return any(
        one[middle:end] + one[:middle] + one[end:] == other
        for middle in range(_SWAPPED, len(one) - _SWAPPED)
        for end in range(middle + _SWAPPED, len(one) - _SWAPPED + 1)
    )
