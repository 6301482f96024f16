"""The command `process`: who does what in an intervention, as text, as data or as a drawing."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.answers import Day
from api.commands.door import NOT_FOUND, REFUSED, USAGE, AsJson, Door, Language, Region, write_json

if TYPE_CHECKING:
    from assistant.processes import Intervention, Process

Format = Annotated[
    Literal["text", "json", "svg"] | None,
    typer.Option("--format", help="`svg` draws one region.  [default: text]"),
]


def process(
    context: typer.Context,
    *,
    intervention: Annotated[
        str | None, typer.Argument(help="What it is for; none: list what there is.", show_default=False)
    ] = None,
    region: Region = None,
    on: Day = None,
    form: Format = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Show who does what in an intervention, in order, each act with its quote."""
    from assistant.processes import Processes

    door = Door.of(context, as_json=as_json or form == "json", lang=lang)
    day = on.date() if on else date.today()
    found: tuple[Process, ...] = ()
    known: tuple[Intervention, ...] = ()
    with door.workplace() as workplace:
        if intervention and (refused := workplace.refused(intervention, lang=door.lang)):
            door.tell(refused.cautions[0].code, refused.cautions[0].facts)
            raise typer.Exit(REFUSED)
        processes, asked = Processes(lambda: workplace.store), workplace.asked_region(region)
        if intervention:
            found = processes.of(intervention, asked, day)
        else:
            known = processes.known(asked, day)
    if form == "svg":
        _draw(door, found)
    elif door.as_json:
        from api.process_wire import processes_to_wire

        write_json(processes_to_wire(found, known))
    else:
        _show(door, found, known)
    if not (found or known):
        door.tell("process_none")
        raise typer.Exit(NOT_FOUND)


def _show(door: Door, found: "tuple[Process, ...]", known: "tuple[Intervention, ...]") -> None:
    from api.commands.show_process import show_interventions, show_process

    show_interventions(known, door.lang)
    for number, one in enumerate(found):
        if number:
            typer.echo()
        show_process(one, door.lang)


def _draw(door: Door, found: "tuple[Process, ...]") -> None:
    """One drawing on stdout; leaves with a usage error where nothing, or more than one region, would be drawn."""
    if len(found) != 1:
        regions = ", ".join(one.region for one in found)
        door.tell("process_needs_region" if found else "process_needs_intervention", {"regions": regions})
        raise typer.Exit(USAGE)
    from api.drawing import drawing

    typer.echo(drawing(found[0], door.lang))
