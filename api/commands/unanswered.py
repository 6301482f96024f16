"""The command `unanswered`: the questions that found nothing, and the words in them that nothing here knows."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.door import AsJson, Door, Language, write_json

if TYPE_CHECKING:
    from kb.unanswered import Unanswered


def unanswered(
    context: typer.Context,
    *,
    clear: Annotated[bool, typer.Option("--clear", help="Forget them once they are listed.")] = False,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """List the questions that found nothing, most asked first, as far as they were kept."""
    door = Door.of(context, as_json=as_json, lang=lang)
    with door.workplace() as workplace:
        with door.busy("label_busy"):
            found = workplace.unanswered(clear=clear)
        kept = workplace.settings.keep_unanswered
    if door.as_json:
        write_json({"items": [_to_wire(*item) for item in found], "total": len(found)})
    else:
        from api.commands.show import show_unanswered

        show_unanswered(found, door.lang)
        if clear and found:
            door.tell("unanswered_cleared", {"questions": str(len(found))})
    if not found:
        door.tell("unanswered_none" if kept else "unanswered_off")


def _to_wire(kept: "Unanswered", candidates: tuple[str, ...]) -> dict[str, Any]:
    return {
        "question": kept.question,
        "candidates": list(candidates),
        "region": kept.region,
        "language": kept.language,
        "count": kept.count,
        "last": kept.last.isoformat(),
    }
