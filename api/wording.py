"""What stands around the quotes of an answer: the line one can act on, what is left open, the terms in English."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from api.sentences import Lang, catalogue, sentence
from kb.answer import Answer, Claim, Option, QuestionKind
from kb.language.dutch import sentences
from kb.model import Document
from kb.process.anybody import anybody

if TYPE_CHECKING:
    from kb.language.thesaurus import Concept, Thesaurus

Term = tuple[str, str]  # a word of the quotes as they write it, and its English name

_LEADS = re.compile(r"(?<!\w)\w*regie(?!\w)", re.I)
# Who acts is a line to act on where that is asked, and where the answer is what somebody does.
_BESIDE_VERDICT: Final = frozenset({QuestionKind.WHO_ACTS, QuestionKind.WHO_LEADS})
_WITH_WHO: Final = _BESIDE_VERDICT | {
    QuestionKind.CONSENT,
    QuestionKind.DATA_SHARING,
    QuestionKind.DUPLICATE,
    QuestionKind.REGISTRATION,
    QuestionKind.STEPS,
}
_AND: Final[dict[Lang, str]] = {"nl": "en", "en": "and"}
_MOST_TERMS = 2
_TOGETHER = 3  # words of a question that are looked up together


def frame(answer: Answer) -> str:
    """The short sentences before the first claim; empty where the claim itself must do.

    They say what the verdict, the actors and the kind of the answer carry, or what its outcome asks
    of the reader, and nothing more: an actor that the first claim does not name is not named here.
    """
    match answer.outcome:
        case "answered":
            return " ".join(filter(None, (_verdict(answer), _who(answer))))
        case "partial":  # who acts may be the very thing that is missing
            return _verdict(answer)
    return _of_outcome(answer)


def left_open(answer: Answer, documents: Sequence[Document]) -> tuple[str, ...]:
    """What the texts do not settle, a few sentences for each sort of thing that is missing.

    The documents held tell which of those are documents that they name and that are not among them.
    """
    if not answer.missing:
        return ()
    from kb.register import register

    lang, absent = answer.language, {one.name for one in register(documents, answer.on).absent}
    elsewhere = [name for name in answer.missing if name in absent]
    unsaid = [f"“{name}”" for name in answer.missing if name not in absent]
    said = [sentence("partial", {"missing": in_a_row(unsaid, lang)}, lang)] if unsaid else []
    return (*said, *(sentence("missing_document", {"document": name}, lang) for name in elsewhere))


def option_label(fact: str | None, option: Option, lang: Lang) -> str:
    """A value of the fact that decides, in words: `huurwoning`."""
    code = f"option_{fact}_{option.value}"
    return sentence(code, {}, lang) if code in catalogue() else option.label


def region_name(slug: str) -> str:
    """A region as people write it."""
    return " ".join(part.capitalize() for part in slug.split("-"))


def in_a_row(names: Sequence[str], lang: Lang) -> str:
    """`a, b en c`."""
    *most, last = names
    return f"{', '.join(most)} {_AND[lang]} {last}" if most else last


def claims_of(answer: Answer) -> tuple[Claim, ...]:
    """All claims: after the answer's own those of the options, last what cautions set against them."""
    options = (claim for option in answer.options for claim in option.claims)
    return (*answer.claims, *options, *(claim for caution in answer.cautions for claim in caution.claims))


def _verdict(answer: Answer) -> str:
    return sentence(f"verdict_{answer.verdict.value}", {}, answer.language) if answer.verdict else ""


def _who(answer: Answer) -> str:
    if not answer.actors or answer.kind not in (_BESIDE_VERDICT if answer.verdict else _WITH_WHO):
        return ""
    if any(map(anybody, answer.actors)):  # "Wie: partij" tells nobody what to do
        return ""
    if answer.kind is QuestionKind.WHO_LEADS:
        return _who_leads(answer)
    named = [actor for actor in answer.actors if _names(answer.claims[0].text, actor)]
    return sentence("frame_who", {"actors": in_a_row(named, answer.language)}, answer.language) if named else ""


