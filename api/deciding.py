"""A verdict on a finding as somebody sends it, by whichever door: taken without personal data, or refused."""

from datetime import date
from typing import Annotated, Final
from unicodedata import category

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from api.errors import Problem, problem
from api.sentences import Lang
from api.workplace import Workplace
from kb.consistency.finding import Decided, Decision, Finding

LONGEST_NOTE: Final = 2000  # characters
LONGEST_OWNER: Final = 120


def _tidy(typed: object) -> object:
    """A form sends its line ends as two characters."""
    return typed.replace("\r\n", "\n").strip() if isinstance(typed, str) else typed


def _storable(text: str) -> str:
    if any(category(sign) == "Cs" or (category(sign) == "Cc" and sign not in "\t\n") for sign in text):
        raise ValueError("control characters and half characters are not taken")
    return text


def _absent(typed: object) -> object:
    return None if typed == "" else typed  # what a form sends of a day that is not filled in


_Text = Annotated[str, BeforeValidator(_tidy), AfterValidator(_storable)]


class Verdict(BaseModel):
    """What is decided of a finding. No personal data of clients in `note`."""

    model_config = ConfigDict(extra="forbid")

    verdict: Decided
    note: _Text = Field(default="", max_length=LONGEST_NOTE, description="Why, or what is done about it.")
    owner: _Text = Field(default="", max_length=LONGEST_OWNER, description="Who sees to it: a post or a colleague.")
    until: Annotated[date | None, BeforeValidator(_absent)] = Field(
        default=None, description="Of what is deferred: the day to look at it again, after today."
    )


def decide(workplace: Workplace, finding_id: str, said: Verdict, lang: Lang, on: date) -> Finding | Problem:
    """Keep a verdict on a finding of the day it is taken; what is refused is not kept. Raises UnknownFinding.

    Refused are personal data in the note, and a day to look again that is over or belongs to no deferral.
    """
    if said.note and (refused := workplace.refused(said.note, lang=lang)):
        return problem("personal_data_note", lang, refused.cautions[0].facts)
    if said.until and said.verdict is not Decided.DEFERRED:
        return problem("until_not_deferred", lang)
    if said.until and said.until <= on:
        return problem("until_past", lang)
    decision = Decision(
        finding=finding_id, verdict=said.verdict, note=said.note, owner=said.owner, on=on, until=said.until
    )
    return workplace.consistency.decide(finding_id, decision)
