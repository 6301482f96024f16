"""Questions about an agreement itself: until when it holds, whether it still does. Answered from the register."""

import re
from collections.abc import Sequence

from assistant.held import Held
from assistant.question import Question
from kb.answer import QuestionKind, Verdict
from kb.language.dutch import analyse
from kb.model import Document, Span, Validity, ValidityStatus

_ABOUT = re.compile(
    r"\b(?:\w*overeenkomst\w*|\w*convenant\w*|\w*afspra\w+|\w*protocol\w*|\w*document\w*|regeling|agreement"
    r"|covenant)\b",
    re.I,
)
_START = re.compile(
    r"\b(?:vanaf wanneer|sinds wanneer|ingangsdatum|wanneer .*\b(?:ingegaan|in werking|begonnen)|since when)\b", re.I
)
_IF = re.compile(r"\b(?:als|indien|mits|if)\b", re.I)  # what holds on a condition is for the texts to say
_MOST = 3


def asked_about(question: Question, documents: Sequence[Document]) -> list[Document]:
    """The documents whose own term is asked about, best match first; none where something else is asked.

    A document matches by the words of its title and kind; words of the question that no title
    knows ("tot wanneer geldt de toestemming?") mean that the agreement is not the subject.
    """
    own = question.kind is QuestionKind.VALIDITY and _ABOUT.search(question.text)
    if not own or _IF.search(question.text):
        return []
    asked = frozenset(analyse(_ABOUT.sub(lambda found: _kind_word(found[0]), question.search_text))) - _TIME
    pool = [document for document in documents if question.region in (None, document.region)]
    overlaps = [(len(asked & _title_terms(document)), document) for document in pool]
    best = max((overlap for overlap, _ in overlaps), default=0)
    known = frozenset().union(*(_title_terms(document) for document in pool), _GENERIC)
    if any(term not in known for term in asked):
        return []
    return [document for overlap, document in overlaps if overlap == best][:_MOST]


_TIME = frozenset(
    analyse(
        "wanneer geldt gelden geldig geldigheid nog steeds looptijd loopt af lang duurt einddatum ingangsdatum"
        " verlopen afgelopen vervallen meer valid until when still agreement covenant kracht werking nu vandaag"
        " momenteel jaar datum tot vanaf"
    )
)
_GENERIC = frozenset(analyse("overeenkomst convenant afspraken afspraak protocol document regeling"))


def _kind_word(word: str) -> str:
    """The word, and its generic form beside it: "samenwerkingsovereenkomst overeenkomst"."""
    generic = next((one for one in ("overeenkomst", "convenant", "afspraken", "protocol") if one in word.lower()), "")
    return f"{word} {generic}"


def _title_terms(document: Document) -> frozenset[str]:
    words = " ".join(_kind_word(word) for word in document.title.split())
    return frozenset(analyse(f"{words} {document.region}"))


def evidence(question: Question, document: Document) -> Span | None:
    """The sentence that gives the asked end of the term, else the other end; None where the text gives none."""
    first, second = ("valid_from", "valid_until") if _START.search(question.text) else ("valid_until", "valid_from")
    return document.evidence.get(first) or document.evidence.get(second)


_STILL = re.compile(r"\b(?:geld(?:t|en|ig)|van kracht|in werking|valid|in force|apply|applies)\b", re.I)
_OVER = re.compile(r"\b(?:verlopen|afgelopen|vervallen|expired)\b", re.I)
_NOT = re.compile(r"\b(?:niet|geen|not|no longer)\b", re.I)


def verdict(question: Question, validity: Validity) -> Verdict | None:
    """Yes or no to "geldt dit nog?" and to "is dit verlopen?"; None where neither is asked or it cannot be told.

    A question that denies ("geldt dit niet meer?") has no plain yes or no.
    """
    if not question.yes_no or validity.status is ValidityStatus.UNKNOWN or _NOT.search(question.text):
        return None
    holds = validity.status is ValidityStatus.IN_FORCE
    if _OVER.search(question.text):
        over = validity.status in (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED)
        return Verdict.YES if over else Verdict.NO
    if _STILL.search(question.text):
        return Verdict.YES if holds else Verdict.NO
    return None


def asks_about_absent(question: Question, held: Held) -> bool:
    """Whether the term of a document is asked that is named in the texts, by all of that name, and not held."""
    if question.kind is not QuestionKind.VALIDITY or not _ABOUT.search(question.text):
        return False
    asked = frozenset(analyse(question.search_text))
    for absent in held.absent:
        regions = " ".join(document_id.partition("/")[0] for document_id, _ in absent.mentions)
        name = frozenset(analyse(absent.name)) - frozenset(analyse(regions))
        if name and name <= asked:
            return True
    return False
