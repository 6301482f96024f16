"""Verdict and actors, where one quote says them; silent where it does not."""

import re
from collections.abc import Sequence

from assistant.question import Question
from kb.answer import Claim, QuestionKind, Verdict
from kb.language.dutch import analyse
from kb.model import Document

_ASKS_WHETHER_NEEDED = re.compile(
    r"\b(?:nodig|verplicht|vereist|vragen|moet|moeten|hoeft|hoeven|need\w*|required|must)\b", re.I
)
_WITH_CONSENT = re.compile(
    r"\b(?:na|met|pas na|mits|alleen (?:na|met)|slechts (?:na|met))\s+(?:(?:schriftelijke|uitdrukkelijke"
    r"|voorafgaande)\s+)*"
    r"(?:toestemming|instemming)|\b(?:vraagt|vragen|geeft|geven|heeft|is|vereist)\b.{0,60}\btoestemming\b"
    r"|\btoestemming\b.{0,40}\b(?:nodig|vereist|verplicht|geeft|heeft gegeven|verleen\w*)",
    re.I,
)
_WITHOUT = re.compile(r"\b(?:zonder|geen)\s+(?:\w+\s+)?(?:toestemming|instemming)\b", re.I)
_CONDITION = re.compile(
    r"\b(?:wanneer|als|indien|mits|tenzij|alleen|slechts|in (?:sommige|bepaalde) (?:situaties|gevallen)"
    r"|zo veel mogelijk"
    r"|uitzondering|behalve|in beginsel|voor zover)\b",
    re.I,
)
# Roles that agreements in this field name without listing them as a party; not the people they are about.
_ROLES = (
    r"(?:woning)?corporaties?|verhuurders?|(?:buurt|wijk|jeugd|gebieds)teams?(?-i:(?: (?:[A-Z]\w+|&))+)?|gemeenten?"
    r"|burgemeester|college(?: van burgemeester en wethouders)?|politie|casemanagers?|casusregisseurs?"
    r"|procesregisseurs?|gezinsmanager|buurtbemiddelaars?|buurtbemiddeling|stuurgroep|werkgroep|meldpunt|signaalpunt"
    r"|schuldhulpverlen(?:ing|er)s?|schulddienstverlening|bewindvoerders?|convenantpartners|signaalpartners?|partijen"
    r"|regisseur|coördinator|woonconsulent(?:en)?|deurwaarder"
)


def verdict(question: Question, claims: Sequence[Claim]) -> Verdict | None:
    """Whether consent is needed, where the first claim's quote says so in one sentence.

    Other kinds get no verdict yet: better silent than wrong.
    """
    if question.kind is not QuestionKind.CONSENT or not claims or not question.yes_no:
        return None
    quote = " ".join(citation.quote for citation in claims[0].citations)
    waived = bool(_WITHOUT.search(quote))
    needed = bool(_WITH_CONSENT.search(_WITHOUT.sub(" ", quote)))  # "geen toestemming nodig" needs none
    if (needed or waived) and _CONDITION.search(quote):
        return Verdict.CONDITIONAL
    if needed != waived and _ASKS_WHETHER_NEEDED.search(question.text):
        return Verdict.YES if needed else Verdict.NO
    return None


# Who leads is said in few ways; the words between are the actor as the text writes it.
_LEAD_LIES_WITH = re.compile(
    r"(?:\b(?:regie|\w+regie|voorzitterschap|leiding)\b[^.;]{0,80}?\b(?:ligt|berust|blijft"
    r"|gaat over)\b[^.;]{0,40}?\b(?:bij|naar)"
    r"|\b(?:gaat|ligt|berust|blijft|komt)\b[^.;]{0,40}?\b(?:regie|\w+regie|voorzitterschap"
    r"|leiding)\b[^.;]{0,30}?\b(?:naar|bij))"
    r"\s+(?:de |het |een )?(?P<actor>[^.,;:]{2,70}?)"
    r"(?=\s+(?:in opdracht|die|dat|zodra|als|wanneer|met|tenzij|totdat)\b|[.,;:]|$)",
    re.I,
)
_SUBJECT_WORDS = 6  # a subject stands at the front of its sentence
_NO_SUBJECT = re.compile(
    r"\b(?:van|aan|met|voor|naar|tegen|over|namens|uit|tussen|bij|in opdracht van)\s+(?:de |het |een |iedere "
    r"|elke )?$",
    re.I,
)


def actors(question: Question, claims: Sequence[Claim], documents: Sequence[Document]) -> tuple[str, ...]:
    """Who acts or leads by the first claim, as its quote writes them; nobody where that cannot be told.

    A party or role counts when it stands at the front of the sentence and no preposition makes it
    something other than the subject; those it is joined to by "en" or a comma come along.
    """
    if not claims or question.kind is QuestionKind.VALIDITY:
        return ()
    quote = _line_meant(question, claims[0].citations[-1].quote)
    if question.kind is QuestionKind.WHO_LEADS and (lies := _LEAD_LIES_WITH.search(quote)):
        return (lies["actor"],)
    named: list[re.Match[str]] = []
    for match in _named(documents).finditer(quote):
        if not named:
            before = quote[: match.start()]
            if len(before.split()) > _SUBJECT_WORDS + (question.kind is QuestionKind.CONSENT) * _SUBJECT_WORDS:
                break
            if not _NO_SUBJECT.search(before):
                named.append(match)
        elif re.fullmatch(r"\s*(?:,|,? en|,? of|/)\s*(?:de |het )?", quote[named[-1].end() : match.start()]):
            named.append(match)
        else:
            break
    return tuple(dict.fromkeys(match[0] for match in named))


def _line_meant(question: Question, quote: str) -> str:
    """Of a quoted list, the line that holds most of the question; another quote as it is."""
    lines = quote.split("\n")
    asked = frozenset(analyse(question.topic))
    return max(lines, key=lambda line: len(asked & frozenset(analyse(line))))


def _named(documents: Sequence[Document]) -> re.Pattern[str]:
    """Party names, their aliases, names without a legal form, and roles; longest first."""
    names: set[str] = set()
    for document in documents:
        for party in document.parties:
            names.update(
                (
                    party.name,
                    *party.aliases,
                    re.sub(
                        r"^(?:Stichting|Gemeente"
                        r"|Vereniging)\s+",
                        "",
                        party.name,
                    ),
                )
            )
    words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if len(name) > 1)
    return re.compile(rf"\b(?:{words}|(?i:{_ROLES}))\b" if words else rf"\b(?i:{_ROLES})\b")
