"""An answer from the texts alone: the best sentences of the best passages, quoted as they stand."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.cues import acting, fit
from assistant.place import Place
from assistant.question import Question
from assistant.quote import quote
from assistant.units import Unit, units
from assistant.verify import tidy
from kb.answer import Citation, Claim, QuestionKind
from kb.language.dutch import analyse
from kb.model import Passage, Role, Span
from kb.process.act import Act
from kb.search.asked import Asked

MOST_CLAIMS = 4
_WITH = 0.85  # another sentence of the paragraph that answers about as well is said along with the best
_SAME_WORD = 0.2  # what saying it in the asker's own words adds
_LONG, _SHORT = 0.08, 8  # what twice as many words cost: much text holds much by chance; words of a short unit
# A further claim must be about as good as the first, or it only blurs the answer.
_ALSO = 0.6
_SAYS = 0.7  # from here a unit counts as one that says a word, when the word's rarity is judged
_PLACE = 0.6  # what its passage's rank adds
_BARE = 0.4  # what it costs to introduce a list that stands elsewhere
_DEFINES = 0.1  # ... and to define a word where no meaning is asked for
# What it costs to tell history instead of a rule, and to say in cells what a sentence says as well.
_TOLD = {Role.NARRATIVE: 0.15, Role.TABLE_ROW: 0.2}


Cite = Callable[[Passage, Span], Citation]


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit, how well it answers, and how much it says (with its headings) of what is asked about."""

    place: Place
    unit: Unit
    score: float
    coverage: float


def ranked(
    question: Question, asked: Asked, places: Sequence[Place], acts_of: Callable[[Passage], Sequence[Act]]
) -> list[Scored]:
    """The units of the found passages, best answer first.

    A unit scores by what it says of what is `asked`, weighted by rarity among the units at hand,
    by its passage's place in the ranking, and by what its form fits.
    """
    terms = frozenset(stem for word in asked.words for stem in word.ways[0].stems)
    pool = [(place, unit) for place in places for unit in units(place.passage, place.lead_text)]
    met = np.array([[word.met(unit.terms) for word in asked.words] for _, unit in pool])
    met = met.reshape(len(pool), len(asked.words))
    weights = _weights(asked, met)
    top = places[0].hit.score if places else 1.0
    scored = []
    above: dict[tuple[str, ...], list[float]] = {}  # what a title and headings say, which many passages share
    for (place, unit), own in zip(pool, met, strict=True):
        around = (place.title, *place.passage.headings)
        if around not in above:
            above[around] = [word.met(_stems(around)) for word in asked.words]
        wide = np.maximum(own, above[around])
        told = _TOLD.get(place.passage.role, 0.0)
        with_headings = float(wide @ weights)
        score = 0.7 * float(own @ weights) + 0.3 * with_headings
        score += _SAME_WORD * float((own >= 1) @ weights)
        score -= _LONG * math.log2(max(len(unit.text.split()), _SHORT) / (2 * _SHORT))
        score += _PLACE * place.hit.score / top + fit(question, unit, terms) - told
        score += acting(question, [act for act in acts_of(place.passage) if _inside(act.span, unit.span)])
        score -= _BARE * (unit.is_lead and unit.span.end >= place.passage.end)
        score -= _DEFINES * (place.passage.role is Role.DEFINITION and question.kind is not QuestionKind.DEFINITION)
        scored.append(Scored(place, unit, score, coverage=with_headings))
    return sorted(scored, key=lambda one: -one.score)


@lru_cache(maxsize=4096)
def _stems(around: tuple[str, ...]) -> frozenset[str]:
    return frozenset(analyse(" ".join(around)))


def _weights(asked: Asked, met: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each asked word tells, in all 1: its rarity among the units at hand; half for one that only asks."""
    rarity = np.log1p(len(met) / (1 + (met >= _SAYS).sum(axis=0)))
    told = rarity * np.array([0.5 if word.idle else 1.0 for word in asked.words])
    return np.asarray(told / max(told.sum(), 1e-9))


class Said(NamedTuple):
    """A claim, and the units of a paragraph that it says, the best one first."""

    claim: Claim
    place: Place
    units: tuple[Unit, ...]
    spans: tuple[Span, ...]


def said_by(ranking: Sequence[Scored], cite: Cite) -> list[Said]:
    """One to four claims from the best units, all of the first one's region, each from a paragraph of its own.

    The text of a claim is the sentences of the paragraph that answer, with what clings to them; its
    citation is the paragraph in which they stand.
    """
    found: list[Said] = []
    taken: list[tuple[str, Span]] = []
    for one in ranking:
        if len(found) == MOST_CLAIMS or one.score < _ALSO * ranking[0].score:
            break
        passage, lead = one.place.passage, one.place.lead_text
        if found and found[0].claim.citations[0].region != cite(passage, one.unit.span).region:
            continue
        own = [other.unit for other in ranking if other.place is one.place and other.score >= _WITH * one.score]
        quoted = quote(passage, own, lead)
        if any(passage.document_id == held and _overlap(span, other) for span in quoted.shown for held, other in taken):
            continue
        taken += [(passage.document_id, span) for span in quoted.shown]
        text = "\n".join(cite(passage, span).quote for span in quoted.said)
        claim = Claim(text=tidy(text), citations=tuple(cite(passage, span) for span in quoted.shown))
        found.append(Said(claim, one.place, tuple(own), quoted.said))
    return found


def _inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
