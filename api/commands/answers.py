"""The commands that ask: `ask` and `search`."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.door import NOT_FOUND, REFUSED, USAGE, AsJson, Door, Language, Region, write_json

if TYPE_CHECKING:
    from assistant.turns import Turn
    from kb.answer import Refused

Day = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day asked about.  [default: today]"),
]


def ask(
    context: typer.Context,
    *,
    question: Annotated[str, typer.Argument(help="A question in plain words.", show_default=False)],
    region: Region = None,
    on: Day = None,
    history: Annotated[
        Path | None, typer.Option(help="JSON list of {question, answer}: the conversation so far.")
    ] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Answer a question, with the exact passages."""
    from api.wording import terms_of

    door = Door.of(context, as_json=as_json, lang=lang)
    turns = _turns(door, history) if history else ()
    with door.workplace() as workplace, door.busy("label_busy"):
        answer = workplace.answer(question, region=region, on=_day(on), lang=door.asked_lang, history=turns)
        nothing_held = not workplace.store.regions()
        terms = () if door.as_json else terms_of(answer, question, workplace.thesaurus)
        documents = workplace.store.documents() if answer.missing else []
    if door.as_json:
        from api.wire import answer_to_wire

        write_json(answer_to_wire(answer))
    elif answer.outcome != "refused":
        from api.commands.show import show_answer

        show_answer(answer, nothing_held=nothing_held, terms=terms, documents=documents)
    if answer.outcome == "refused":
        _tell_refused(answer, workplace.settings.question_chars)
    code = {"not_found": NOT_FOUND, "refused": REFUSED}.get(answer.outcome, 0)
    raise typer.Exit(code)


def search(
    context: typer.Context,
    *,
    query: Annotated[str, typer.Argument(help="Words to look for.", show_default=False)],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    region: Region = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Rank the passages nearest to a query."""
    from kb.register import NATIONAL

    door = Door.of(context, as_json=as_json, lang=lang)
    with door.workplace() as workplace, door.busy("label_busy"):
        if refused := workplace.refused(query, lang=door.asked_lang):
            _tell_refused(refused, workplace.settings.question_chars)
            raise typer.Exit(REFUSED)
        known = workplace.region(region)
        regions = frozenset((known, NATIONAL)) if known else None
        hits = workplace.indexes.search.search(query, k=k, regions=regions)
        passages = [workplace.store.passage(hit.passage_id) for hit in hits]
        titles = {document.id: document.title for document in workplace.store.documents()}
    found = [(hit, passage, titles[passage.document_id]) for hit, passage in zip(hits, passages, strict=True)]
    if door.as_json:
        from api.wire import hit_to_wire

        write_json({"items": [hit_to_wire(*item) for item in found], "total": len(found)})
    else:
        from api.commands.show import show_hits

        show_hits(found)
    if not found:
        door.tell("nothing_found" if titles else "nothing_held")
        raise typer.Exit(NOT_FOUND)


def _tell_refused(answer: "Refused", longest: int) -> None:
    """Why a question is refused and what to do, on stderr."""
    from api.refusal import notice_of
    from api.sentences import sentence

    notice = notice_of(answer, limit=str(longest))
    typer.echo(sentence(notice.code, notice.facts, answer.language), err=True)


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None


def _turns(door: Door, file: Path) -> "Sequence[Turn]":
    """The turns in a history file; leaves with a usage error where it is no such file."""
    from pydantic import TypeAdapter

    from api.history import EarlierTurn

    try:
        earlier = TypeAdapter(list[EarlierTurn]).validate_python(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError) as error:
        door.tell("history_unusable", {"file": file.name})
        raise typer.Exit(USAGE) from error
    return [one.turn() for one in earlier]