def _who_leads(answer: Answer) -> str:
    """Which lead each has, in the word of the sentence that names them; empty where one has none.

    Whoever chairs or coordinates is asked for in the same way, and is no case lead for that.
    """
    said = [claim.text[low:high] for claim in answer.claims for low, high in sentences(claim.text)]
    having: dict[str, tuple[str, list[str]]] = {}  # the actors of a lead, and the sentence that says so
    for actor in answer.actors:
        naming = [one for one in said if _names(one, actor)]
        one = next((one for one in naming if _LEADS.search(one)), next(iter(naming), ""))
        leads = {word.casefold() for word in _LEADS.findall(one)}
        lead = leads.pop() if leads else ""
        if not one or leads or having.setdefault(lead, (one, []))[0] != one:
            return ""
        having[lead][1].append(actor)
    return " ".join(_has_lead(lead, names, answer.language) for lead, (_, names) in having.items())


def _has_lead(lead: str, names: Sequence[str], lang: Lang) -> str:
    facts = {"actors": in_a_row(names, lang)}
    if not lead.removesuffix("regie"):
        return sentence("frame_leads" if lead else "frame_who", facts, lang)
    return sentence("frame_leads_as", facts | {"lead": lead.capitalize() if lang == "nl" else lead}, lang)


def _names(text: str, actor: str) -> bool:
    """Whether the actor stands in the text, as whole words."""
    written = re.escape(" ".join(actor.split()).casefold())
    return bool(re.search(rf"(?<!\w){written}(?!\w)", " ".join(text.split()).casefold()))


def _of_outcome(answer: Answer) -> str:
    code, facts = answer.reason or answer.outcome, {}
    if answer.outcome == "refused" and answer.cautions:  # what was seen in the question
        code, facts = answer.cautions[0].code, answer.cautions[0].facts
    elif answer.outcome == "needs_fact":
        code = f"needs_{answer.fact}"
    elif answer.outcome == "not_found" and answer.region:
        facts = {"region": region_name(answer.region)}
    return sentence(code if code in catalogue() else answer.outcome, facts, answer.language)


# ---- terms ----------------------------------------------------------------------------------------


def terms_of(answer: Answer, question: str, thesaurus: "Callable[[], Thesaurus]") -> tuple[Term, ...]:
    """The key terms that an English answer explains; none for a Dutch one, which asks nothing of the thesaurus."""
    said = [claim.text for claim in claims_of(answer)]
    return key_terms(question, said, thesaurus()) if said and answer.language == "en" else ()


def key_terms(question: str, quotes: Sequence[str], thesaurus: "Thesaurus") -> tuple[Term, ...]:
    """What the English question is about as the Dutch quotes write it, each with its English name; at most two.

    Concepts that more words of the question reach come first, of those the longer Dutch word.
    """
    from kb.language.words import written

    asked, texts = written(question), [written(quote) for quote in quotes]
    reached: dict[str, int] = {}
    for size in range(_TOGETHER, 0, -1):
        for at in range(len(asked) - size + 1):
            for one in thesaurus.reached(asked[at : at + size], "en"):
                for name in one.concepts:
                    reached[name] = max(reached.get(name, 0), len(one.places))
    met = []
    for name, words in reached.items():
        concept = thesaurus.concepts[name]
        dutch = _as_written(concept, texts) if concept.said.get("en") else None
        if dutch and dutch != concept.preferred("en").casefold():
            met.append((words, len(dutch), (dutch, concept.preferred("en"))))
    found: list[Term] = []
    for _, _, term in sorted(met, reverse=True):
        if not any(term[0] in other or term[1] == english for other, english in found):
            found.append(term)
    return tuple(found[:_MOST_TERMS])


def _as_written(concept: "Concept", texts: Sequence[Sequence[str]]) -> str | None:
    """The words of the texts that are a Dutch label of the concept, the preferred one if it stands there."""
    from kb.language.labels import tells
    from kb.language.thesaurus import label_stems
    from kb.language.words import written

    for label in concept.said.get("nl", ()):
        stems, size = label_stems(label), len(written(label))
        for words in texts if stems else ():
            for at in range(len(words) - size + 1):
                here = words[at : at + size]
                # "casusregie ligt bij" is a label too, and no term
                if tells(here[0]) and tells(here[-1]) and label_stems(" ".join(here)) == stems:
                    return " ".join(here)
    return None
