"""The command `check`: what does not agree in and between the agreements held."""

import gc
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.answers import Day
from api.commands.door import FOUND, USAGE, AsJson, Door, Language, Region, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.reporting.forms import Form
    from kb.consistency.finding import Finding

Format = Annotated[
    Literal["text", "json", "html", "csv", "xlsx", "docx"] | None,
    typer.Option("--format", help="xlsx and docx are files: send them to one with `>`.  [default: text]"),
]
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

    gc.disable()  # of millions of objects hardly one goes before the command ends: collecting took a third of the time
    door = Door.of(context, as_json=as_json or form == "json", lang=lang)
    day = on.date() if on else date.today()
    with door.workplace() as workplace, door.busy("label_checking"):
        asked = workplace.asked_region(region)
        found = workplace.consistency.findings(asked, day)
        nothing_held = not workplace.store.regions()
    if door.as_json:
        from api.finding_wire import findings_to_wire

        write_json(findings_to_wire(found, door.lang))
    elif form == "html" or form == "csv" or form == "xlsx" or form == "docx":  # noqa: PLR1714 - mypy narrows no set
        _write(door, found, asked, day, form)
    else:
        from api.commands.show_findings import show_findings

        show_findings(found, door.lang)
    if not found:
        door.tell("nothing_held" if nothing_held else "check_none")
    grave = list(Severity)
    if fail_on and any(one.open and grave.index(one.severity) <= grave.index(Severity(fail_on)) for one in found):
        raise typer.Exit(FOUND)


def _write(door: Door, found: "Sequence[Finding]", region: str | None, day: date, form: "Form") -> None:
    """A report on stdout; leaves with a usage error where that is a terminal, which shows no workbook."""
    from api.reporting.forms import written
    from api.reporting.report import report

    out = typer.get_binary_stream("stdout")
    if form in ("xlsx", "docx") and out.isatty():
        door.tell("check_to_file", {"form": form})
        raise typer.Exit(USAGE)
    out.write(written(report(found, region, day, door.lang), form))
    out.flush()
