"""Whether what is cited is what answers: the rule by which a quote hits a gold entry."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

from assistant.verify import locate
from eval.question_file import Asked, Gold
from kb.answer import Citation
from kb.model import Passage

_ENOUGH: Final = 0.6  # of a longer gold, or of its words
_LONGEST, _TIMES = 1200, 3  # characters, or times the gold: a whole page cited hits everything and shows nothing
_HYPHEN = re.compile(r"[-\u00ad\u2010\u2011](?:\s*\n\s*)?")


def hits(citation: Citation, gold: Gold) -> bool:
    """Whether a citation is of the gold's words: the rule of the contract.

    Of the same document by file stem, not much longer than the gold, and either quote stands in
    the other (a shorter one being 60 % of the gold) or 60 % of the gold's words are in the quote.
    """
    quote = citation.quote
    if PurePath(citation.file).stem != gold.stem or len(quote) > max(_LONGEST, _TIMES * len(gold.quote)):
        return False
    if locate(gold.quote, quote):
        return True
    part = locate(quote, gold.quote)
    if part and part.end - part.start >= _ENOUGH * len(gold.quote.strip()):
        return True
    wanted, said = Counter(words(gold.quote)), Counter(words(quote))
    return (wanted & said).total() >= _ENOUGH * wanted.total() > 0


def cited(citations: Sequence[Citation], asked: Asked) -> dict[str, bool]:
    """Whether any gold is cited, whether all that is needed is, and whether the first citation is of one."""
    needed, others = asked.golds[: asked.needed], asked.golds[asked.needed :]

    def hit(gold: Gold) -> bool:
        return any(hits(citation, gold) for citation in citations)

    return {
        "gold_any": any(map(hit, asked.golds)),
        "gold_all": (bool(needed) and all(map(hit, needed))) or any(map(hit, others)),
        "gold_first": any(hits(citations[0], gold) for gold in asked.golds) if citations else False,
    }


def passages_with(
    asked: Asked, texts: Mapping[str, str], stems: Mapping[str, str], passages: Mapping[str, Sequence[Passage]]
) -> frozenset[str]:
    """The ids of the passages that hold a part of what answers; `texts`, `stems`, `passages` by document id."""
    return frozenset(
        passage.id
        for gold in asked.golds
        for document, stem in stems.items()
        if stem == gold.stem and (span := locate(gold.quote, texts[document]))
        for passage in passages[document]
        if passage.start < span.end and span.start < passage.end
    )


def words(text: str) -> list[str]:
    """The words of a text as it is compared: compatibility forms, accents kept, hyphens and capitals not."""
    return re.findall(r"\w+", _HYPHEN.sub("", unicodedata.normalize("NFKC", text)).casefold())
