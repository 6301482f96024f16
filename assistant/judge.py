"""Verdict and actors, where one quote says them; silent where it does not."""

import re
from collections.abc import Sequence

from assistant.question import Question
from kb.answer import Claim, QuestionKind, Verdict
from kb.language.dutch import analyse, sentences
from kb.model import Document

_ASKS_WHETHER_NEEDED = re.compile(
    r"\b(?:nodig|verplicht|vereist|vragen|moet|moeten|hoeft|hoeven|need\w*|required|must)\b", re.I
)
_CONSENT = r"(?:toestemming|instemming)"
# The forms in which a sentence says that consent is needed, or that it is not; nothing else is a verdict.
_NEEDED = re.compile(
    rf"\b(?:na|met|mits|alleen als|pas als)\b[^.;]{{0,60}}?\b{_CONSENT}\b"
    rf"|\b{_CONSENT}\b[^.;]{{0,40}}\b(?:nodig|vereist|verplicht)\b|\b(?:vraagt|vragen)\b[^.;]{{0,60}}\b{_CONSENT}\b"
    rf"|\b(?:niet|geen|nooit)\b[^.;]{{0,60}}\bzonder\b[^.;]{{0,40}}\b{_CONSENT}\b",
    re.I,
)
_WAIVED = re.compile(
    rf"\bgeen\s+(?:\w+\s+)?{_CONSENT}\b[^.;]{{0,40}}\b(?:nodig|vereist|verplicht)\b"
    rf"|\b(?:mag|mogen|kan|kunnen)\b[^.;]{{0,80}}\bzonder\s+(?:\w+\s+)?{_CONSENT}\b"
    rf"|\bis\s+geen\s+(?:\w+\s+)?{_CONSENT}\b",
    re.I,
)
_NEVER = re.compile(rf"\bniet\b[^.;]{{0,30}}\bmet\b[^.;]{{0,20}}\b{_CONSENT}\b", re.I)  # "ook niet met toestemming"
_CONDITION = re.compile(
    r"\b(?:wanneer|als|indien|mits|tenzij|alleen|slechts|in (?:sommige|bepaalde) (?:situaties|gevallen)"
    r"|zo veel mogelijk"
    r"|uitzondering|behalve|in beginsel|voor zover|voorwaarden?)\b|^Bij\b|^(?:\S+\s){0,2}?[A-Z]\w+t (?:er|het|de"
    r"|een)\b.*\bdan\b",
    re.I | re.S,
)
_COUNTED = re.compile(r"\b(?:het (?:totale? )?aantal|registre\w+)\b", re.I)
_ALIGNED = 0.75  # share of what is asked, consent itself aside, that the sentence must name


# Roles that agreements in this field name without listing them as a party; not the people they are about.
_ROLES = (
    r"(?:woning)?corporaties?|verhuurders?|(?:buurt|wijk|jeugd|gebieds)teams?(?-i:(?: (?:[A-Z]\w+|&))+)?|gemeenten?"
    r"|burgemeester|college(?: van burgemeester en wethouders)?|politie|casemanagers?|casusregisseurs?"
    r"|procesregisseurs?|gezinsmanager|buurtbemiddelaars?|stuurgroep|werkgroep|meldpunt|signaalpunt"
    r"|schuldhulpverleners?|bewindvoerders?|convenantpartners|signaalpartners?|partijen"
    r"|regisseur|coördinator|woonconsulent(?:en)?|deurwaarder"
)


