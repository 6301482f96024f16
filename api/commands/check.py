"""The command `check`: what does not agree in and between the agreements held."""

from datetime import date
from typing import Annotated, Literal

import typer

from api.commands.answers import Day
from api.commands.door import FOUND, AsJson, Door, Language, Region, write_json

Format = Annotated[Literal["text", "json"] | None, typer.Option("--format", help="[default: text]")]
FailOn = Annotated[
    Literal["high", "medium", "low", "variant"] | None,
    typer.Option(help="Leave with code 7 where an open finding is at least this severe."),
]


def check(
    context: typer.Context,
    *,
    region: Region = None,
    on: Day = None,
    form: Format = None,
    fail_on: FailOn = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Find what does not agree: in one agreement, between those of a region, and between regions."""
    from kb.consistency.finding import Severity

    door = Door.of(context, as_json=as_json or form == "json", lang=lang)
    day = on.date() if on else date.today()
    with door.workplace() as workplace, door.busy("label_checking"):
        found = workplace.consistency.findings(workplace.asked_region(region), day)
        nothing_held = not workplace.store.regions()
    if door.as_json:
        from api.finding_wire import findings_to_wire

        write_json(findings_to_wire(found, door.lang))
    else:
        from api.commands.show_findings import show_findings

        show_findings(found, door.lang)
    if not found:
        door.tell("nothing_held" if nothing_held else "check_none")
    grave = list(Severity)
    if fail_on and any(one.open and grave.index(one.severity) <= grave.index(Severity(fail_on)) for one in found):
        raise typer.Exit(FOUND)
