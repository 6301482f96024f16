"""Laws that hold of every text, whatever it says."""

from hypothesis import given
from hypothesis import strategies as st

from kb.model import Noun, Role, Span
from kb.process.act import Act, Slot
from kb.process.read import acts
from tests.kb.process.texts import MEERDAM, passage

_SAID = """
de het een huurder corporatie Steunkring Woonhaven partijen meldt melden geeft door zij hij dat die als dan
tenzij mits niet geen mag moet hoeft kan wordt worden gemeld toestemming van aan bij binnen vijf werkdagen elk
kwartaal en of , ; : . ( ) - 1. a. Wie: Wat: zonder te om zodra nadat casusregie ligt zijn is ingestemd
"""
_WORDS = (*_SAID.split(), "\n", "\t")
texts = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join) | st.text(max_size=120)


def _slots(value: object) -> list[Slot]:
    if isinstance(value, Slot):
        return [value]
    if isinstance(value, tuple):
        return [slot for one in value for slot in _slots(one)]
    if isinstance(value, Noun) and not isinstance(value, Span):
        return [slot for name in type(value).model_fields for slot in _slots(getattr(value, name))]
    return []


def _read(text: str, lead: str, role: Role) -> tuple[list[Act], str, tuple[Span, ...]]:
    one = passage(text, role=role, lead=lead)
    full = f"{lead}\n{text}" if lead else text
    inside = (Span(start=one.start, end=one.end), *([one.lead_in] if one.lead_in else []))
    return list(acts(one, full, MEERDAM)), full, inside


@given(texts, texts, st.sampled_from(Role))
def test_every_slot_is_in_its_place_in_the_passage_or_its_lead_in(text: str, lead: str, role: Role) -> None:
    found, full, inside = _read(text, lead, role)
    for act in found:
        for slot in _slots(act):
            assert full[slot.span.start : slot.span.end] == slot.text != ""
        for span in (act.span, *(slot.span for slot in _slots(act)), *filter(None, (act.lead, act.then))):
            assert any(place.start <= span.start and span.end <= place.end for place in inside)


@given(texts)
def test_reading_twice_reads_the_same(text: str) -> None:
    assert _read(text, "", Role.NORM) == _read(text, "", Role.NORM)


@given(texts, st.sampled_from([Role.COVER, Role.CONTENTS, Role.SIGNATURE, Role.DEFINITION]))
def test_what_is_no_rule_has_no_acts(text: str, role: Role) -> None:
    assert _read(text, "", role)[0] == []
