"""How an agreement numbers and names its parts: the label in front of a heading, and when two titles say the same."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kb.language.dutch import stems

_WORDS = {
    "art.": "artikel",
    "§": "paragraaf",
}
NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?(?![\w])"
_LETTER = r"[IVX]{1,5}(?![\w])|[A-Z](?![\w])"
_WORDED = re.compile(
    rf"(?P<word>bijlage|deel|titel|hoofdstuk|afdeling|paragraaf|artikel|art\.|stap|fase|trede|tabel|§)\s*"
    rf"(?P<number>{NUMBER}|(?-i:{_LETTER}))[ \t]*[.:)–-]?[ \t]*(?P<title>.*)",
    re.I | re.S,
)
_PLAIN = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})[.):]?[ \t]+(?P<title>\D.*)", re.S)


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading calls itself: "Artikel 5 Toestemming" is artikel, 5, Toestemming.

    `word` is empty for a plain number ("3.4. Nazorg"), `number` too where there is none.
    """

    word: str
    number: str
    title: str

    @property
    def level(self) -> tuple[str, int]:
        """The word and the depth of the number; equal for parts that stand side by side."""
        return self.word, self.number.count(".")

    @property
    def parent(self) -> str:
        """The number of the part that holds it; empty at the highest level."""
        return self.number.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The label as it is spoken of: "artikel 5", "3.4", or the title of what has no number."""
        return f"{self.word} {self.number}".strip() or self.title


@lru_cache(maxsize=8192)
def label(text: str) -> Label:
    """The label of a heading or of a line that is one."""
    line = " ".join(text.split())
    if found := _WORDED.fullmatch(line):
        word = found["word"].lower()
        return Label(_WORDS.get(word, word), found["number"], found["title"].strip())
    if found := _PLAIN.fullmatch(line):
        return Label("", found["number"], found["title"].strip())
    return Label("", "", line)


def steps(number: str) -> tuple[int, ...]:
    """A number as what it is ordered by; letters and Roman numbers give nothing."""
    return tuple(int(one) for one in re.findall(r"\d+", number))


@lru_cache(maxsize=8192)
def squeezed(title: str) -> str:
    """A title without case, accents, punctuation, white space and articles, to compare it with."""
    return flattened(title)


def flattened(title: str) -> str:
    """What `squeezed` gives, of a text too long to be remembered."""
    text = unicodedata.normalize("NFKD", title.lower().replace("&", " en "))
    words = re.findall(r"[^\W_]+", "".join(one for one in text if not unicodedata.combining(one)))
    return "".join(word for word in words if word not in {"de", "het", "een"})


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ in nothing that matters: case, punctuation, articles, singular, a typing error."""
    first, second = squeezed(one), squeezed(other)
    if first == second:
        return True
    # "Taken van partijen" and "Taak van partijen": the words that stems leave out must agree too.
    if _stemmed(one) == _stemmed(other):
        return True
    return min(len(first), len(second)) >= 8 and _one_letter(first, second)


def alike(one: str, other: str) -> float:
    """How alike two titles are, of 100, the order of the words aside; a title that holds the other is wholly alike."""
    from rapidfuzz import fuzz

    (words, _), (others, _) = _stemmed(one), _stemmed(other)
    return max(fuzz.token_set_ratio(words, others), fuzz.ratio(squeezed(one), squeezed(other)))


@lru_cache(maxsize=8192)
def _stemmed(title: str) -> tuple[str, tuple[str, ...]]:
    """The stems of a title, and of the words without one those that may turn its meaning."""
    small = re.findall(r"[^\W\d_]+", title.lower())
    return " ".join(stems(title)), tuple(word for word in small if word in _JOINING)


_JOINING = frozenset(("met", "zonder", "niet", "geen", "of", "voor", "na", "door", "aan", "binnen", "buiten"))


def _one_letter(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1 and re.sub(r"\D", "", one) == re.sub(r"\D", "", other)
