"""The assistant: a question in, a cited answer out, quoted or worded by the configured model."""

import logging
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering import Answering
from assistant.held import Held
from assistant.question import Asked, Language
from assistant.settled import Weighed
from assistant.turns import Turn
from kb.answer import Answer, Caution, Claim, Refused
from kb.consistency.finding import Finding
from kb.errors import ModelAbsent, NotHeld
from kb.search.indexes import Indexes
from kb.settings import Settings
from kb.store import Store

if TYPE_CHECKING:
    from kb.neural.language_model import LanguageModel

_log = logging.getLogger(__name__)

Known = Callable[[date], Sequence[Finding]]  # what is known not to agree on a day


class Assistant:
    """Answers process questions from the agreements held. Threads may share one."""

    def __init__(self, store: Store, indexes: Indexes, settings: Settings, known: Known | None = None) -> None:
        """`known` gives what does not agree without looking for it: an answer never waits for that."""
        self._store, self._indexes, self._settings, self._known = store, indexes, settings, known
        self._looking = threading.Lock()
        self._last: Held | None = None
        self._opened: LanguageModel | None = None

    def answer(
        self,
        question: str,
        *,
        region: str | None = None,
        on: date | None = None,
        lang: Language | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer:
        """Answer from the texts alone, on a day (today where None), from one region or, where None, from all.

        A question that cannot be taken comes back as refused, one without an answer as not found;
        raises StoreError only where the store or its indexes cannot be used.
        """
        asked = Asked(question, region, on or date.today(), lang, tuple(history))
        if refused := self._refused(asked):
            return refused
        try:
            return self._path(asked).walk()
        except NotHeld:  # a document was removed while it was being quoted; what is held now answers
            return self._path(asked).walk()

    def stream(
        self,
        question: str,
        *,
        region: str | None = None,
        on: date | None = None,
        lang: Language | None = None,
        history: Sequence[Turn] = (),
    ) -> Iterator[Claim | Answer]:
        """Each claim as soon as it is known, then the whole answer; worded by the configured model where there is one.

        Arguments and errors are those of `answer`. Where the model has nothing that holds, the answer is that of
        `answer` and says so.
        """
        asked = Asked(question, region, on or date.today(), lang, tuple(history))
        path = self._path(asked)
        try:
            default: Answer = self._refused(asked) or path.walk()
        except NotHeld:
            path = self._path(asked)
            default = path.walk()
        if self._settings.llm and path.wordable and (model := self._model()):
            yield from path.worded(default, model)
        elif self._settings.llm and path.wordable:
            yield from default.claims
            yield default.model_copy(update={"cautions": (*default.cautions, Caution(code="extract_fallback"))})
        else:
            yield from default.claims
            yield default

    def close(self) -> None:
        """Let go of the model."""
        with self._looking:
            if self._opened is not None:
                self._opened.close()
            self._opened = None

    def _model(self) -> "LanguageModel | None":
        """The configured model, opened when first needed; None where it cannot be opened."""
        with self._looking:
            if self._opened is None and self._settings.llm_address is not None:
                from kb.neural.language_model import language_model

                key, settings = self._settings.llm_key, self._settings
                try:
                    self._opened = language_model(
                        self._settings.llm_address,
                        key=key.get_secret_value() if key else None,
                        seconds=settings.llm_seconds,
                        at_once=settings.llm_at_once,
                        context=settings.llm_context,
                    )
                except ModelAbsent as error:
                    _log.error("%s", error)
            return self._opened

    def _path(self, asked: Asked) -> Answering:
        return Answering(self.held(), self._indexes, asked, self.findings)

    def weighed(
        self, question: str, *, region: str | None, lang: Language | None, history: Sequence[Turn] = ()
    ) -> Weighed | None:
        """What tells whether a question is answered from the passages, for whoever measures it; None: nothing found."""
        asked = Asked(question, region, date.today(), lang, tuple(history))
        return self._path(asked).weighed()

    def _refused(self, asked: Asked) -> Refused | None:
        if not re.search(r"[^\W_]", asked.text):
            reason = "question_empty"
        elif len(asked.text) > self._settings.question_chars:
            reason = "question_too_long"
        else:
            return None
        return Refused(reason=reason, on=asked.on, language=asked.lang or "nl", region=asked.region)

    def findings(self, on: date) -> Sequence[Finding]:
        """What is known not to agree on a day."""
        return self._known(on) if self._known else ()

    def held(self) -> Held:
        """What is held now; looked up anew when the store has changed."""
        with self._looking:
            if self._last is None or self._last.generation != self._store.generation():
                self._last = Held(self._store)
            return self._last
