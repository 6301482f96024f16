"""The nouns of a process: an act and its slots, each a stretch of the agreement's own words.

The slots are those of FLINT (van Doesburg and van Engers, 2019): actor, action, object, recipient,
precondition. A slot is empty where the text does not say it; nothing is filled in.
"""

from enum import StrEnum

from kb.model import Noun, Span


class Slot(Noun):
    """Words of the full text: `full_text[span.start:span.end] == text`, always."""

    span: Span
    text: str


class Modality(StrEnum):
    """How a text puts an act; `does` is the plain present tense in which agreements give their rules."""

    MUST = "must"
    MAY = "may"
    MUST_NOT = "must_not"
    NEED_NOT = "need_not"
    CAN = "can"
    DOES = "does"
    INTENDS = "intends"


class ConsentKind(StrEnum):
    """Whose consent it is: four different things that texts call by one name."""

    CLIENT = "client"
    REPORTER = "reporter"
    PARTY = "party"
    SIGNATURE = "signature"
    UNSAID = "unsaid"  # the text does not say whose


class Polarity(StrEnum):
    """What a text says of a consent."""

    NEEDED = "needed"
    NOT_NEEDED = "not_needed"
    NOT_ENOUGH = "not_enough"  # "ook niet met toestemming", "geldt niet als toestemming"
    SOUGHT = "sought"
    GIVEN = "given"
    REFUSED = "refused"  # or withdrawn
    MENTIONED = "mentioned"


class Consent(Noun):
    """A consent that an act speaks of; `words` is where it does."""

    kind: ConsentKind
    polarity: Polarity
    whose: Slot | None = None
    words: Slot


class LeadKind(StrEnum):
    """Which lead an act gives or describes: three different things, and the word alone."""

    CASE = "case"  # casusregie
    PROCESS = "process"  # procesregie
    CHAIR = "chair"  # voorzitter
    UNSAID = "unsaid"  # "regie", without saying of what


class Act(Noun):
    """One act as one sentence, list item or table row says it.

    `span` is what is quoted, `lead` what introduces it. `subject` is the grammatical subject as it
    is written, actor or not. An actor that the sentence names by a pronoun is the words the pronoun
    stands for, in the passage or its lead-in; `actors` is empty where nobody is named. `negated`
    tells that the act itself is denied ("delen geen gegevens"), also where the modality says so.
    `verb` is an infinitive, separable verbs whole. `then` is a next sentence that says what follows.
    `narrative`: the text tells a problem, a history, a plan or an example here and sets no rule.
    """

    passage_id: str
    document_id: str
    span: Span
    lead: Span | None = None
    subject: Slot | None = None
    actors: tuple[Slot, ...] = ()
    passive: bool = False
    modality: Modality = Modality.DOES
    negated: bool = False
    verb: str
    action: Slot
    object: Slot | None = None
    recipient: Slot | None = None
    preconditions: tuple[Slot, ...] = ()
    exceptions: tuple[Slot, ...] = ()
    consent: Consent | None = None
    term: Slot | None = None
    frequency: Slot | None = None
    place: Slot | None = None
    then: Span | None = None
    narrative: bool = False
    leads: LeadKind | None = None
