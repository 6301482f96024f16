"""Whether a claim that a language model worded says no more, and nothing else, than the sentences it quotes."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.held import Held
from assistant.paraphrase import conditions, figures, form, parity, roles, words
from assistant.paraphrase.reading import Read, read
from assistant.paraphrase.telling import keys
from assistant.question import Question
from assistant.units import Unit, units
from kb.language.dutch import sentences, tokens
from kb.language.thesaurus import Thesaurus
from kb.model import Passage, Span
from kb.process.act import Act
from kb.process.actors import Roles
from kb.search.hybrid import HybridSearch

_MOST_TOGETHER = 12  # items of a list that are read as one


class Source(NamedTuple):
    """What a claim quotes of one passage: whole sentences and items, by their places in the full text.

    `lead_text` is the text of the passage's `lead_in`, empty where it has none; `title` is that of its document.
    """

    passage: Passage
    lead_text: str
    spans: tuple[Span, ...]
    headings: tuple[str, ...]
    title: str


def unfaithful(
    text: str, sources: Sequence[Source], question: Question, held: Held, search: HybridSearch
) -> str | None:
    """Why a claim may not be shown beside its quotes, as a code for the log; None where it may.

    Every sentence of the claim must be carried by one quoted sentence or list, or by two sentences of which the
    second leans on the first. Built for precision: what cannot be read is not shown. Never raises on any text.
    """
    if form.not_plain(text):
        return "not_plain"
    if form.states_nothing(text):
        return "states_nothing"
    if form.other_language(text, question.language):
        return "wrong_language"
    if not _about(question, sources, search):
        return "off_question"
    if question.language == "en":
        return "adds_words"
    stated = [text[low:high].strip() for low, high in sentences(text)]
    return next((code for one in stated if (code := _sentence(one, text, sources, held.roles, search.thesaurus))), None)


def _about(question: Question, sources: Sequence[Source], search: HybridSearch) -> bool:
    """Whether the quotes or their headings say a telling word of the question."""
    asked = search.read(question.search_text, question.language)
    stems = frozenset(stem for one in sources for stem in _stems(one))
    telling = [word for word in asked.words if not word.idle]
    return not telling or any(word.met(stems) > 0 for word in telling)


@lru_cache(maxsize=1024)
def _stems(source: Source) -> frozenset[str]:
    from kb.language.dutch import analyse

    quoted = [unit.text for unit in _quoted(source)]
    return frozenset(analyse(" ".join((*quoted, source.lead_text, *source.headings, source.title))))


def _sentence(one: str, whole: str, sources: Sequence[Source], who: Roles, thesaurus: Thesaurus) -> str | None:
    """Why no quote carries a sentence; the code of the quote that comes nearest."""
    claim = read(one, who)
    nearest: tuple[int, str] = (-1, "no_quote")
    for source in sources:
        around = _around(source)
        for text, following, acts in _carriers(source, who):
            held = read(text, who)
            faults = _faults(claim, held, around, acts, who, thesaurus)
            code = next(faults, None)
            if code is None and following and _takes_back(following, whole, who):
                code = "drops_condition"
            if code is None:
                return None
            nearest = max(nearest, (len(claim.keys & held.keys), code), key=lambda found: found[0])
    return nearest[1]


def _faults(
    claim: Read, source: Read, around: frozenset[str], acts: Sequence[Act], who: Roles, thesaurus: Thesaurus
) -> Iterator[str]:
    """The codes of all that a claim says beyond its quote, gravest first."""
    if figures.adds_number(claim, source):
        yield "adds_number"
    if roles.adds_actor(claim, source, who):
        yield "adds_actor"
    if words.adds_words(claim, source, around, thesaurus.synonyms):
        yield "adds_words"
    if code := parity.changed(claim, source):
        yield code
    if figures.ties_otherwise(claim, source) or words.mixes(claim, source):
        yield "swaps_cases"
    if conditions.asserts_a_case(claim, source) or conditions.drops(claim, source):
        yield "drops_condition"
    if conditions.adds(claim, source, around):
        yield "adds_condition"
    if words.turns_and_or(claim, source):
        yield "swaps_and_or"
    if words.drops_narrowing(claim, source):
        yield "drops_condition"
    if code := roles.consents(claim, acts, who):
        yield code
    if roles.swaps(claim, source, acts, who):
        yield "swaps_roles"


@lru_cache(maxsize=1024)
def _around(source: Source) -> frozenset[str]:
    """What the title and the headings of a passage tell."""
    return frozenset(one for text in (*source.headings, source.title) for word in tokens(text) for one in keys(word))


def _quoted(source: Source) -> list[Unit]:
    return [
        unit
        for unit in units(source.passage, source.lead_text)
        if any(span.start <= unit.span.start and unit.span.end <= span.end for span in source.spans)
    ]


Carrier = tuple[str, str, tuple[Act, ...]]  # its text, the sentence that follows, its acts


@lru_cache(maxsize=1024)
def _carriers(source: Source, who: Roles) -> tuple[Carrier, ...]:
    """What can carry a sentence: each quoted sentence, each item with its lead-in, a list whole, two that cling."""
    around = units(source.passage, source.lead_text)
    quoted = _quoted(source)
    found: list[tuple[str, Unit]] = []
    for unit in quoted:
        found.append((_with_lead(unit, source, around), unit))
        at = around.index(unit)
        if unit.clings and at and around[at - 1] in quoted and unit.lead is None:
            found.append((f"{around[at - 1].text} {unit.text}", unit))
    for lead in dict.fromkeys(unit.lead for unit in quoted if unit.lead is not None):
        items = [unit for unit in quoted if unit.lead == lead]
        if 1 < len(items) <= _MOST_TOGETHER:
            found.append(
                (" ".join((_lead(items[0], source, around), *(_bare(item.text) for item in items))), items[-1])
            )
    return tuple((text, _after(unit, around), read(text, who).acts) for text, unit in found)


def _with_lead(unit: Unit, source: Source, around: Sequence[Unit]) -> str:
    return f"{_lead(unit, source, around)} {_bare(unit.text)}".strip()


def _lead(unit: Unit, source: Source, around: Sequence[Unit]) -> str:
    if unit.lead is None:
        return ""
    inside = next((other for other in around if other.span == unit.lead), None)
    return inside.text if inside is not None else source.lead_text


def _bare(text: str) -> str:
    """An item without its mark."""
    from kb.process.sentences import mark_of

    return text[mark_of(text) :]


def _after(unit: Unit, around: Sequence[Unit]) -> str:
    at = around.index(unit)
    after = around[at + 1] if at + 1 < len(around) else None
    return after.text if after is not None and after.lead is None else ""


def _takes_back(following: str, whole: str, who: Roles) -> bool:
    """Whether the sentence behind a quote limits it, and the claim does not say so."""
    if not conditions.TAKES_BACK.match(following):
        return False
    after = read(following, who)
    said = conditions.told_by(read(whole, who), read(whole, who).told)
    return conditions.covered(conditions.told_by(after, after.told), said) < 0.6
