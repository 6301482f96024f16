"""Words that stand twice by mistake, and two verbs where one was meant."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from kb.consistency.finding import Found, Rule
from kb.consistency.paper import Paper
from kb.consistency.text.pronoun import no_pronoun
from kb.consistency.wording.blocks import bare
from kb.language.lexicon import infinitive
from kb.model import Role
from kb.process.finite import Verbs
from kb.process.words import (
    DETERMINERS,
    HELPERS,
    LONGEST,
    PARTICLES,
    PREPOSITIONS,
    PRESENT,
    SUBORDINATORS,
    Word,
    joined,
    participle_of,
    past_of,
    verb_of,
    words,
)

_TWICE: Final = re.compile(r"(?<![\w'’.-])([^\W\d_]{2,40})[ \u00a0\n]+(\1)(?![\w'’-])", re.I)
# What may well stand twice: one word, two tasks ("als het het gezin raakt"), or for stress.
_RIGHTLY_WORDS = """
die dat er het u je ze we hij zij haar hun ons hem zijn wat wie waar hoe als dan zo heel zeer veel ja nee wel nu
ver nog had was
"""
_RIGHTLY: Final = frozenset(_RIGHTLY_WORDS.split())
_NAMED: Final = re.compile(r"\s+(?:(?:der|den|de|het)\s+)?[A-Z]")  # "van van der Linde"
_CLAUSE_END: Final = re.compile(r"[.,;:!?()]|\b(?:dat|die|als|om|en|of|wanneer|zodra|waar\w*)\b", re.I)
_GAP: Final = 4  # words between a verb and its double
_FAR: Final = 15  # words between two of "te nemen"
_OPENS: Final = SUBORDINATORS | {"dat", "die", "wat", "wie", "welke", "welk", "of", "hoe", "zoals", "dan"}
_MAY_OPEN: Final = frozenset({"tot", "aangezien", "naarmate", "ongeacht", "alvorens", "niettegenstaande", ":"})
# Between these a clause of its own may stand, or begin.
_PARTS: Final = _OPENS | {",", ";", ":", "–", "-", "(", ")", "/", "en", "maar", "want", "dus", "noch", "om", "c.q."}
# Forms in -t that may be no verb: "duurt kort", "de nieuwe inzet".
_OTHER_WORDS = """
kort juist strikt apart laat dicht licht recht zacht start wacht staat inzet opzet bericht besluit
"""
_OTHER: Final = frozenset(_OTHER_WORDS.split())
_INSIDE: Final = frozenset({"komen", "gaan", "lopen"})  # where "binnen" is not the time that something takes
# Forms that are no noun, so that beside an auxiliary one of the two is left over: "wordt gaat", "worden komen".
_ONE_WORDS = """
wordt is heeft kan mag moet zal gaat komt blijft doet geldt neemt geeft krijgt maakt houdt brengt stuurt meldt belt
zorgt bespreekt bepaalt vindt staat
"""
_MANY_WORDS = """
komen gaan moeten kunnen mogen zullen willen hebben blijven doen staan nemen geven krijgen brengen houden maken zitten
sturen melden bespreken overleggen beslissen bepalen bellen vinden zoeken
"""
_TOO_MANY: Final = {
    **dict.fromkeys(("wordt", "is", "heeft", "kan", "mag", "moet", "zal"), frozenset(_ONE_WORDS.split())),
    "worden": frozenset(_MANY_WORDS.split()),
    "zijn": frozenset({"worden", "hebben"}),
    "hebben": frozenset({"worden"}),
}
_VISITS: Final = re.compile(r"\b(?:op|in|aan|om|naar) (?:huisbezoek|bezoek|gesprek|overleg|tafel)\b")
_ARTICLES: Final = frozenset({"de", "een", "deze", "elke", "onze", "geen"})
_SMALL: Final = DETERMINERS | PREPOSITIONS | {"niet", "dat", "wat", "uit", "het", "zijn"}


def find(paper: Paper) -> Iterator[Found]:
    """Each sentence or table row with a word too many, once."""
    for sentence in paper.sentences:
        # Cells may well say the same twice; each is looked at by itself.
        cells = sentence.text.split("\t") if sentence.passage.role is Role.TABLE_ROW else [sentence.text]
        found = next((one for text in cells if (one := _doubled(text))), None)
        if found:
            case, doubled = found
            side = sentence if len(cells) > 1 else bare(sentence)
            yield Found(
                rule=Rule.DOUBLED_WORD,
                case=case,
                facts={"word": doubled},
                sides=(paper.place(side.start, side.end),),
                subject=f"{doubled} {' '.join(sentence.headings[-1:])}",
            )


def _doubled(text: str) -> tuple[str, str] | None:
    """The case and the words of the first fault in a sentence."""
    said = text.lower().split()
    if any(after.startswith(word.lstrip("([\"'“‘„")) for word, after in pairwise(said)):
        for found in _TWICE.finditer(text):
            if _mistaken(text, found):
                return "", found[1].lower()
    read = words(text) if _suspect(said) else ()
    return _left_over(read) or _apart(text, read) if 0 < len(read) <= LONGEST else None


def _apart(text: str, read: Sequence[Word]) -> tuple[str, str] | None:
    """What stands twice with words between, and two verbs with one object."""
    capitals = frozenset(n for n, word in enumerate(read) if n and text[word.start].isupper())
    verbs = Verbs(read, capitals)
    for n, word in enumerate(read):
        if verbs.finite(n) and n and not _under(read, n):
            if _again(verbs, n, capitals):
                return "apart", word.low
            if _side_by_side(verbs, n):
                return "two", f"{word.low} {read[n + 1].low}"
    twice = _to_twice(read)
    return ("apart", f"te {twice}") if twice else None


# ---- the same word next to itself ---------------------------------------------------------------


def _mistaken(text: str, found: re.Match[str]) -> bool:
    """Whether a word next to itself is too many: not a name, not one word with two tasks."""
    low, after = found[1].lower(), text[found.end() : found.end() + 200]
    if found[2][:1].isupper() or (low == "van" and _NAMED.match(after)):
        return False
    before = [word.lower() for word in re.findall(r"[^\W\d_]+", text[max(0, found.start() - 300) : found.start()])]
    last = before[-1] if before else ""
    opens = text[: found.start()].rstrip().endswith(",")  # "..., dan dan volgt een gesprek"
    if low in _RIGHTLY:
        return (low == "dan" and opens) or (low == "het" and no_pronoun(text[: found.start()], found[1], after))
    if low in PARTICLES:
        return not _particle(low, before, after)
    if verb_of(low) or past_of(low):
        if last in _ARTICLES:  # "de staat staat borg"
            return False
        return opens or last in {"dan", "en", "maar", "want", "dus"} or not _ends_a_clause(before, after)
    return True


def _particle(low: str, before: Sequence[str], after: str) -> bool:
    """Whether the first of two belongs to a verb: "neemt contact op op verzoek van de melder"."""
    end = _CLAUSE_END.search(after)
    rest = re.findall(r"[^\W\d_]+", after[: end.start()] if end else after)
    if any(verb_of(word) in HELPERS for word in before) and _closes_with_a_verb(rest):
        return False  # the verb stands behind: "laat het binnen binnen twee dagen weten"
    if low not in PREPOSITIONS:
        return bool(rest) and rest[0].lower() == "te"  # "spreken af af te zien van kosten"
    verbs = [verb for word in before if (verb := verb_of(word) or past_of(word))]
    if _VISITS.search(" ".join(rest)) or any(_has_another(low, verb, rest) for verb in verbs):
        return False  # "komt binnen binnen twee weken terug"
    return any(joined(low, verb) and (low != "binnen" or verb in _INSIDE) for verb in verbs)


def _has_another(low: str, verb: str, rest: Sequence[str]) -> bool:
    """Whether a verb has its particle further on, where a phrase or the clause ends."""
    behind = list(map(str.lower, rest))
    return any(
        word != low and word in PARTICLES and joined(word, verb) and (not after or after in PREPOSITIONS)
        for word, after in pairwise((*behind, ""))
    )


def _closes_with_a_verb(rest: Sequence[str]) -> bool:
    """Whether a verb closes the clause, with at most a phrase behind it: not "op basis van de verkregen gegevens"."""
    for word, after in pairwise((*map(str.lower, rest), "")):
        if (participle_of(word) or verb_of(word) == word) and (not after or after in PREPOSITIONS):
            return True
    return False


def _ends_a_clause(before: Sequence[str], after: str) -> bool:
    """Whether the first of two verbs ends a clause and the second goes on: "wie hulp nodig heeft heeft recht op"."""
    if not after.strip() or after.lstrip()[:1] in ",.;:)":
        return False
    if not any(word in _OPENS for word in before):
        return False
    behind = re.match(r"[^,.;:]*,\s*([^\W\d_]+)", after)
    return not (behind and (verb := verb_of(behind[1].lower())) and verb != behind[1].lower())


# ---- with words between -------------------------------------------------------------------------


def _suspect(said: Sequence[str]) -> bool:
    """Whether a sentence may hold a fault with words between: quickly told, for most hold none."""
    verbs = [n for n, word in enumerate(said) if (word[-1] == "t" or word in PRESENT) and word not in _SMALL]
    if any(after.rstrip(",.;:)") in _TOO_MANY.get(word, ()) for word, after in pairwise(said)):
        return True
    near = any(said[n] in said[n + 2 : n + 2 + _GAP] or n + 1 in verbs for n in verbs)
    to = [after.rstrip(",.;:)") for word, after in pairwise(said) if word == "te"]
    return near or len(to) > len(set(to))


def _under(read: Sequence[Word], n: int) -> bool:
    """Whether a subordinate clause may have begun before a word; "dat" in "in dat geval" opens none."""
    return any(
        word.low in _OPENS and not (at and word.low in {"dat", "die", "welke", "welk"} and _fixed(read, at))
        for at, word in enumerate(read[:n])
    )


def _fixed(read: Sequence[Word], at: int) -> bool:
    return read[at - 1].low in PREPOSITIONS


def _again(verbs: Verbs, n: int, capitals: Collection[int]) -> bool:
    """Whether a finite verb stands once more in its own clause; a word with a capital may open another."""
    low = verbs.low(n)
    if verbs.low(n - 1) in _PARTS:  # "gemeld en wordt er niets gedaan wordt ..."
        return False
    if low.endswith("en") or participle_of(low):  # "niet verplicht ... bent verplicht"
        return False
    for at in range(n + 1, min(n + 2 + _GAP, verbs.n)):
        if verbs.low(at) in _PARTS or not verbs.low(at)[:1].isalnum() or at in capitals:
            return False
        if verbs.low(at) == low:
            return verbs.finite(at) and verbs.low(at - 1) not in DETERMINERS
    return False


def _side_by_side(verbs: Verbs, n: int) -> bool:
    """Whether two verbs that both take the object stand next to each other: "bewaart houdt een dossier"."""
    one, other = verbs.low(n), verbs.low(n + 1)
    if one == other or not verbs.finite(n + 1) or verbs.low(n + 2) not in {"de", "het", "een"}:
        return False
    if verb_of(one) in HELPERS or verb_of(other) in HELPERS or participle_of(other):
        return False
    # "Wordt bericht", "blijft verplicht": with a prefix the second may be a participle.
    return _only_a_verb(one) and _only_a_verb(other) and not other.startswith(("be", "ver", "ont", "ge"))


def _left_over(read: Sequence[Word]) -> tuple[str, str] | None:
    """An auxiliary and a finite verb in one main clause, of which one was meant to go: "zaken worden komen in"."""
    if verb_of(read[0].low) or "?" in {word.low for word in read}:
        return None  # "Zijn er zaken die zo gemeld zijn worden ...", and what is asked
    for n, (one, other) in enumerate(pairwise(read)):
        last = read[n - 1].low if n else ","
        if other.low not in _TOO_MANY.get(one.low, ()) or last in _PARTS | DETERMINERS or participle_of(last):
            continue
        if not _under(read, n) and not any(word.low in _MAY_OPEN for word in read[:n]):
            return "two", f"{one.low} {other.low}"
    return None


def _only_a_verb(word: str) -> bool:
    return word.endswith("t") and len(word) > 3 and word not in _OTHER and infinitive(word) not in {None, word}


def _to_twice(read: Sequence[Word]) -> str | None:
    """The infinitive that stands twice with "te" in one clause; None where there is none."""
    last: dict[str, int] = {}
    for at, (to, verb) in enumerate(pairwise(read)):
        if to.low != "te" or not verb.low.endswith("n"):
            continue
        since = last.get(verb.low)
        if since is not None and at - since - 2 <= _FAR and _one_clause(read[since + 2 : at]):
            return verb.low
        last[verb.low] = at
    return None


def _one_clause(between: Sequence[Word]) -> bool:
    """Whether the words between belong to one verb: a phrase, in which only like is joined with like."""
    said = [word.low for word in between]
    if not said or said[0] not in PREPOSITIONS or said[-1] in DETERMINERS:
        return False
    for at, low in enumerate(said):
        if low in {"en", "of"}:
            # "artikel 2 of artikel 3", not "te nemen of een ander besluit te nemen"
            if said[at + 1 : at + 2] == [] or said[at + 1] not in said[:at]:
                return False
        elif low in _PARTS or low == "te":
            return False
    return True
