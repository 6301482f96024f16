"""How surely the paragraphs that were found answer: whether the answer is there at all, and whether it is settled.

Two logistic scores over the same evidence, fitted on the open halves of the blind questions with
answerable and unanswerable ones weighed alike; docs/adr/0012 has the figures, `eval/settled_fit.py` the fit.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from math import exp
from typing import Final

from assistant.place import Place
from assistant.sought import Sought, gives, stems_of
from kb.answer import QuestionKind
from kb.search.asked import Asked, Word
from kb.search.hybrid import Known

_LOOKED_AT = 4  # paragraphs
_SAID = 0.3  # from here a paragraph says a word well enough to be about it
_HELD = 0.5  # from here some text of the region says a word
_SURELY = 0.7  # ... and that of another region


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells whether a question is answered; weights of words are idf.

    `score` is the best passage's, `unsaid` the share of the asked words that no text of the regions
    says at all, `elsewhere` how many of those another region's texts do say. `asks` is 1 where an
    attribute is asked for, `lacking` where the best paragraph does not give it, `lacking_near`
    where none of the first three does, `lacking_form` where it is an amount, a term, a number.
    `unmet` is the weight of the most telling asked word that the best paragraph does not say,
    `unmet_near` of one that none of the first four says. `untyped` is 1 for no known kind of question.
    """

    score: float
    unsaid: float
    elsewhere: float
    asks: float
    lacking: float
    lacking_near: float
    lacking_form: float
    unmet: float
    unmet_near: float
    untyped: float


# In the order of the fields above; the constant last.
_THERE: Final = (1.09, -2.27, -0.36, -0.75, -0.9, 0.68, -1.85, -0.1, -0.05, 0.15, -0.9)
_SETTLED: Final = (0.0, -1.43, -0.24, -0.97, -0.65, -0.22, -1.58, -0.1, -0.01, -0.54, 2.04)
_THERE_ENOUGH: Final = 0.3  # below, the documents are said not to have the answer
_HALF_THERE, _HOPELESS = 0.5, 0.25  # ... also where it is doubtful and not even a part is settled
SETTLED_ENOUGH: Final = 0.55  # below, what was found is shown as a part, and what it lacks is named


def there(evidence: Evidence) -> float:
    """The probability, 0 to 1, that the documents answer at all, were half of all questions answerable."""
    return _logistic(_THERE, evidence)


def unanswered(evidence: Evidence) -> bool:
    """Whether the documents are said not to have the answer, rather than a part of it."""
    likely = there(evidence)
    return likely < _THERE_ENOUGH or (likely < _HALF_THERE and settled(evidence) < _HOPELESS)


def settled(evidence: Evidence) -> float:
    """The probability, 0 to 1, that what was found settles the question, were half of all questions settled."""
    return _logistic(_SETTLED, evidence)


def _logistic(weights: Sequence[float], evidence: Evidence) -> float:
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, (*astuple(evidence), 1.0), strict=True))))


@dataclass(frozen=True, slots=True)
class Weighed:
    """The evidence, and the asked words that the found paragraphs do not say, most telling first."""

    evidence: Evidence
    unmet: tuple[Word, ...]


def weigh(
    asked: Asked,
    wanted: Sought | None,
    kind: QuestionKind,
    places: Sequence[Place],
    known: Callable[[Word], Known],
) -> Weighed:
    """Weigh the found paragraphs, best first and at least one, against the sentence that asks.

    `known` says whether any text of the regions asked about says a word, as HybridSearch.known does.
    """
    telling = [word for word in dict.fromkeys(asked.words) if not word.idle]
    each = [known(word) for word in telling]
    near = places[:_LOOKED_AT]
    stems = [stems_of("\n".join((one.read, one.title, *one.passage.headings))) for one in near]
    said = [[word.met(own) >= _SAID for word in telling] for own in stems]
    unmet = [one.weight for one, best in zip(each, said[0], strict=True) if not best]
    unmet_near = {
        word: one.weight
        for number, (word, one) in enumerate(zip(telling, each, strict=True))
        if not any(row[number] for row in said)
    }
    unsaid = [one for one in each if one.here < _HELD]
    lacking = [wanted is not None and not gives(wanted, place) for place in near[:3]]
    evidence = Evidence(
        score=max(place.hit.score for place in places),
        unsaid=len(unsaid) / max(len(telling), 1),
        elsewhere=float(sum(one.elsewhere >= _SURELY for one in unsaid)),
        asks=float(wanted is not None),
        lacking=float(lacking[0]),
        lacking_near=float(all(lacking)),
        lacking_form=float(lacking[0] and wanted is not None and wanted.given is not None),
        unmet=max(unmet, default=0.0),
        unmet_near=max(unmet_near.values(), default=0.0),
        untyped=float(kind is QuestionKind.OTHER),
    )
    return Weighed(evidence, tuple(sorted(unmet_near, key=lambda word: -unmet_near[word])))
