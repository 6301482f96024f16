"""Questions that found nothing, kept without what is personal in them; nobody's answer waits or fails for it."""

import logging
from datetime import date
from typing import TYPE_CHECKING

from kb.errors import StoreError

if TYPE_CHECKING:
    from api.workplace import Workplace
    from kb.answer import Answer

_log = logging.getLogger(__name__)


def keep(workplace: "Workplace", question: str, answer: "Answer") -> None:
    """Keep a question that found nothing, names and numbers taken out; only a line in the log tells where it fails."""
    from kb.language.masked import masked

    try:
        if text := masked(question, workplace.thesaurus().words):
            workplace.store.kept.keep_unanswered(text, answer.region, answer.language, date.today())
    except Exception as error:  # noqa: BLE001 - the answer is there, whatever becomes of this
        # of any other error only the kind: its words might be the question's
        problem = error if isinstance(error, StoreError) else type(error).__name__
        _log.warning("a question that found nothing was not kept: %s", problem)
