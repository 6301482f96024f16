"""Yes or no, where one sentence says it of what is asked; silent where it does not.

A verdict is spoken where the act of a sentence that was found lines up with the question: it says
most of the asked words, it does what is asked about, and its polarity is plain. How far that must
go is fitted on the open halves of the blind questions (docs/adr/0012).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.extract import Said
from assistant.held import Held
from assistant.question import Question
from assistant.who import acts_of
from kb.answer import Verdict
from kb.language.dutch import analyse
from kb.process.act import Act, Consent, Modality, Polarity
from kb.search.asked import Asked, Word

_NEGATED = re.compile(
    r"\b(?:niet|geen|nooit|niets|niks|not|n't|never|no|nothing)\b|\b(?:isn|don|doesn|can|won|shouldn|aren|needn)['’]t\b",
    re.I,
)
_WITHOUT_CONSENT = re.compile(
    r"\b(?:zonder|buiten)\b.{0,30}\b(?:toestemming|instemming|medeweten|akkoord|weten|ja|handtekening)\b"
    r"|\bwithout\b.{0,30}\b(?:consent|permission|asking|knowing|signature|signing)\b",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:mits|tenzij|alleen|uitsluitend|slechts|pas|behalve|uitgezonderd|voor zover|in beginsel|zo veel mogelijk"
    r"|in (?:sommige|bepaalde) (?:situaties|gevallen)|bij uitzondering)\b",
    re.I,
)
_OBLIGES = re.compile(
    r"\b(?:moet|moeten|dien|dient|dienen|verplicht|verplichting|nodig|vereist|hoeft|hoef|hoeven|must|have to|has to"
    r"|need(?:s|ed)?|required|should|obliged|obligatory|mandatory)\b",
    re.I,
)
_ALLOWS = re.compile(r"\b(?:mag|mogen|kan|kun|kunnen|toegestaan|bevoegd|may|can|could|allowed|permitted)\b", re.I)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A verdict that an act would give, and how well the act lines up with the question.

    `said` is the share of the asking sentence's telling words that its sentence says, `around` with
    headings and the rest of the paragraph; `does` is how surely its verb or object is asked about,
    `actor` 1 where an actor that the question names acts, 0 where another does, else .5; `first` 1 in
    the first claim; `verb` is how surely what is done is asked about. `claim` counts from 0.
    """

    verdict: Verdict
    said: float
    around: float
    does: float
    actor: float
    first: float
    verb: float
    of_consent: bool
    claim: int


# Fitted: what each of these is worth; below the bar the answer is silent.
_WORTH: Final = (2.0, 1.0, 1.0, 0.5, 0.5)
_BAR: Final = {Verdict.YES: 3.25, Verdict.NO: 2.0, Verdict.CONDITIONAL: 4.2, Verdict.NOT_REGULATED: 2.0}
_AS_WELL: Final = 0.5
_HALF, _MOST, _AFFIRMS = 0.5, 0.75, 0.65
_TELLING: Final = 2  # words of a question that make a rule on it more than a rule on the same thing
_FULFILLED: Final = 0.5  # share of a condition's words that the question must say


def verdict(
    question: Question, asking: Asked, said: Sequence[Said], held: Held, weigh: "Weigh"
) -> tuple[Verdict, int] | None:
    """Whether it is so, and the number of the claim that says it; None where no act of the first claims lines up well.

    What is denied goes before what is said about as well: a rule that forbids is the one to know.
    """
    found = sorted(aligned(question, asking, said, held, weigh), key=worth, reverse=True)
    denied = [one for one in found if one.verdict is Verdict.NO and worth(one) >= worth(found[0]) - _AS_WELL]
    best = next(iter([*denied, *found]), None)
    return (best.verdict, best.claim) if best is not None and _speaks(best) else None


def premise_denied(question: Question, asking: Asked, said: Sequence[Said], held: Held, weigh: "Weigh") -> bool:
    """Whether a question why takes for granted what an act denies: "waarom moet de politie ...", and it need not."""
    why = _WHY.match(question.asked)
    if why is None:
        return False
    asserted = question.asked[why.end() :]
    denies = bool(_NEGATED.search(asserted))
    plain = question.model_copy(update={"asked": _NEGATED.sub(" ", asserted), "yes_no": True})
    found = max(aligned(plain, asking, said, held, weigh), key=worth, default=None)
    contrary = Verdict.YES if denies else Verdict.NO
    return found is not None and found.verdict is contrary and _speaks(found)


_WHY = re.compile(r"\s*(?:(?:en|maar|dus|and|so|but),? )?(?:waarom|hoezo|why|how come)\b", re.I)


def _speaks(one: Aligned) -> bool:
    """Whether an act lines up well enough to speak; one that says whether consent is needed can hardly mean else."""
    if one.of_consent:
        return one.said >= _MOST and one.around >= _MOST
    # a sentence on the same subject is easily had: who acts, or what is done, must be what the question names
    meant = (
        one.verdict is Verdict.NOT_REGULATED or one.verb >= _HALF or (one.actor == 1 and one.verdict is not Verdict.NO)
    )
    # "neemt contact op" says no yes to whether a report is to be taken in ("opnemen"): most must be said with it
    whole = one.verdict is not Verdict.YES or one.said >= _AFFIRMS
    return meant and whole and worth(one) >= _BAR[one.verdict]


