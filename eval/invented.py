"""Invented agreements in any number, with the statistics of real ones: what the scale benchmark takes in.

Nothing in them means anything. What matters for speed and size is alike: few words are frequent and
most are rare (Zipf), new words keep coming (Heaps), Dutch makes them by compounding, and passages
stand in documents of some sixty, under headings, in several regions.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.language.words import DUTCH_STOP_WORDS
from kb.model import Document, DocumentKind, Passage, Reading, Role, Run

PASSAGES = 60  # of a document
_WORDS = 400_000
_SKEW, _FLAT = 1.2, 8.0  # Mandelbrot's exponent and shift: 7,600 different words in 1,000 passages, 174,000 in 100,000
_IDLE = 0.42  # share of function words
_REGIONS = 24
_ON_A_PAGE, _IN_A_SECTION = 6, 7  # passages
_TYPED_WRONG, _UNKNOWN = 0.15, 0.1  # shares of a question's words
_COMPOUNDED = """
aanbod aandacht aanmeld aanpak aanvraag achterstand adres advies afspraak akkoord ambulant angst arbeid arts bank
bedrag begeleid begroting behandel beheer belang beleid bemiddel beroep beschikking besluit bestuur betaal bewind
bewoner bezoek bezwaar bijstand brief brand budget burger buren buurt casus college contact contract controle
convenant corporatie crisis data deskundig dienst dossier drempel druk energie ernst evaluatie familie financie gebied
gebouw gegevens geld geluid gemeente gesprek gezin gezondheid groep handhaving hinder huis hulp huur incasso
informatie inkomen inspectie intake inwoner inzet jeugd jongeren kamer kans kennis keten kinder klacht kosten kring
kwaliteit last leefbaar leer leiding lening lokaal loket maand maatregel maatschappij mantel medewerker meld
middelen minima nacht netwerk nood norm ondersteun ontruiming onderzoek opvang organisatie ouder overlast overleg
overtreding partner plan politie preventie privacy probleem procedure proces project raad rapport recht regel regie
register regio rente ruimte samenwerk schade school schuld signaal sleutel sociaal spoed staf straat structuur
taak team tekort termijn toegang toeslag toets toezicht uitkering uitstel veiligheid verhuis verklaring verslag
vervuiling verzoek vesting voorwaarde vraag vrijwilliger wacht wens werk wet wijk woning woon zaak zorg
"""
_PARTS = _COMPOUNDED.split()
_ENDINGS = ("", "en", "s", "ing", "er", "lijk", "je", "heid")
_SYLLABLES = [a + b + c for a in "bdfgklmnprstvwz" for b in ("a", "e", "ie", "oo", "u", "ij") for c in "klmnrst"]


@dataclass(frozen=True)
class Vocabulary:
    """Content words from frequent to rare, and the share of a text's words that is at most as rare."""

    words: list[str]
    cumulated: NDArray[np.float64]

    @classmethod
    def of(cls, seed: int = 1) -> "Vocabulary":
        """Single words first, then compounds of two and three; every tenth word is a name nobody's dictionary has."""
        drawn = random.Random(seed)  # noqa: S311
        words: dict[str, None] = {}
        while len(words) < _WORDS:
            rank = len(words)
            if rank % 10 == 9:
                words["".join(drawn.choices(_SYLLABLES, k=3))] = None
                continue
            parts = 1 if rank < 400 else 2 if rank < 20_000 else 3
            words["".join(drawn.choices(_PARTS, k=parts)) + drawn.choice(_ENDINGS)] = None
        weights = (np.arange(_WORDS) + _FLAT) ** -_SKEW
        return cls(list(words), np.cumsum(weights / weights.sum()))

    def draw(self, drawn: np.random.Generator, size: int) -> list[str]:
        """So many content words, as often as they are frequent."""
        ranks = np.minimum(np.searchsorted(self.cumulated, drawn.random(size)), _WORDS - 1)
        return [self.words[rank] for rank in ranks]


