"""The commands that run the place: `status`, `rebuild`, `config`, `serve`, `eval-retrieval`."""

import re
import socket
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.door import UNEXPECTED, USAGE, AsJson, Door, Language, write_json


def status(context: typer.Context, *, as_json: AsJson = False, lang: Language = None) -> None:
    """Show what is held and how the indexes stand."""
    door = Door.of(context, as_json=as_json, lang=lang)
    with door.workplace() as workplace:
        found = workplace.status()
    _write(door, found)


def rebuild(context: typer.Context, *, as_json: AsJson = False, lang: Language = None) -> None:
    """Make the indexes anew from the store."""
    door = Door.of(context, as_json=as_json, lang=lang)
    with door.workplace() as workplace:
        with door.busy("label_indexing"):
            workplace.indexes.rebuild()
        found = workplace.status()
    _write(door, found)


def config(context: typer.Context, *, as_json: AsJson = False, lang: Language = None) -> None:
    """Show the settings in force, as the environment names them."""
    from kb.settings import PREFIX

    door = Door.of(context, as_json=as_json, lang=lang)
    settings = door.settings()
    values = settings.model_dump(mode="json") | {"database": _without_password(settings.database_url)}
    _write(door, {PREFIX + name.upper(): value for name, value in values.items()})


def serve(
    context: typer.Context,
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any free.")] = 8000,
    lang: Language = None,
) -> None:
    """Serve the web page and the API until stopped."""
    import uvicorn

    from api.app import create_app

    door = Door.of(context, lang=lang)
    app = create_app(door.settings())
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        door.tell("address_unusable", {"host": host, "port": str(port)})
        raise typer.Exit(UNEXPECTED) from error
    at = f"[{host}]" if ":" in host else host
    door.tell("serving", {"url": f"http://{at}:{listener.getsockname()[1]}"})
    # One process owns the vector index, so one worker; its threads answer several askers at once.
    uvicorn.Server(uvicorn.Config(app, log_config=None, log_level="warning")).run(sockets=[listener])


def eval_retrieval(
    context: typer.Context,
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A BEIR folder.", show_default=False)],
    run: Annotated[Path, typer.Option(metavar="OUT", help="TREC run file to write.", show_default=False)],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Passages ranked for each query.")] = 100,
    baseline: Annotated[
        Path | None, typer.Option(help="Measures that must be reached, as JSON.", exists=True, dir_okay=False)
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for a written report with plots.", file_okay=False)
    ] = None,
    peers: Annotated[bool, typer.Option("--peers", help="Measure plain BM25 and stock LlamaIndex beside it.")] = False,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Measure the search on a collection with judged queries."""
    from api.commands.show_measures import show_measures
    from eval.peers import absent
    from eval.retrieval import BELOW_BASELINE

    door = Door.of(context, as_json=as_json, lang=lang)
    if (peers or report) and (packages := absent()):
        door.tell("peers_absent", {"packages": ", ".join(packages)})
        raise typer.Exit(USAGE)
    summary = _measured(door, folder, run, k, report, peers=peers)
    if door.as_json:
        write_json(summary)
    else:
        show_measures(summary)
    if baseline and _falls_short(door, summary, baseline):
        raise typer.Exit(BELOW_BASELINE)


def _measured(door: Door, folder: Path, run: Path, k: int, report: Path | None, *, peers: bool) -> dict[str, Any]:
    from eval.report import write as write_report
    from eval.retrieval import evaluate

    try:
        with door.busy("label_measuring"):
            evaluation = evaluate(folder, run, k, peers=peers)
            if report:
                write_report(evaluation, run, report)
            return evaluation.summary()
    except (
        OSError
    ) as error:  # a collection that cannot be read has an error of its own, so this is what was to be written
        door.tell("unwritable", {"file": str(error.filename or run)})
        raise typer.Exit(USAGE) from error


def _falls_short(door: Door, summary: dict[str, Any], baseline: Path) -> bool:
    """Whether a measure is below the baseline or, where peers were run, significantly below plain BM25; says which."""
    from eval.retrieval import below

    missed = below(summary, baseline)
    for name, least in missed.items():
        found = str(summary["measures"].get(name, 0.0))
        door.tell("below_baseline", {"name": name, "least": str(least), "found": found})
    lost = summary.get("significantly_below_plain_bm25", [])
    for name in lost:
        door.tell("below_plain_bm25", {"name": name})
    return bool(missed or lost)


def _write(door: Door, found: dict[str, Any]) -> None:
    if door.as_json:
        write_json(found)
        return
    for name, value in _flat(found):
        typer.echo(f"{name}: {value}")


def _flat(found: dict[str, Any], above: str = "") -> list[tuple[str, Any]]:
    """Nested objects as dotted names."""
    pairs: list[tuple[str, Any]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{above}{name}.")
        else:
            pairs.append((above + name, ", ".join(map(str, value)) if isinstance(value, list) else value))
    return pairs


def _without_password(url: str) -> str:
    """A SQLAlchemy URL that may be shown; a password may stand before the host or among the options."""
    url = re.sub(r"(?<=://)([^:/@]*):[^@]*@", r"\1:***@", url)
    return re.sub(r"(?i)(password=)[^&]*", r"\1***", url)