Weigh = Callable[[Word], float]


def worth(one: Aligned) -> float:
    """How well an act lines up with the question, the more the better."""
    values = (one.said, one.around, one.does, one.actor, one.first)
    return sum(weight * value for weight, value in zip(_WORTH, values, strict=True))


def aligned(question: Question, asking: Asked, said: Sequence[Said], held: Held, weigh: Weigh) -> Iterable[Aligned]:
    """The acts of the first claims that give a verdict at all, each with how it lines up."""
    telling = [word for word in dict.fromkeys(asking.words) if not word.idle and not _CONSENT_WORDS & {*word.written}]
    if not question.yes_no or not telling:  # "is toestemming nodig?" does not say for what
        return
    about_consent = bool(_CONSENT.search(question.asked))
    if len(telling) < _TELLING and not about_consent:  # "is bemiddeling verplicht?" is met by all that names it
        return
    weights = {word: max(weigh(word), 0.1) for word in telling}
    total = sum(weights.values())

    def share(stems: frozenset[str]) -> float:
        return sum(word.met(stems) * weight for word, weight in weights.items()) / total

    told = frozenset(analyse(question.text))

    def fulfils(condition: str) -> bool:
        """Whether the question tells that the condition is met: it says most of its words."""
        stems = frozenset(analyse(condition))
        return len(stems & told) >= _FULFILLED * max(len(stems), 1)

    named = [mention.core for mention in held.roles.mentions(question.asked)]
    for number, one in enumerate(said[:2]):
        passage = one.place.passage
        around = frozenset(analyse("\n".join((one.place.read, *passage.headings))))
        for act in acts_of(one, held):
            found = _says(question, act, _sentence(act, one, held), fulfils, held.roles.same)
            if found is None:
                continue
            own = frozenset(analyse(_sentence(act, one, held)))
            does = frozenset(analyse(f"{act.verb} {act.action.text} {act.object.text if act.object else ''}"))
            done = max((word.met(does) * weights[word] for word in telling), default=0.0) / max(weights.values())
            done_is = frozenset(analyse(act.verb))
            verb = max(word.met(done_is) for word in telling)
            who = [slot.text for slot in act.actors]
            actor = 0.5 if not named or not who else float(any(held.roles.same(a, b) for a in named for b in who))
            of_consent = act.consent is not None and about_consent
            yield Aligned(found, share(own), share(around), done, actor, float(number == 0), verb, of_consent, number)


def _sentence(act: Act, said: Said, held: Held) -> str:
    """The words of an act with what introduces it."""
    text = held.full_text(said.place.passage.document_id)
    lead = text[act.lead.start : act.lead.end] if act.lead else ""
    return f"{lead} {text[act.span.start : act.span.end]}".strip()


_UNREGULATED = re.compile(
    r"\b(?:(?:is|zijn|wordt|worden|was) (?:\w+ ){0,3}(?:niet|nergens|nooit|onvoldoende) (?:\w+ ){0,2}"
    r"(?:geregeld|vastgelegd|afgesproken|bepaald|opgenomen|beschreven|vastgesteld)"
    r"|(?:niet|nergens|nog niet) (?:\w+ ){0,2}(?:geregeld|vastgelegd|afgesproken|bepaald)"
    r"|(?:geen|zonder) (?:\w+ ){0,2}(?:afspraak|afspraken|regeling|regel|regels)\b|ontbreekt een (?:regel|afspraak)"
    r"|(?:zeggen|noemen|regelen) (?:\w+ ){0,4}(?:niets|niet))\b",
    re.I,
)


def _says(
    question: Question, act: Act, sentence: str, fulfils: Callable[[str], bool], same: Callable[[str, str], bool]
) -> Verdict | None:
    """What an act says to a question, as if it were about the same thing."""
    if _UNREGULATED.search(sentence):
        return Verdict.NOT_REGULATED
    if act.narrative:
        return None
    if _CONSENT.search(question.asked) or _WITHOUT_CONSENT.search(question.asked):
        return _of_consent(question, act, sentence, fulfils, same)
    # "mag dat niet?" and "mag dat, of moet ik ...?" have no plain yes or no, nor has "kan niet zonder"
    if any(form.search(question.asked) for form in (_NEGATED, _EITHER)):
        return None
    # nor can figures be weighed here, or what a sentence denies in its second half
    figures = _FIGURE.search(question.asked) and _FIGURE.search(sentence)
    if figures or any(form.search(sentence) for form in (_NOT_WITHOUT, _NO_MATTER, _SECOND_HALF)):
        return None
    return _of_rule(question, act, sentence, fulfils)


