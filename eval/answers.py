"""What the answers to a question file are worth, over documents taken in for it.

`python -m eval.answers QUESTIONS.jsonl DOCUMENT... [--texts DIR] [--predictions OUT] [--report DIR]`:
takes the documents into a folder of its own and asks every question there; the command `eval` asks
the same of a data folder. JSON on standard output, a table beside it.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from assistant.compose import Assistant
from eval.answers_report import write
from eval.evaluation import Evaluation, evaluate, falls_short
from eval.passages import taken_in, written
from eval.question_file import ANSWERS, arguments, discreet, sealed
from eval.retrieval import BELOW_BASELINE
from eval.score import ALL, SIDES
from kb.settings import Settings

_USAGE: Final = 2  # exit code of the contract
_WIDTH: Final = 9


def table(summary: Mapping[str, Any]) -> str:
    """The figures for a person: each measure over all questions with its interval, then each group's."""
    shares = summary["shares"]
    whole = shares[ALL].get(ALL, {"n": 0})
    lines = [f"{summary['questions']}: {summary['asked']} questions, {summary['documents']} documents"]
    lines += [f"{name:14}{whole[name]['of']:5}  {written(whole[name])}" for name in ANSWERS if name in whole]
    verdicts, spent = summary["verdicts"], summary["latency_ms"]
    if verdicts["n"]:
        parts = ", ".join(f"{name} {verdicts[name]['share']:.2f}" for name in ("right", "wrong", "denied", "silent"))
        lines.append(f"verdicts of {verdicts['n']} yes/no questions: {parts}")
    lines.append(f"foreign citations {summary['foreign']}, unread gold {summary['unread_gold']}")
    lines.append(f"ms p50 {spent['p50']:.1f}, p95 {spent['p95']:.1f}")
    lines += [line for side in SIDES if shares[side] for line in _side(side, shares[side])]
    lines += ["", *(f"{count:4}  {cause}" for cause, count in summary["causes"].items())]
    return "\n".join(lines)


def _side(side: str, groups: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield ""
    yield f"{side:16}{'n':>4}" + "".join(f"{name.replace('verdict_', 'v_')[:_WIDTH]:>{_WIDTH + 1}}" for name in ANSWERS)
    for group, row in groups.items():
        cells = (f"{row[name]['share']:.2f}" if name in row else "-" for name in ANSWERS)
        yield f"{group[:16]:16}{row['n']:4}" + "".join(f"{cell:>{_WIDTH + 1}}" for cell in cells)


def measured(
    questions: Path, documents: Sequence[Path], texts: Path | None = None, *, aggregates: bool = False
) -> Evaluation:
    """The answers to the questions of a file from these documents alone, scored. Raises Damaged."""
    with taken_in(documents) as (store, indexes):
        assistant = Assistant(store, indexes, Settings())
        beside = texts or next((one if one.is_dir() else one.parent for one in documents), None)
        return evaluate(questions, assistant.answer, store, indexes, beside, aggregates=aggregates)


def main(command: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m eval.answers", description=__doc__)
    arguments(parser)
    parser.add_argument("--predictions", type=Path, help="file for a prediction a line")
    parser.add_argument("--report", type=Path, help="folder for a written report with plots")
    given = parser.parse_args(command)
    aggregates = given.aggregates or sealed(given.questions, given.seals)
    if aggregates and given.predictions:
        print("of a sealed file nothing is told question by question: leave out --predictions", file=sys.stderr)
        raise SystemExit(_USAGE)
    with discreet(aggregates=aggregates):
        evaluation = measured(given.questions, given.documents, given.texts, aggregates=aggregates)
    if given.predictions:
        evaluation.write_predictions(given.predictions)
    if given.report:
        write(evaluation, given.report)
    summary = evaluation.summary()
    print(table(summary), file=sys.stderr)
    json.dump(summary, sys.stdout, indent=1)
    print()
    short = falls_short(evaluation, given.baseline) if given.baseline else {}
    for name, least in short.items():
        found = evaluation.measures.get(name, "not measured")
        print(f"{evaluation.name}: {name} is {found}, and {least} is asked", file=sys.stderr)
    if short:
        raise SystemExit(BELOW_BASELINE)


if __name__ == "__main__":
    main()
