"""List items completed by what introduces them: the subject, the verb or the condition stands in the lead-in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import Passage, Span
from kb.process.act import Act, Slot
from kb.process.actors import Mention, Roles
from kb.process.clauses import Reader
from kb.process.phrases import term
from kb.process.sentence import Heard
from kb.process.sentences import Stretch
from kb.process.words import LONGEST, words

_ENDING = re.compile(r"[\s,;.]+(?:(?:en|of)\s*)?$")
_OPENS = re.compile(r"(?:als|indien|wanneer|zodra)\b", re.I)
_LABEL = re.compile(r"(?P<label>[^:.;\n]{2,60}):\s+(?=\S)")
_CONDITIONS = re.compile(
    r"(?:\b(?:als|indien|wanneer|mits|tenzij)|\bvoorwaarden?\b[^.:]*|\bniet als|\bgevallen|\bcriteria"
    r"|vragen met ja kan beantwoorden)\s*:$",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:als volgt|het volgende|deze stappen|de volgende (?:stappen|regels)|volgorde|gebeurt het volgende|tabel)\b",
    re.I,
)


def completed(one: Stretch, led: Sequence[Act], roles: Roles, *, condition: bool = False) -> list[Act]:
    """The act of an item that its lead-in completes; empty where the item is a sentence of its own.

    Under "... als:", or where it is said to be one, the item is a `condition` of what the lead-in
    says; a bare phrase is its object; "Buurtkracht: de casussen" names who does it.
    """
    if not led or one.lead is None:
        return []
    body = _ENDING.sub("", one.text[one.mark :])
    whole = Slot(span=Span(start=one.start + one.mark, end=one.start + one.mark + len(body)), text=body)
    base = led[-1].model_copy(update={"span": one.span, "lead": one.lead, "then": None})
    if condition or _CONDITIONS.search(one.lead_text.rstrip()) or (_OPENS.match(body) and is_fragment(one)):
        return [base.model_copy(update={"preconditions": (*base.preconditions, whole)})]
    label = _labelled(one, roles)
    if not label and (_WHOLE.search(one.lead_text) or _is_sentence(one, roles)):
        return []
    if label:
        rest = body[label.end - one.mark :].lstrip(": ")
        at = whole.span.end - len(rest)
        return [
            base.model_copy(
                update={
                    "actors": (_slot(one, label.start, label.end),),
                    "object": Slot(span=Span(start=at, end=at + len(rest)), text=rest) if rest else base.object,
                }
            )
        ]
    if one.opens and _LABEL.match(body):
        return []
    return [base.model_copy(update={"object": whole, "term": base.term or _term(one)})]


def _slot(one: Stretch, low: int, high: int) -> Slot:
    return Slot(span=Span(start=one.start + low, end=one.start + high), text=one.text[low:high])


def _term(one: Stretch) -> Slot | None:
    when = term(one.text)
    return _slot(one, *when) if when else None


def _labelled(one: Stretch, roles: Roles) -> Mention | None:
    """Who stands as the label of the item: "- Buurtkracht: de casussen"."""
    found = _LABEL.match(one.text, one.mark)
    if not found:
        return None
    return next(
        (who for who in roles.mentions(one.text) if who.start == one.mark and who.end >= found.end("label")), None
    )


def is_fragment(one: Stretch) -> bool:
    """Whether an item is a clause that hangs on its lead-in: "of er kinderen zijn", "wat er is gebeurd"."""
    return bool(
        re.match(
            r"(?:of|welke?|dat|waar|hoe|die|om|als|indien|wanneer|zodra|wat (?!doet))\b", one.text[one.mark :], re.I
        )
    ) and bool(one.item and not re.search(r", (?:\w+t|is|zijn|mag|kan) ", one.text))


def _is_sentence(one: Stretch, roles: Roles) -> bool:
    tokens = words(one.text, one.mark)[:LONGEST]
    named = frozenset(
        i for i, word in enumerate(tokens) if any(who.start <= word.start < who.end for who in roles.mentions(one.text))
    )
    found = [] if is_fragment(one) else Reader(tokens, named).clauses()
    mark = next((i for i, word in enumerate(tokens) if word.low in {";", ":"}), len(tokens))
    return bool(found) and found[0].finite < mark


_CARD = re.compile(r"(?P<label>wie|wat|wanneer|vastleggen|termijn|actie|hoe|waar):\s+", re.I)


def labelled(one: Stretch) -> int:
    """Where the words of an item begin, behind its marker and a label such as "Wat:"."""
    found = _CARD.match(one.text, one.mark)
    return found.end() if found else one.mark


@dataclass(frozen=True, slots=True)
class Card:
    """A step given as a card: "Wie: ... Wat: ... Wanneer: ..."."""

    who: tuple[Slot, ...]
    several: bool
    when: Slot | None
    labels: dict[int, str]
    passage_id: str
    document_id: str

    def heard(self, one: Stretch, heard: Heard) -> Heard:
        """Under "Wat:" the pronouns stand for who is named under "Wie:"."""
        return Heard(self.who, self.several) if one.start in self.labels else heard

    def filled(self, one: Stretch, got: Sequence[Act]) -> list[Act]:
        """The acts of a labelled line with the card's term; lines other than what is done give no act."""
        label = self.labels.get(one.start)
        if label in {"wanneer", "termijn"}:
            return []
        if label == "vastleggen":
            return self._kept(one)
        if label in {"wat", "actie"} and self.when:
            return [act if act.term else act.model_copy(update={"term": self.when}) for act in got]
        return list(got)

    def _kept(self, one: Stretch) -> list[Act]:
        """What the line "Vastleggen:" says is put on record, by whom the card names."""
        found = _CARD.match(one.text, one.mark)
        low = found.end() if found else one.mark
        return [
            Act(
                passage_id=self.passage_id,
                document_id=self.document_id,
                span=one.span,
                actors=self.who,
                verb="vastleggen",
                action=_slot(one, one.mark, low),
                object=_slot(one, low, len(one.text.rstrip(" .;"))),
            )
        ]


def step_card(quoted: Sequence[Stretch], roles: Roles, passage: Passage) -> Card | None:
    """The card that a passage is; None where it is none."""
    labels = {one.start: found["label"].lower() for one in quoted if (found := _CARD.match(one.text, one.mark))}
    if "wie" not in labels.values() or len(labels) < 2:
        return None
    who: tuple[Slot, ...] = ()
    several, when = False, None
    for one in quoted:
        label = labels.get(one.start)
        found = _CARD.match(one.text, one.mark)
        if label == "wie" and found:
            named = [m for m in roles.mentions(one.text) if m.start >= found.end()]
            first = [m for m in named if m.start == found.end()]
            joined = (
                [
                    m
                    for m in named
                    if m.start == found.end() or re.fullmatch(r"(?:,| en) ", one.text[first[-1].end : m.start])
                ]
                if first
                else []
            )
            who = tuple(_slot(one, m.start, m.end) for m in joined)
            several = len(who) > 1 or any(m.plural for m in joined)
        if label in {"wanneer", "termijn"} and found:
            when = _slot(one, found.end(), len(one.text.rstrip(" .;")))
    return Card(who, several, when, labels, passage.id, passage.document_id)
