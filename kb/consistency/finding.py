"""The nouns of the consistency check: what a rule found, the finding it becomes, and what people decide of it."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from kb.answer import Citation
from kb.model import Notice, Noun, Span


class Rule(StrEnum):
    """What is looked for; each has a module of its own, or shares one with its nearest kin."""

    CONTENTS_LIST = "contents_list"
    APPENDIX_REFERENCE = "appendix_reference"
    APPENDIX_UNREFERRED = "appendix_unreferred"
    ARTICLE_REFERENCE = "article_reference"
    NAMED_BUT_ABSENT = "named_but_absent"
    PARTY_LIST = "party_list"
    UNSIGNED_PARTY = "unsigned_party"
    SIGNATURE_DATE = "signature_date"
    VALIDITY = "validity"
    STALE_STATEMENT = "stale_statement"
    SUPERSESSION = "supersession"
    STATUS_CONFLICT = "status_conflict"
    DOUBLE_LEAD = "double_lead"
    CONSENT_CONFLICT = "consent_conflict"
    VAGUE_CONSENT = "vague_consent"
    DIFFERING_TERM = "differing_term"
    DIFFERING_FREQUENCY = "differing_frequency"
    ABBREVIATION = "abbreviation"
    UNDEFINED_TERM = "undefined_term"
    PROBLEM_WITHOUT_RULE = "problem_without_rule"
    MISSING_FACET = "missing_facet"
    NAME_VARIANT = "name_variant"
    TERM_VARIANT = "term_variant"
    UNBALANCED_BRACKET = "unbalanced_bracket"
    LIST_END = "list_end"
    DOUBLED_WORD = "doubled_word"


class Severity(StrEnum):
    """How much depends on it, gravest first; a variant is a difference between regions and no fault."""

    HIGH = "high"  # a caseworker may act wrongly
    MEDIUM = "medium"  # the agreement cannot be applied as it stands
    LOW = "low"  # untidy
    VARIANT = "variant"


class Relation(StrEnum):
    """How the sides stand to each other.

    Source: ContractNLI (Koreeda and Manning, 2021), whose three labels these are.
    """

    CONTRADICTION = "contradiction"
    ENTAILMENT = "entailment"
    NOT_MENTIONED = "not_mentioned"


class Place(Noun):
    """A stretch of the current version of a document."""

    document_id: str
    span: Span


class Found(Noun):
    """What a rule found: its places are the sides, each of which is quoted.

    `case` tells which of the rule's sentences fits, `facts` fill it: words of the texts as they are
    written, numbers, ISO days. `subject` is what it is about, in words that stay the same when the text
    around it changes: with the rule, the case and the documents it is the finding's identity. Empty:
    the quotes themselves are.
    """

    rule: Rule
    case: str = ""
    relation: Relation | None = None
    severity: Severity | None = Field(default=None, description="None: that of the rule")
    facts: dict[str, str] = Field(default_factory=dict)
    sides: Annotated[tuple[Place, ...], Field(min_length=1)]
    subject: str = ""


class Statement(Noun):
    """What a paper says of something that other papers may say too, in a shape that can be compared.

    `sort` tells which rule stated it, `about` are the stems of what it is about, `value` is what is said
    of it in one way, `words` as it is written. `actors` are names in their canonical form, `when` the stems
    of what sets this case apart from others, `under` those of the headings it stands under. `facts` are words
    for a sentence.
    """

    sort: str
    about: tuple[str, ...] = ()
    value: str = ""
    words: str = ""
    actors: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    facts: dict[str, str] = Field(default_factory=dict)
    place: Place


class Decided(StrEnum):
    """What the policy team thinks of a finding."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
    DEFERRED = "deferred"


class Decision(Noun):
    """A verdict on the finding with that id: who decided it when, and what was quoted then.

    `until` is the day to which it is deferred. `lapsed`: the quoted text has changed since, so that it
    must be decided anew.
    """

    finding: str
    verdict: Decided
    note: str = ""
    owner: str = ""
    on: date
    until: date | None = None
    quotes: tuple[str, ...] = ()
    lapsed: bool = False


