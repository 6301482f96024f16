"""The commands about what is held: `ingest`, `documents`, `remove`, `agreements`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.answers import Day
from api.commands.door import REFUSED, AsJson, Door, Language, write_json

if TYPE_CHECKING:
    from kb.model import Receipt


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


def agreements(context: typer.Context, *, on: Day = None, as_json: AsJson = False, lang: Language = None) -> None:
    """Show which agreement holds where and when, and what is absent."""
    door = Door.of(context, as_json=as_json, lang=lang)
    with door.workplace() as workplace:
        register = workplace.agreements(on.date() if on else date.today())
    if door.as_json:
        from api.wire import absent_to_wire, agreement_to_wire

        items = [agreement_to_wire(item) for item in register.items]
        write_json({"items": items, "absent": [absent_to_wire(*absent) for absent in register.absent]})
        return
    from api.commands.show import show_agreements

    show_agreements(register, door.lang)
    if not register.items:
        door.tell("nothing_held")
