"""The command that answers a file of questions and scores the answers: `eval`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.door import REFUSED, USAGE, AsJson, Door, Language, write_json

if TYPE_CHECKING:
    from eval.evaluation import Evaluation


Questions = Annotated[
    Path,
    typer.Argument(
        metavar="QUESTIONS", help="Questions, one JSON object a line.", exists=True, dir_okay=False, show_default=False
    ),
]
Predictions = Annotated[
    Path, typer.Option(metavar="OUT", help="File to write: an answer a line.", dir_okay=False, show_default=False)
]
Texts = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder of the texts that positions point into.", exists=True, file_okay=False),
]
Report = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder for a written report with plots.", file_okay=False)
]
Baseline = Annotated[
    Path | None, typer.Option(help="Measures that must be reached, as JSON.", exists=True, dir_okay=False)
]


def eval_questions(
    context: typer.Context,
    *,
    questions: Questions,
    predictions: Predictions,
    texts: Texts = None,
    report: Report = None,
    baseline: Baseline = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Answer a file of questions, and score the answers where it says what is right."""
    from eval.answers import table
    from eval.question_file import sealed
    from eval.retrieval import BELOW_BASELINE

    door = Door.of(context, as_json=as_json, lang=lang)
    if sealed(questions):
        door.tell("questions_sealed", {"file": questions.name})
        raise typer.Exit(REFUSED)
    if report and _no_plots():
        door.tell("report_absent")
        raise typer.Exit(USAGE)
    evaluation = _evaluated(door, questions, texts, predictions, report)
    summary = evaluation.summary()
    if door.as_json:
        write_json(summary)
    else:
        typer.echo(table(summary), err=True)
    if summary["unread_gold"]:
        door.tell("gold_unread", {"questions": str(summary["unread_gold"])})
    if baseline and _falls_short(door, evaluation, baseline):
        raise typer.Exit(BELOW_BASELINE)


def _no_plots() -> bool:
    from eval.peers import absent

    return "matplotlib" in absent()


def _evaluated(door: Door, questions: Path, texts: Path | None, predictions: Path, report: Path | None) -> "Evaluation":
    from api.workplace import Workplace
    from eval.answers_report import write as write_report
    from eval.evaluation import evaluate

    # What is set for people at work does not hold here: no region but the question's own, and nothing is kept.
    settings = door.settings().model_copy(update={"region": None, "keep_unanswered": False})
    with Workplace.open(settings) as workplace:
        if not workplace.store.regions():
            door.tell("nothing_held")
        with door.busy("label_measuring"):
            evaluation = evaluate(questions, workplace.answer, workplace.store, workplace.indexes, texts)
    try:
        evaluation.write_predictions(predictions)
        if report:
            write_report(evaluation, report)
    except OSError as error:
        door.tell("unwritable", {"file": str(error.filename or predictions)})
        raise typer.Exit(USAGE) from error
    return evaluation


def _falls_short(door: Door, evaluation: "Evaluation", baseline: Path) -> bool:
    """Whether a measure is below the baseline; says which."""
    from eval.evaluation import falls_short

    short = falls_short(evaluation, baseline)
    for name, least in short.items():
        found = str(evaluation.measures.get(name, 0.0))
        door.tell("below_baseline", {"name": name, "least": str(least), "found": found})
    return bool(short)
