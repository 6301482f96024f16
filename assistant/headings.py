"""Questions about where in an agreement something stands: the article or chapter whose heading says so."""

import re
from collections.abc import Sequence

from assistant.asking import Asking
from assistant.subject import explained, find, kind_in, of_region, paired, silent
from assistant.told import Told
from kb.answer import Claim
from kb.language.dutch import analyse
from kb.model import Document, Span

_OWN = """
in welk welke artikel artikelen hoofdstuk hoofdstukken paragraaf paragrafen onderdeel kopje lid bladzijde pagina
staat staan stond vind vinden vindt ik gaat over regelt regelen iets geregeld beschreven beschrijft te lezen
opgenomen kan waar which article chapter section paragraph page part says say about is are where find can i the
covers cover deals set out
"""
WORDS = frozenset(_OWN.split())
_CUE = re.compile(
    r"\b(?:in welke?|welke?|in which|which|what)\b (?:\w+ )?(?:artikel(?:en)?|hoofdstuk(?:ken)?|para(?:graaf|grafen)"
    r"|article"
    r"|chapter|section|paragraph)\b|^waar (?:in|staat in) (?:de|het|dit|deze) "
)
_FEW = 2  # headings a question is answered with


def tell(asking: Asking) -> Told | None:
    """The first passage under the heading that says what is looked for; None where no heading does."""
    if not _CUE.search(asking.said):
        return None
    told = [word for word in paired(asking.words, asking.english) if word not in WORDS and not silent(word)]
    kinds = [word for word in told if kind_in(word)]
    found = [
        claim
        for document in _documents(asking, kinds)
        if (claim := _under(asking, document, [word for word in told if word not in kinds])) is not None
    ]
    return Told(tuple(found)) if 0 < len(found) <= _FEW else None


def _documents(asking: Asking, kinds: Sequence[str]) -> list[Document]:
    """The documents in force of the kind that is named."""
    subject = find(kinds, asking.papers(absent=False), english=asking.english, said=asking.said)
    return asking.current(subject) if subject else []


def _under(asking: Asking, document: Document, told: Sequence[str]) -> Claim | None:
    """The passage under the one heading that has every word which the title does not have."""
    title = frozenset(analyse(re.sub(r"[-–]", " ", document.title)))
    rest = [word for word in told if not explained(word, title, english=asking.english)]
    rest = [word for word in rest if not of_region(word, document.region)]
    if not rest:
        return None
    source = asking.source(document)
    seen: dict[str, Span] = {}
    for passage in source.passages():
        heading = passage.headings[-1] if passage.headings else ""
        terms = frozenset(analyse(heading))
        if heading not in seen and all(explained(word, terms, english=asking.english) for word in rest):
            seen[heading] = Span(start=passage.start, end=passage.end)
    return source.claim(next(iter(seen.values()))) if len(seen) == 1 else None