def verdict(question: Question, claims: Sequence[Claim]) -> Verdict | None:
    """Whether consent is needed, where one sentence of the first claim says so of what is asked.

    Better silent than wrong: silent where the sentence names other things than the question does,
    where consent does not help at all, and in a list of things to count. Other kinds get no verdict.
    """
    if question.kind is not QuestionKind.CONSENT or not claims or not question.yes_no:
        return None
    topic = frozenset(analyse(_ASKS_WHETHER_NEEDED.sub(" ", question.topic))) - _CONSENT_TERMS
    for quote in (claims[0].text,):
        for low, high in sentences(quote):
            sentence = quote[low:high]
            said = frozenset(analyse(sentence))
            around = said | frozenset(analyse(" ".join(claims[0].citations[0].headings)))
            named = len(topic & around) >= _ALIGNED * len(topic) and 2 * len(topic & said) >= len(topic)
            meant = named and _same_giver(question.text, sentence)
            if topic and meant and not _COUNTED.search(quote):
                found = _says(sentence, quote, asks=bool(_ASKS_WHETHER_NEEDED.search(question.text)))
                if found:
                    return found
    return None


_WHOSE = re.compile(
    rf"\b{_CONSENT}\b(?:\s+nodig)?\s+van\s+(?:de |het |een )?(?P<one>\w+)"
    rf"|\b(?:moet|moeten|hoeft|hoeven)\s+(?:de |het |een )?(?P<other>\w+)\b.{{0,30}}\b{_CONSENT}\s+geven",
    re.I,
)


def _same_giver(asked: str, sentence: str) -> bool:
    """Whether the sentence speaks of the consent of whom the question names; true where it names nobody."""
    whose = _WHOSE.search(asked)
    if whose is None:
        return True
    giver = re.escape(whose["one"] or whose["other"])
    return bool(re.search(rf"\b{_CONSENT}\b(?:\s+\w+){{0,2}}?\s+van\s+(?:de |het |een )?{giver}\b", sentence, re.I))


_CONSENT_TERMS = frozenset(analyse("toestemming instemming akkoord nodig vragen geven consent permission"))


def _says(sentence: str, quote: str, *, asks: bool) -> Verdict | None:
    """What one sentence says of consent; the rest of its quote may hold the condition."""
    waived, needed = bool(_WAIVED.search(sentence)), bool(_NEEDED.search(_WAIVED.sub(" ", sentence)))
    if _NEVER.search(sentence) or not (waived or needed):
        return None
    if _CONDITION.search(quote) or (waived and needed):
        return Verdict.CONDITIONAL
    return (Verdict.YES if needed else Verdict.NO) if asks else None


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

    A party or role counts when it stands at the front of the sentence, no preposition makes it
    something other than the subject and the question does not name it already; for who leads, also
    only when that sentence speaks of leading. Those it is joined to by "en" or a comma come along.
    """
    if not claims or question.kind not in _WITH_ACTORS or _BEFORE.search(question.text):
        return ()
    quote = _line_meant(question, claims[0].text)
    leads = question.kind is QuestionKind.WHO_LEADS
    if leads and (lies := _LEAD_LIES_WITH.search(quote)):
        return (lies["actor"],)
    asked = frozenset(analyse(question.text))
    named: list[re.Match[str]] = []
    for match in _named(documents).finditer(quote):
        if not named:
            before = quote[: match.start()]
            if len(before.split()) > _SUBJECT_WORDS + (question.kind is QuestionKind.CONSENT) * _SUBJECT_WORDS:
                break
            known = question.kind is not QuestionKind.CONSENT and frozenset(analyse(match[0])) <= asked
            spoken = not leads or _LEADS.match(quote[match.end() :])
            if not known and spoken and not _NO_SUBJECT.search(before):
                named.append(match)
        elif re.fullmatch(r"\s*(?:,|,? en|,? of|/)\s*(?:de |het )?", quote[named[-1].end() : match.start()]):
            named.append(match)
        else:
            break
    return tuple(dict.fromkeys(match[0] for match in named))


_BEFORE = re.compile(r"\b(?:voordat|totdat|zolang)\b", re.I)  # who acts until then is seldom who the sentence names
_WITH_ACTORS = frozenset({QuestionKind.WHO_ACTS, QuestionKind.WHO_LEADS, QuestionKind.CONSENT})
_LEADS = re.compile(r"[^.;]*?\b(?:\w*regie|voorzit\w*|voor\b(?=\s*[.,]|$)|leiding|trekker|co[oö]rdin\w*)", re.I)


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