class KeptDecision(Noun):
    """A decision with what its finding was of, which may be found no more.

    `sisters` are the other findings of that rule in those documents when it was taken: by id what they
    quoted, as `kb.consistency.decided.digest_of` gives it. None: an earlier release took it, and kept no such thing.
    """

    rule: Rule
    documents: tuple[str, ...]
    decision: Decision
    sisters: dict[str, str] | None = None


class Finding(Noun):
    """Something a policy officer can act on; every side is quoted, and stands in the text held.

    `who_decides` are codes with facts, as cautions are: the front door makes words of them. `regions` has
    two names where regions are compared.
    """

    id: str
    rule: Rule
    case: str = ""
    relation: Relation | None = None
    severity: Severity
    facts: dict[str, str] = Field(default_factory=dict)
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    who_decides: tuple[Notice, ...] = ()
    decision: Decision | None = None

    @property
    def code(self) -> str:
        """The code of its sentence."""
        return f"finding_{self.rule.value}_{self.case}" if self.case else f"finding_{self.rule.value}"

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions it is about."""
        return tuple(dict.fromkeys(citation.region for citation in self.citations))

    @property
    def open(self) -> bool:
        """Whether somebody still has to decide: nobody did, the text has changed since, or it was put off."""
        return self.decision is None or self.decision.lapsed or self.decision.verdict is Decided.DEFERRED


Topic = Literal["references", "parties", "validity", "lead", "consent", "terms", "names", "gaps", "text"]
_SEVERE: dict[Rule, tuple[Severity, Topic]] = {
    Rule.CONTENTS_LIST: (Severity.LOW, "references"),
    Rule.APPENDIX_REFERENCE: (Severity.MEDIUM, "references"),
    Rule.APPENDIX_UNREFERRED: (Severity.LOW, "references"),
    Rule.ARTICLE_REFERENCE: (Severity.MEDIUM, "references"),
    Rule.NAMED_BUT_ABSENT: (Severity.MEDIUM, "references"),
    Rule.PARTY_LIST: (Severity.MEDIUM, "parties"),
    Rule.UNSIGNED_PARTY: (Severity.HIGH, "parties"),
    Rule.SIGNATURE_DATE: (Severity.MEDIUM, "parties"),
    Rule.VALIDITY: (Severity.HIGH, "validity"),
    Rule.STALE_STATEMENT: (Severity.LOW, "validity"),
    Rule.SUPERSESSION: (Severity.MEDIUM, "validity"),
    Rule.STATUS_CONFLICT: (Severity.MEDIUM, "validity"),
    Rule.DOUBLE_LEAD: (Severity.HIGH, "lead"),
    Rule.CONSENT_CONFLICT: (Severity.HIGH, "consent"),
    Rule.VAGUE_CONSENT: (Severity.HIGH, "consent"),
    Rule.DIFFERING_TERM: (Severity.HIGH, "terms"),
    Rule.DIFFERING_FREQUENCY: (Severity.MEDIUM, "terms"),
    Rule.ABBREVIATION: (Severity.MEDIUM, "names"),
    Rule.UNDEFINED_TERM: (Severity.MEDIUM, "names"),
    Rule.PROBLEM_WITHOUT_RULE: (Severity.MEDIUM, "gaps"),
    Rule.MISSING_FACET: (Severity.MEDIUM, "gaps"),
    Rule.NAME_VARIANT: (Severity.LOW, "names"),
    Rule.TERM_VARIANT: (Severity.LOW, "names"),
    Rule.UNBALANCED_BRACKET: (Severity.LOW, "text"),
    Rule.LIST_END: (Severity.LOW, "text"),
    Rule.DOUBLED_WORD: (Severity.LOW, "text"),
}


def severity_of(rule: Rule) -> Severity:
    """How severe what a rule finds is, where the rule does not say."""
    return _SEVERE[rule][0]


def topic_of(rule: Rule) -> Topic:
    """What a rule is about, for whoever reads by topic."""
    return _SEVERE[rule][1]
