"""The error tree: a code and its facts inside, a sentence for people at the front door.

AfsprakenwijzerError
├── IngestError            a file is refused; its code is the refusal reason of the contract
│   ├── EmptyFile          empty
│   ├── Encrypted          encrypted
│   ├── Damaged            damaged
│   ├── Unsupported        unsupported
│   ├── TooLarge           too_large
│   ├── TooSlow            too_slow
│   ├── NoTextLayer        no_text
│   └── Unreadable         unreadable
├── NotHeld                what was asked for by its identifier is not held
│   ├── UnknownDocument    unknown_document
│   ├── UnknownPassage     unknown_passage
│   ├── NoPicture          no_picture
│   ├── UnknownRegion      unknown_region
│   ├── UnknownIntervention unknown_intervention
│   ├── UnknownFeedback    unknown_feedback
│   └── UnknownFinding     unknown_finding
├── QuestionError          a question is refused
│   ├── QuestionEmpty      question_empty
│   └── QuestionTooLong    question_too_long
├── StoreError             the truth at rest, or an index on it, cannot be used
│   ├── StoreUnusable      store_unusable
│   ├── StoreOutdated      store_outdated
│   └── IndexUnusable      index_unusable (always mended by rebuilding; reaches a person only if that fails)
├── ModelError             a configured model cannot be used; answers go on without it wherever they can
│   ├── ModelAbsent        model_absent (its folder or the packages that run it are not there)
│   └── ModelUnreachable   model_unreachable
└── SettingsError          settings
"""

from typing import ClassVar


class AfsprakenwijzerError(Exception):
    """Root of everything this software raises on purpose.

    `code` is stable for callers; `facts` fill the sentence a person reads. The message is
    English and for logs.
    """

    code: ClassVar[str] = "unexpected"

    def __init__(self, message: str, **facts: str) -> None:
        super().__init__(message)
        self.facts: dict[str, str] = facts


class IngestError(AfsprakenwijzerError):
    """A file is refused; `code` is the reason on its receipt."""


class EmptyFile(IngestError):
    """The file holds no bytes, or no text at all."""

    code = "empty"


class Encrypted(IngestError):
    """The file wants a password."""

    code = "encrypted"


class Damaged(IngestError):
    """The file is broken off or not what its format promises."""

    code = "damaged"


class Unsupported(IngestError):
    """The file is of a format that is not read here."""

    code = "unsupported"


class TooLarge(IngestError):
    """The file, or what it unpacks to, is over a limit."""

    code = "too_large"


class TooSlow(IngestError):
    """Reading the file ran out of its time."""

    code = "too_slow"


class NoTextLayer(IngestError):
    """The pages hold images only."""

    code = "no_text"


class Unreadable(IngestError):
    """The file cannot be opened: missing, no rights, or a device error."""

    code = "unreadable"


class NotHeld(AfsprakenwijzerError):
    """What was asked for by its identifier is not held."""


class UnknownDocument(NotHeld):
    """No document has this id."""

    code = "unknown_document"


class UnknownPassage(NotHeld):
    """No passage has this id."""

    code = "unknown_passage"


class NoPicture(NotHeld):
    """No picture can be made of this page: not of a PDF, no such page, or a page that cannot be drawn."""

    code = "no_picture"


class UnknownRegion(NotHeld):
    """No document of this region is held."""

    code = "unknown_region"


class UnknownIntervention(NotHeld):
    """No agreement held has a process of this name."""

    code = "unknown_intervention"


class UnknownFeedback(NotHeld):
    """No feedback has this number: it was dealt with, or its time was over."""

    code = "unknown_feedback"


class UnknownFinding(NotHeld):
    """No finding of the day has this identifier: the texts agree, the document is gone, or it is of another day."""

    code = "unknown_finding"


class QuestionError(AfsprakenwijzerError):
    """A question is refused."""


class QuestionEmpty(QuestionError):
    """No letters in it."""

    code = "question_empty"


class QuestionTooLong(QuestionError):
    """Longer than a person types."""

    code = "question_too_long"


class StoreError(AfsprakenwijzerError):
    """The truth at rest, or an index on it, cannot be used."""


class StoreUnusable(StoreError):
    """The database cannot be opened, read or written."""

    code = "store_unusable"


class StoreOutdated(StoreError):
    """The database was written by another release whose schema this one does not know."""

    code = "store_outdated"


class IndexUnusable(StoreError):
    """An index is damaged or of another analyser; it is rebuilt from the store."""

    code = "index_unusable"


class ModelError(AfsprakenwijzerError):
    """A configured model cannot be used."""


class ModelAbsent(ModelError):
    """The folder of a model, or a package that runs it, is not there."""

    code = "model_absent"


class ModelUnreachable(ModelError):
    """The server of a model does not answer, answers too late, or with what cannot be read."""

    code = "model_unreachable"


class SettingsError(AfsprakenwijzerError):
    """A setting is unknown or out of its bounds."""

    code = "settings"
