"""What was agreed before and what is agreed now, side by side, where a question asks for both."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.extract import Scored
from assistant.held import Held
from assistant.question import Question
from assistant.sought import Sought
from kb.language.dutch import analyse
from kb.model import ValidityStatus

_THEN = re.compile(
    r"\b(?:oude?|vorige?|vroeger|eerdere?|destijds|toen|voorheen|was|waren|moest|kreeg|kregen|old|previous|former"
    r"|used to|before|earlier|were)\b",
    re.I,
)
_NOW = re.compile(r"\b(?:nu|nieuwe?|tegenwoordig|huidige?|inmiddels|now|new|current|currently|nowadays|today)\b", re.I)
_BOTH = re.compile(
    r"\b(?:verschil\w*|veranderd?|verandert|gewijzigd|anders|aangepast|gedraaid|even (?:lang|vaak|veel)|hetzelfde"
    r"|ook (?:al )?zo|en (?:hoe \w+ |wat (?:is het )?)?nu|nog steeds|difference|differ\w*|change[ds]?|same|still)\b",
    re.I,
)
_AS_GOOD = 0.6  # either side must answer at least so well beside the best sentence


def then_and_now(
    question: Question, wanted: Sought | None, ranking: Sequence[Scored], held: Held, on: date
) -> tuple[Scored, ...]:
    """The best sentence of an agreement that ended and that of its like that holds; none where not both are asked for.

    Where an amount, a term, a number is asked for, both give one.
    """
    asked = question.text
    if not (_THEN.search(asked) and _NOW.search(asked) and _BOTH.search(asked)) or not ranking:
        return ()
    form = wanted.given if wanted is not None else None
    fitting = [one for one in ranking if form is None or form.search(one.unit.text)]
    good = [one for one in fitting if one.score >= _AS_GOOD * fitting[0].score]
    sides = [(one, other) for one in good for other in good if _ended(one, held, on) and not _ended(other, held, on)]
    alike = [pair for pair in sides if _of_one_line(pair[0].place.title, pair[1].place.title)]
    return max(alike, key=lambda pair: pair[0].score + pair[1].score, default=())


def _of_one_line(title: str, other: str) -> bool:
    """Whether one agreement may be the successor of the other: most words of their titles agree."""
    words, others = ({stem for stem in analyse(one) if not stem.isdigit()} for one in (title, other))
    return 2 * len(words & others) >= max(len(words), len(others))


def _ended(one: Scored, held: Held, on: date) -> bool:
    document = one.place.passage.document_id
    ended = held.validity(document, on).status in {ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED}
    return ended or document in held.superseded(on)
