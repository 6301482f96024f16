"""Whether a claim that a model worded says no more, no less and nothing else than the sentences it quotes.

Precision goes before fluency: a claim that is dropped costs a paraphrase, a false one beside a true quote may cost
somebody a home. Everything here compares the claim with the whole sentences that were quoted.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from assistant.question import Question
from kb.language.dutch import analyse, detect
from kb.process.actors import Roles
from kb.search.hybrid import HybridSearch

_LONGEST: Final = 400  # characters of a claim
_SAYS: Final = 0.7  # from here a sentence says a word, in this or another way
_FEW: Final = 4  # words from which a language can be told

_ACTIVE: Final = re.compile(r"https?:|www\.|//|[<>\[\]{}|\\`*#_~^]|\w@\w", re.I)
_ADDRESS: Final = re.compile(r"\b[\w-]+\.(?:com|net|org|nl|eu|io|example|test)\b", re.I)
_FIGURE: Final = re.compile(r"\d+(?:[.,:/-]\d+)*")
_NUMBER_WORDS: Final = re.findall(
    r"\w+",
    "nul twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien"
    " negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend",
)
_ENGLISH_NUMBERS: Final = re.findall(r"\w+", "zero two three four five six seven eight nine ten eleven twelve")
_VALUE: Final = {
    **{word: str(value) for value, word in enumerate(_NUMBER_WORDS[1:20], start=2)},
    **{word: str(value) for value, word in enumerate(_ENGLISH_NUMBERS[1:], start=2)},
    **dict(zip(_NUMBER_WORDS[19:28], map(str, range(20, 101, 10)), strict=False)),
}
_UNITS: Final = re.compile(
    r"\b(?:(?P<workday>werkdag(?:en)?|working days?)|(?P<day>dag(?:en)?|days?)|(?P<week>we(?:ek|ken)|weeks?)"
    r"|(?P<month>maand(?:en)?|months?)|(?P<year>jaar|jaren|years?)|(?P<hour>u(?:ur|ren)|hours?))\b",
    re.I,
)

# The same thing said in Dutch and English; a claim says those of its sentences, and no other.
_DENIAL: Final = re.compile(
    r"\b(?:niet|geen|nooit|niemand|nergens|niets|niks|noch|evenmin|zonder|not|never|no|nobody|nothing|without|none"
    r"|\w+n[’']t)\b",
    re.I,
)
_OBLIGES: Final = {
    "must": r"moet|moeten|dient|dienen|verplicht|verplichting|behoort|behoren|must|shall|should|has to|have to"
    r"|obliged|required",
    "may": r"mag|mogen|bevoegd|toegestaan|may|allowed|permitted",
    "can": r"kan|kunnen|can|could",
    "need": r"hoeft|hoeven|need not",
    "forbids": r"verboden|forbidden|prohibited",
    "intends": r"streeft|streven|probeert|proberen|bij voorkeur|zo ?veel mogelijk|in beginsel|if possible",
}
_LIMITS: Final = {
    "if": r"als|indien|wanneer|mits|bij wie|zodra|in geval|if|when|provided|as soon as",
    "unless": r"tenzij|behalve|uitgezonderd|behoudens|unless|except",
    "only": r"alleen|uitsluitend|slechts|enkel|pas|only",
    "until": r"totdat|tot|zolang|until|as long as",
    "before": r"voordat|alvorens|before",
    "after": r"nadat|after",
    "least": r"minstens|minimaal|ten minste|tenminste|at least",
    "most": r"hoogstens|maximaal|ten hoogste|uiterlijk|at most|no later",
    "all": r"alle|altijd|ieder|iedere|elk|elke|steeds|all|always|every|each",
    "some": r"sommige|soms|meestal|doorgaans|some|sometimes|usually",
    "or": r"of|or",
}


def unsupported(
    text: str, said: str, around: str, *, question: Question, roles: Roles, search: HybridSearch
) -> str | None:
    """Why a claim may not be shown, as a code for the log; None where it may.

    `said` are the sentences quoted for it, whole, with what introduces them; `around` the headings and title above
    them, which lend their words but none of their denials, duties or limits.
    """
    checks = {
        "not_plain": not _plain(text),
        "wrong_language": len(text.split()) >= _FEW and detect(text) != question.language,
        "adds_number": not _figures(text) <= _figures(said),
        "other_denial": len(_DENIAL.findall(text)) != len(_DENIAL.findall(said)),
        "other_modality": _forms(text, _OBLIGES) != _forms(said, _OBLIGES),
        "other_limit": _forms(text, _LIMITS) != _forms(said, _LIMITS),
        "other_actors": not _same_order(text, said, roles),
    }
    why = next((code for code, failed in checks.items() if failed), None)
    return why or _other_words(text, f"{said}\n{around}", question, search)


def _plain(text: str) -> bool:
    """Whether a text is words to read and nothing that a page, a terminal or a chat program would act on."""
    strange = any(unicodedata.category(one)[0] == "C" or one in "\u2028\u2029" for one in text)
    asks = text.rstrip().endswith("?")
    return (
        bool(text.strip())
        and len(text) <= _LONGEST
        and not (strange or asks or _ACTIVE.search(text) or _ADDRESS.search(text))
    )


def _figures(text: str) -> set[str]:
    """The numbers of a text, in digits, and the units of time it speaks of."""
    found = {one.strip(".,:/-") for one in _FIGURE.findall(text)}
    found |= {
        _VALUE.get(word, word)
        for word in re.findall(r"[^\W\d_]+", text.lower())
        if word in _VALUE or word in _NUMBER_WORDS
    }
    return found | {str(one.lastgroup) for one in _UNITS.finditer(text)}


def _forms(text: str, forms: dict[str, str]) -> set[str]:
    return {name for name, words in forms.items() if re.search(rf"\b(?:{words})\b", text, re.I)}


def _same_order(text: str, said: str, roles: Roles) -> bool:
    """Whether everybody whom the claim names is named by its sentences in the same order: who acts goes before whom."""
    named = iter([one.core for one in roles.mentions(said)])
    return all(any(roles.same(one.core, other) for other in named) for one in roles.mentions(text))


def _other_words(text: str, said: str, question: Question, search: HybridSearch) -> str | None:
    """Whether each telling word is said by the sentences or what stands above them, in some way."""
    stems = frozenset(analyse(said))
    words = [word for word in search.read(text, question.language).words if not word.idle]
    if not words:
        return "says_nothing"
    return None if all(word.met(stems) >= _SAYS for word in words) else "adds_words"


def of_the_question(phrases: Sequence[str], question: Question) -> tuple[str, ...]:
    """The phrases that say nothing but words of the question: what a model says is not settled."""
    asked = frozenset(analyse(question.text))
    kept = [
        " ".join(one.split())
        for one in phrases
        if _plain(one) and frozenset(analyse(one)) and frozenset(analyse(one)) <= asked
    ]
    return tuple(dict.fromkeys(one for one in kept if len(one) <= _SHORT))


_SHORT: Final = 80  # characters of what is named as not settled