_EITHER = re.compile(
    r"\bof (?:moet|mag|kan|is|wordt|hoef|gaat|staat|heeft|valt|geldt|juist)\b"
    r"|\bor (?:is|are|do|does|can|may|must|should)\b",
    re.I,
)
_NO_MATTER = re.compile(r"\bmaakt (?:\w+ ){0,2}(?:niet|geen) (?:uit|verschil)\b", re.I)
_SECOND_HALF = re.compile(r",\s+(?:maar )?(?:de |het |een )?[\w-]+(?: [\w-]+)? (?:niet|wel)\s*[.;]?$", re.I)
_FIGURE = re.compile(
    r"\b(?:\d+|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|twintig|dertig|two|three|four|five|six|seven"
    r"|eight|nine|ten)\s+(?:werk)?(?:dag|dagen|we(?:ek|ken)|maand|maanden|jaar|jaren|uur|euro|days?|weeks?|months?|years?)\b",
    re.I,
)
_NOT_WITHOUT = re.compile(r"\b(?:niet|geen|nooit)\b[^.;]{0,60}\bzonder\b", re.I)


def _of_rule(question: Question, act: Act, sentence: str, fulfils: Callable[[str], bool]) -> Verdict:
    """What a rule says to a plain question."""
    if act.negated or act.modality in {Modality.MUST_NOT, Modality.NEED_NOT}:
        return Verdict.CONDITIONAL if act.exceptions else Verdict.NO
    if act.modality in {Modality.MAY, Modality.CAN} and _OBLIGES.search(question.asked):
        return Verdict.NO
    unmet = any(not fulfils(slot.text) for slot in act.preconditions)
    return Verdict.CONDITIONAL if unmet or act.exceptions or _CONDITION.search(sentence) else Verdict.YES


_ONLY_WITH = re.compile(r"\b(?:alleen|uitsluitend|slechts|pas)\b(?=.{0,40}\b(?:toestemming|instemming)\b)", re.I)
# Whose consent a question asks about: "toestemming van de bewoner", "moet de verhuurder toestemming geven".
_GIVER = re.compile(
    r"\b(?:toestemming|instemming|akkoord|handtekening|machtiging|consent|permission)\b(?:\s+nodig)?\s+(?:van|of|from)"
    r"\s+(?:de |het |een |the |an? )?(?P<one>[\w-]+)"
    r"|\b(?:moet|moeten|hoeft|hoeven|must|does|has)\s+(?:de |het |een |the )?"
    r"(?P<other>[\w-]+)\b.{0,30}\b(?:toestemming|instemming|consent|permission)\b",
    re.I,
)
_CONSENT_WORDS = frozenset({"toestemming", "instemming", "akkoord", "machtiging", "consent", "permission"})
_CONSENT = re.compile(
    r"\b(?:toestemming\w*|instemm\w*|akkoord|goedvinden|machtig\w*|handtekening|consent|permission|agree)\b", re.I
)


def _of_consent(
    question: Question, act: Act, sentence: str, fulfils: Callable[[str], bool], same: Callable[[str, str], bool]
) -> Verdict | None:
    """Whether consent is needed, or whether it goes without; None where the act does not say."""
    consent, obliges = act.consent, bool(_OBLIGES.search(question.asked))
    giver = _GIVER.search(question.asked)
    if (
        consent is None
        or _REFERS.search(sentence)
        or (giver and not _given_by(giver["one"] or giver["other"], consent, same))
    ):
        return None
    if consent.polarity is Polarity.NOT_ENOUGH:  # "geldt niet als toestemming", "ook niet met toestemming"
        return None if obliges else Verdict.NO
    if consent.polarity not in {Polarity.NEEDED, Polarity.NOT_NEEDED}:
        return None
    needed = consent.polarity is Polarity.NEEDED
    rest = _ONLY_WITH.sub(" ", sentence) if needed else sentence  # "alleen met toestemming" is just needed
    words = consent.words.span  # "mag als de bewoner toestemming geeft" has no condition but the consent
    others = [one for one in act.preconditions if not one.span.start <= words.start < one.span.end]
    if (
        act.exceptions
        or others
        or _CONDITION.search(rest)
        or (not needed and any(not fulfils(one[1]) for one in _ON_OCCASION.finditer(sentence)))
    ):
        return Verdict.CONDITIONAL
    without = bool(_WITHOUT_CONSENT.search(question.asked))
    if without != obliges and (obliges or _ALLOWS.search(question.asked)):
        return Verdict.YES if needed == obliges else Verdict.NO
    return None


# "artikel 8 noemt de gevallen waarin toestemming niet nodig is" says where it is said, not that it is so
_REFERS = re.compile(
    r"\b(?:noem(?:t|en)|beschrijf(?:t)|staat|staan|regel(?:t|en)|bepaal(?:t)|vermeld(?:t|en)|bij uitzondering)\b.{0,60}"
    r"\b(?:gevallen|wanneer|waarin|of)\b",
    re.I,
)


_ON_OCCASION = re.compile(r"\b(?:bij|in geval van|vanwege|wegens|tijdens)\s+((?:de |het |een )?[\w-]+)", re.I)


def _given_by(name: str, consent: Consent, same: Callable[[str, str], bool]) -> bool:
    """Whether the consent is that of whom the question names."""
    return consent.whose is not None and same(name, consent.whose.text)
