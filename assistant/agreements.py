"""Questions about the agreements themselves, answered from the register before any passage is searched."""

import re
from datetime import date

from assistant import appendices, headings, papers, parties, signatures, succession, validity
from assistant.asking import PAST, Asking
from assistant.held import Held
from assistant.question import Question
from assistant.told import Told

__all__ = ["PAST", "Told", "from_register"]

_IF = re.compile(r"\b(?:als|indien|mits|wanneer er|if)\b", re.I)  # what holds on a condition is for the texts to say
_TELLERS = (appendices.tell, signatures.tell, parties.tell, succession.tell, validity.tell, papers.tell, headings.tell)
_WORDS = (
    signatures.WORDS
    | parties.WORDS
    | succession.WORDS
    | validity.WORDS
    | papers.WORDS
    | appendices.WORDS
    | headings.WORDS
)


def from_register(question: Question, held: Held, on: date) -> Told | None:
    """The answer to a question about an agreement itself; None where something else is asked.

    What is told are its parties, signatures, term, successor, name and date, appendices and headings.
    """
    asking = Asking(question, held, on, _WORDS)
    if _IF.search(asking.said):
        return None
    return next((told for tell in _TELLERS if (told := tell(asking)) is not None), None)