def readings(vocabulary: Vocabulary, passages: int, seed: int = 2) -> Iterator[tuple[Reading, bytes]]:
    """Documents of `PASSAGES` passages, the last one of what is left; each with its original."""
    drawn = np.random.default_rng(seed)
    for number in range(-(-passages // PASSAGES)):
        yield _reading(vocabulary, drawn, number, min(PASSAGES, passages - number * PASSAGES))


def _reading(vocabulary: Vocabulary, drawn: np.random.Generator, number: int, passages: int) -> tuple[Reading, bytes]:
    region, title = f"streek-{number % _REGIONS}", " ".join(vocabulary.draw(drawn, 3)).capitalize()
    texts = [_text(vocabulary, drawn) for _ in range(passages)]
    full_text = "\n\n".join(texts)
    original = f"{number}\n{full_text}".encode()
    document = Document(
        id=f"{region}/afspraak-{number}",
        version="sha256:" + hashlib.sha256(original).hexdigest(),
        file=f"afspraak-{number}.txt",
        title=title,
        kind=DocumentKind.WORK_AGREEMENT,
        region=region,
        pages=-(-passages // _ON_A_PAGE),
    )
    found = tuple(_passages(document, texts, vocabulary, drawn))
    reading = Reading(
        document=document,
        full_text=full_text,
        raw_text=full_text,
        runs=(Run(clean=0, raw=0, length=len(full_text)),),
        page_starts=tuple(one.start for one in found[::_ON_A_PAGE]),
        passages=found,
    )
    return reading, original


def _passages(
    document: Document, texts: list[str], vocabulary: Vocabulary, drawn: np.random.Generator
) -> Iterator[Passage]:
    start, headings = 0, (document.title, "")
    for n, text in enumerate(texts, start=1):
        if n % _IN_A_SECTION == 1:
            headings = (document.title, f"{n // _IN_A_SECTION + 1}. {' '.join(vocabulary.draw(drawn, 3))}")
        yield Passage(
            id=f"{document.id}.{n}",
            document_id=document.id,
            version=document.version,
            headings=headings,
            role=Role.NORM,
            page=1 + (n - 1) // _ON_A_PAGE,
            start=start,
            end=start + len(text),
            text=text,
        )
        start += len(text) + 2


def _text(vocabulary: Vocabulary, drawn: np.random.Generator) -> str:
    """A paragraph of one to six sentences; half of them have some 45 words or more."""
    size = int(np.clip(drawn.lognormal(3.8, 0.5), 8, 130))
    idle = drawn.random(size) < _IDLE
    words = vocabulary.draw(drawn, size)
    small = drawn.choice(_IDLE_WORDS, size=size, p=_IDLE_SHARES)
    row = [str(small[place]) if idle[place] else words[place] for place in range(size)]
    sentences = [" ".join(row[at : at + 22]) for at in range(0, size, 22)]
    return " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences)


def questions(texts: list[str], size: int, seed: int = 3) -> list[str]:
    """Questions of five to ten words from one passage each; some mistyped, some that nobody wrote."""
    drawn = np.random.default_rng(seed)
    found = []
    for place in drawn.integers(len(texts), size=size):
        words = texts[place].rstrip(".").lower().split()
        asked = [words[at] for at in sorted(drawn.integers(len(words), size=drawn.integers(5, 11)))]
        found.append(" ".join(_mistaken(word, drawn) for word in asked) + "?")
    return found


def _mistaken(word: str, drawn: np.random.Generator) -> str:
    chance = drawn.random()
    if chance < _TYPED_WRONG and len(word) > 6:
        at = int(drawn.integers(2, len(word) - 2))
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if chance > 1 - _UNKNOWN:
        return "".join(drawn.choice(_SYLLABLES, size=3)) + word[-3:]
    return word


_IDLE_WORDS = sorted(DUTCH_STOP_WORDS)
_IDLE_SHARES = (np.arange(len(_IDLE_WORDS)) + 2.0) ** -1.0
_IDLE_SHARES /= _IDLE_SHARES.sum()
