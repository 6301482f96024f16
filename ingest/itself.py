"""Whether a sentence speaks of the document it stands in, or of another one."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.references import Named, named_documents, same_name

_NOUNS = (
    "overeenkomst|convenant|afspraken|protocol|reglement|procesbeschrijving|werkwijze|werkinstructie|handreiking"
    "|handleiding|leidraad|richtlijn|regeling|bijlage|document"
)
_THIS = re.compile(rf"\b(?:deze|dit|onderhavige)\s+(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]*(?:{_NOUNS})\b", re.I)
_NOUN = re.compile(rf"[a-zà-ÿ]*(?:{_NOUNS})", re.I)
_ADOPTED = re.compile(r"\W*(?:aldus\s+)?(?:vastgesteld|overeengekomen|goedgekeurd|opgesteld)\b", re.I)
_SHORTEST = 5  # letters: the least that may stand for the document, as "overzicht" for "Gegevensoverzicht"


def about_itself(sentence: str, title: str) -> bool:
    """Whether a sentence speaks of the document with this title, in which it stands.

    It does when it says "dit convenant", calls the document by its title, or by the noun of that title:
    "het overzicht" in a "Gegevensoverzicht bellen". What it says of another document by name does not count.
    """
    return any(True for _ in own_mentions(sentence, title))


def adopted_here(sentence: str, heading: str, title: str) -> bool:
    """Whether a sentence may tell when the document with this title, in which it stands, was adopted.

    Above the first heading it need not name it: "Vastgesteld door de stuurgroep op 3 mei 2024".
    """
    return about_itself(sentence, title) or (not heading and _ADOPTED.match(sentence) is not None)


def own_mentions(sentence: str, title: str, *, by_noun_of_title: bool = False) -> Iterator[tuple[int, int]]:
    """Where a sentence speaks of the document with this title, start and end.

    `by_noun_of_title`: not where it says "dit protocol" in a covenant, since that may be its appendix.
    """
    words = sentence
    for named in named_documents(sentence):
        if same_name(named.name, title):
            yield named.start, named.end
        # a mark of the same length, so that the places of later names hold
        words = words[: named.start] + "#" * (named.end - named.start) + words[named.end :]
    for shape in (_own_noun(title),) if by_noun_of_title else (_THIS, _own_noun(title)):
        for found in shape.finditer(words):
            yield found.start(), found.end()


def others_named(sentence: str, title: str) -> list[Named]:
    """The other documents, no appendices, that a sentence names."""
    found = named_documents(sentence)
    return [one for one in found if not one.name.startswith("bijlage") and not same_name(one.name, title)]


@lru_cache(maxsize=64)
def _own_noun(title: str) -> re.Pattern[str]:
    words = re.findall(r"[a-zà-ÿ]+", title.lower())
    heads = {*words[:1], *(word for word in words if _NOUN.fullmatch(word))}
    endings = {re.escape(head[low:]) for head in heads for low in range(max(len(head) - _SHORTEST + 1, 1))}
    return re.compile(
        rf"\b(?:deze|dit|onderhavige|de|het)\s+(?:[a-zà-ÿ]+\s+)?(?:{'|'.join(sorted(endings)) or '(?!)'})\b", re.I
    )
