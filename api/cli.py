"""The command line `afsprakenwijzer`: its commands, and the way in and out of them."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands import answers, check, evaluation, holdings, mcp, operations, process, thesaurus, unanswered
from api.commands.door import AsJson, Command, Door, Language, hush

app = typer.Typer(
    name="afsprakenwijzer",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help opens three times as fast and reads the same everywhere
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def common(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help="Folder of what was taken in.  [default: data]")] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Cited answers to process questions, from covenants and work agreements."""
    context.obj = Door(data=data, as_json=as_json, asked_lang=lang)


for _command in (
    *(holdings.ingest, answers.ask, answers.search),
    *(holdings.documents, holdings.remove, holdings.agreements, check.check, process.process),
    *(operations.status, operations.rebuild, operations.config, operations.serve, mcp.mcp),
    *(thesaurus.thesaurus, unanswered.unanswered, operations.eval_retrieval),
):
    app.command(cls=Command)(_command)
app.command("eval", cls=Command)(evaluation.eval_questions)


def main() -> None:
    """Run the command line and leave with its exit code."""
    # One thread per calculation: threads of several questions would wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        app()
    finally:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            hush()
