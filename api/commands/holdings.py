"""The commands about what is held: `ingest`, `documents`, `remove`, `agreements`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.answers import Day
from api.commands.door import REFUSED, USAGE, AsJson, Door, Language, Region, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.governing import RegionRegister
    from kb.model import Receipt

Drawn = Annotated[
    Literal["text", "json", "svg"] | None,
    typer.Option("--format", help="`svg` draws how the agreements of one region hang together.  [default: text]"),
]


def ingest(
    context: typer.Context,
    *,
    paths: Annotated[
        list[Path],
        # typer would refuse the whole command for one file without rights; here it is a receipt
        typer.Argument(help="Files, or folders of files.", show_default=False, readable=False),
    ],
    region: Annotated[str | None, typer.Option(help="Region of these files; else as each text says.")] = None,
    sync: Annotated[bool, typer.Option("--sync", help="Also remove what left the folders.")] = False,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Take in files: each is added, replaced, unchanged or refused."""
    from api.commands.progress import progress
    from api.workplace import slug_of
    from ingest.intake import find_files

    door = Door.of(context, as_json=as_json, lang=lang)
    files, slug = find_files(paths), slug_of(region) if region else None
    seen = refused = 0
    with door.workplace() as workplace:
        with progress(total=len(files), lang=door.lang) as bar:
            for receipt in workplace.follow(files, slug, folders=paths if sync else ()):
                with bar.aside():
                    _report(door, receipt)
                seen += 1
                refused += receipt.outcome == "refused"
                bar.advance()
        if seen > refused:
            with door.busy("label_indexing"):
                workplace.indexes.wait()  # so that the first question need not
    if not seen and not sync:
        door.tell("nothing_to_take_in")
    if refused or not (seen or sync):
        raise typer.Exit(REFUSED)


def _report(door: Door, receipt: "Receipt") -> None:
    from api.commands.show import show_receipt
    from api.wire import receipt_to_wire, refusal_in_words

    if door.as_json:
        write_json(receipt_to_wire(receipt, door.lang), one_line=True)
    elif receipt.outcome != "refused":
        show_receipt(receipt, door.lang)
    if receipt.outcome == "refused":
        typer.echo(refusal_in_words(receipt, door.lang), err=True)


def documents(context: typer.Context, *, as_json: AsJson = False, lang: Language = None) -> None:
    """List the documents held."""
    door = Door.of(context, as_json=as_json, lang=lang)
    with door.workplace() as workplace:
        held = workplace.store.documents()
    if door.as_json:
        from api.wire import document_to_wire

        write_json({"items": [document_to_wire(document) for document in held], "total": len(held)})
        return
    from api.commands.show import show_documents

    show_documents(held, door.lang)
    if not held:
        door.tell("nothing_held")


def remove(
    context: typer.Context,
    *,
    document_id: Annotated[
        str, typer.Argument(metavar="ID", help="As `documents` shows it; a region for all of it.", show_default=False)
    ],
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Remove a document with all its versions, or all documents of a region."""
    door = Door.of(context, as_json=as_json, lang=lang)
    with door.workplace() as workplace:
        passages = workplace.remove(document_id)
    if door.as_json:
        write_json({"documentId": document_id, "passages": {"removed": passages}})
    else:
        from api.sentences import sentence

        typer.echo(sentence("removed", {"document": document_id, "passages": str(passages)}, door.lang))


def agreements(
    context: typer.Context,
    *,
    on: Day = None,
    region: Region = None,
    form: Drawn = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Show which agreement holds where and when, what it governs, and what is absent."""
    from api.agreements import agreements_of, known, registers
    from assistant.held import Held

    door = Door.of(context, as_json=as_json or form == "json", lang=lang)
    with door.workplace() as workplace:
        asked = None if region == "*" else workplace.region(region)
        held = Held(workplace.store)
        findings = known(workplace)
        every = agreements_of(held, on.date() if on else date.today(), findings)
        found = registers(held, asked, every.on, findings)
        shown = every.of(asked) if asked else every
        if form == "svg":
            _draw(door, found)
        elif door.as_json:
            from api.register_wire import register_to_wire

            write_json(register_to_wire(shown, found, held))
        else:
            from api.commands.show import show_agreements
            from api.commands.show_register import show_register

            show_agreements(shown, door.lang)
            show_register(found, door.lang)
    if not every.items and form != "svg":
        door.tell("nothing_held")


def _draw(door: Door, found: "Sequence[RegionRegister]") -> None:
    """One drawing on stdout; leaves with a usage error where none, or more than one region, would be drawn."""
    if len(found) != 1:
        door.tell("register_needs_region", {"regions": ", ".join(one.region for one in found)})
        raise typer.Exit(USAGE)
    from api.register_boxes import picture
    from api.register_graph import draw

    typer.echo(draw(picture(found[0], door.lang)))
