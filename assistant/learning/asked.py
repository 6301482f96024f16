"""A question about one act of an agreement, and what makes one clear enough to be asked."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from assistant.learning.clause import Clause, stands_alone
from assistant.learning.lengths import LENGTH, OFTEN
from assistant.learning.others import Others
from assistant.processes import Frame
from kb.language.dutch import stems
from kb.language.words import IDLE_WORDS
from kb.model import Span
from kb.process.actors import Mention, Roles, Sort


class CaseKind(StrEnum):
    """What a case asks."""

    WHO = "who"
    LEAD = "lead"
    TERM = "term"
    CONSENT = "consent"
    NEXT = "next"


class Asked(NamedTuple):
    """A question about one act: `proof` is where the words of the right answer stand in the full text.

    `told` is the situation it is asked of. `fixed` options keep their order: yes, no, it depends.
    """

    kind: CaseKind
    told: str
    text: str
    right: str
    wrong: tuple[str, ...]
    proof: Span
    fixed: bool = False


_FEWEST_WORDS = 2  # content words, without which nobody knows what is asked
_IDLE: Final = frozenset(stem for word in IDLE_WORDS for stem in stems(word))
_MODAL: Final = re.compile(r"(?:mag|mogen|kan|kunnen|moet|moeten|wil|willen|zal|zullen)", re.I)
_INFINITIVE: Final = re.compile(r"\w+(?:en|an|aan|ien|oen)\b")
_TIMES: Final = re.compile(f"{LENGTH}|{OFTEN.replace('?P<', '?P<often_')}", re.I)


def says_enough(plain: Clause, subject: str = "") -> bool:
    """Whether a question with these words tells what it is about; `subject` where it is among them."""
    said = f"{subject} {plain.condition} {plain.front} {plain.rest}"
    content = {stem for stem in stems(_TIMES.sub(" ", said)) if stem not in _IDLE}
    if _MODAL.fullmatch(plain.verb) and not _INFINITIVE.search(plain.rest):
        return False
    return len(content) >= _FEWEST_WORDS


def clear(text: str, others: Others) -> bool:
    """Whether words can be read without those before them."""
    return stands_alone(text, any(client_in(text, others)))


def client_in(text: str, others: Others) -> Sequence[str]:
    """The words for whom the work is about that a text names, singular: `huurder`."""
    mentions = others.mentions(text)
    return [one.core for one in mentions if _is_client(one)]


def _is_client(one: Mention) -> bool:
    return Roles.sort(one.core) is Sort.CLIENT and not one.plural and one.core.islower()


def quoted(frame: Frame, span: Span) -> str:
    """The words of a stretch of the quote."""
    return frame.citation.quote[span.start - frame.citation.start : span.end - frame.citation.start]
