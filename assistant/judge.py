"""Verdict and actors, where one quote says them; silent where it does not."""

import re
from collections.abc import Sequence

from assistant.question import Question
from kb.model import Claim, Document, QuestionKind, Verdict

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
# Roles that agreements in this field name without listing them as a party.
_ROLES = (
    r"(?:woning)?corporaties?|verhuurders?|buurtteams?(?: (?:Jeugd & Gezin|Sociaal))?|wijkteams?|gemeente"
    r"|burgemeester"
    r"|college(?: van burgemeester en wethouders)?|politie|casemanagers?|casusregisseurs?|procesregisseurs?"
    r"|gezinsmanager"
    r"|buurtbemiddelaars?|buurtbemiddeling|stuurgroep|meldpunt|schuldhulpverlen(?:ing|er)s?|schulddienstverlening"
    r"|bewindvoerders?|huurders?|melders?|convenantpartners|partijen|regisseur|coördinator|woonconsulent(?:en)?"
    r"|deurwaarder"
)
_ROLE = re.compile(rf"\b(?:{_ROLES})\b", re.I)


def verdict(question: Question, claims: Sequence[Claim]) -> Verdict | None:
    """Whether consent is needed, where the first claim's quote says so in one sentence.

    Other kinds get no verdict yet: better silent than wrong.
    """
    if question.kind is not QuestionKind.CONSENT or not claims or not question.yes_no:
        return None
    quote = " ".join(citation.quote for citation in claims[0].citations)
    needed = bool(_WITH_CONSENT.search(quote))
    waived = bool(_WITHOUT.search(quote))
    if needed and (waived or _CONDITION.search(quote)):
        return Verdict.CONDITIONAL
    if needed != waived and _ASKS_WHETHER_NEEDED.search(question.text):
        return Verdict.YES if needed else Verdict.NO
    return None


def actors(question: Question, claims: Sequence[Claim], documents: Sequence[Document]) -> tuple[str, ...]:
    """Who the first claim is about, as its quote writes them: the parties and roles before the first comma or verb.

    Where none stands there, the first one named in the quote.
    """
    if not claims or question.kind is QuestionKind.VALIDITY:
        return ()
    quote = claims[0].citations[-1].quote
    shape = _named(documents)
    found = list(shape.finditer(quote))
    if not found:
        return ()
    named = [found[0]]
    for match in found[1:]:
        between = quote[named[-1].end() : match.start()]
        if not re.fullmatch(r"\s*(?:,|en|of|,? en|/)\s*(?:de|het)?\s*", between):
            break
        named.append(match)
    return tuple(dict.fromkeys(match[0] for match in named))


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
