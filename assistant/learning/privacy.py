"""What the agreements say of personal data: what may be shared, with whom, on what ground, and for how long kept."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from assistant.kinds import kind_of
from assistant.learning.introduction import Group
from assistant.learning.said import Mark, Prover, whole, words_at_once
from assistant.learning.scope import Region, points_elsewhere
from assistant.units import units
from kb.answer import QuestionKind
from kb.model import Noun, Passage, Role
from kb.process.act import Act, ConsentKind, Polarity
from kb.process.narrative import tells

_DATA = re.compile(r"\b(?:\w*gegevens|dossiers?|logboek|burgerservicenummer|toestemmingsformulier)\b", re.I)
_PRIVATE = re.compile(r"\bprivacy\w*", re.I)


class _Topic(NamedTuple):
    """What a sentence on a topic says, or the heading that it stands under."""

    code: str
    said: re.Pattern[str]
    headed: re.Pattern[str] | None = None


_TOPICS: Final = tuple(
    _Topic(code, re.compile(said, re.I | re.S), re.compile(headed, re.I) if headed else None)
    for code, said, headed in (
        (
            "responsible",
            r"\b(?:is|zijn)\b.{0,30}\bverantwoordelijke?\b(?=.{0,120}\b(?:\w*gegevens\w*|dossiers?|signaal|AVG)\b)",
            r"\bverantwoordelijk\b",
        ),
        ("ground", r"\b(?:grondslag|op grond van)\b", r"\bgrondslag(?:en)?\b"),
        (
            "never",
            r"^(?!.*\b(?:zonder|tot|vanaf)\b)(?:.*\bdelen\b.{0,40}\bgeen\b.{0,60}\bgegevens\b|.*\bniet gedeeld\b)",
            r"\bnooit\b.*\bgedeeld\b",
        ),
        ("kept", r"\b(?:bewaart|bewaren|bewaard|vernietigt|vernietigen|verwijdert|verwijderen)\b", r"\bbewaartermijn"),
        ("rights", r"\b(?:inzage|inzien|bezwaar maken|kan (?:dat )?vragen)\b", r"\brechten\b|\binzage\b"),
        (
            "complaints",
            r"\bklacht\b.{0,60}\b(?:indien\w*|dient|behandel\w*|handelt|voorleggen)\b",
            r"\bklacht(?:en)?\b",
        ),
        ("leaks", r"\bdatalek\b.{0,80}\bmeld", r"\bdatalek"),
    )
)
_SHARES: Final = re.compile(
    r"\b(?:delen|deelt|gedeeld|verstrek\w*|uitwissel\w*|doorgeven|krijgen|krijgt|gebruiken|verwerken)\b", re.I
)


class Privacy(Noun):
    """What is agreed on personal data, by topic in the order in which it is read; a topic may be empty."""

    groups: tuple[Group, ...]

    @property
    def words(self) -> int:
        """How many words there are to read before anything is unfolded."""
        return words_at_once(group.said for group in self.groups)


_FLOWS: Final = re.compile(r"\bVan\tAan\b")  # the head of a table of who gives which data to whom
ORDER: Final = (
    "shared",
    "consent",
    "without",
    "not_enough",
    "never",
    "ground",
    "kept",
    "responsible",
    "rights",
    "complaints",
    "leaks",
)


def privacy(region: Region, prover: Prover) -> Privacy:
    """What the papers of a region that govern say of personal data."""
    marks: dict[str, list[Mark]] = {code: [] for code in ORDER}
    for passage in region.passages:
        near = _about_data(region, passage)
        for code, mark in (*_by_words(passage, near=near), *_by_acts(region, passage, near=near)):
            marks[code].append(mark)
    return Privacy(groups=tuple(Group(code=code, said=prover.said(own)) for code, own in marks.items()))


def _about_data(region: Region, passage: Passage) -> bool:
    """Whether a passage stands in a section, or a paper, on personal data."""
    title = region.document(passage.document_id).title
    return bool(_PRIVATE.search(title)) or any(
        _PRIVATE.search(heading)
        or kind_of(heading) in {QuestionKind.DATA_SHARING, QuestionKind.CONSENT}
        or any(topic.headed and topic.headed.search(heading) for topic in _TOPICS)
        for heading in passage.headings
    )


def _by_words(passage: Passage, *, near: bool) -> Iterator[tuple[str, Mark]]:
    if passage.role is Role.DEFINITION:
        return
    for topic in _TOPICS:
        headed = topic.headed is not None and any(map(topic.headed.search, passage.headings[-1:]))
        if headed and near:
            yield topic.code, whole(passage)
            continue
        for unit in units(passage):
            fits = topic.said.search(unit.text) and (near or _DATA.search(unit.text))
            if fits and not tells(unit.text, passage.headings):
                yield topic.code, (passage, unit.span)


def _by_acts(region: Region, passage: Passage, *, near: bool) -> Iterator[tuple[str, Mark]]:
    """What acts say: data that go from one to another, with or without consent."""
    text = region.held.full_text(passage.document_id)
    head = text[passage.lead_in.start : passage.lead_in.end] if passage.lead_in else ""
    if passage.role is Role.TABLE_ROW and _FLOWS.search(head):
        yield "shared", whole(passage)
    for act in region.held.acts(passage) if near else ():
        led = text[act.lead.start : act.lead.end] + " " if act.lead else ""
        sentence = led + text[act.span.start : act.span.end]
        code = None if act.narrative or points_elsewhere(act) else _of_act(act, sentence)
        for span in (act.lead, act.span) if code else ():
            if code and span and passage.start <= span.start and span.end <= passage.end:
                yield code, (passage, span)


def _of_act(act: Act, sentence: str) -> str | None:
    consent = act.consent
    if consent is not None and consent.kind is not ConsentKind.SIGNATURE:
        if consent.polarity is Polarity.NOT_ENOUGH:
            return "never" if _NOT_EVEN.search(sentence) else "not_enough"
        return {Polarity.NEEDED: "consent", Polarity.SOUGHT: "consent", Polarity.NOT_NEEDED: "without"}.get(
            consent.polarity
        )
    return "shared" if _SHARES.search(sentence) and _DATA.search(sentence) and not act.negated else None


_NOT_EVEN: Final = re.compile(r"\book niet met\b|\bgeldt ook als\b", re.I)
