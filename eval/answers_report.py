"""The written report of the answers to a question file: tables, confusions, plots, and every failure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

from eval import pages, plots
from eval.evaluation import Evaluation
from eval.failures import CAUSES, causes
from eval.pages import Picture, Section, Table
from eval.question_file import ANSWERS
from eval.score import ALL, SIDES, Scored
from kb.language.dutch import ANALYSER
from kb.search.embedding import SPACE

SHOWN: Final[Mapping[str, str]] = dict(
    zip(
        ANSWERS,
        (
            *("verbatim", "any gold cited", "all gold cited", "gold cited first", "kept", "withheld"),
            *("verdict right", "no wrong verdict", "actor", "actor listed", "own region"),
        ),
        strict=True,
    )
)
_ALLOWED: Final = 0.05  # of yes/no questions may have a wrong verdict
_EXCERPT = 240  # characters of the first claim


def write(evaluation: Evaluation, folder: Path) -> None:
    """Write `report.md`, `report.html` and the plots into `folder`, which is made where it is absent.

    The same answers give the same bytes; from run to run only milliseconds differ. With failures come
    the question and the first claim, so that the report belongs where the documents may be; of an
    evaluation of aggregates there is neither. Takes matplotlib. OSError where the folder cannot be written.
    """
    summary = evaluation.summary()
    sections = [
        _measured_on(evaluation, summary),
        _overall(summary),
        *([_groups(summary)] if len(evaluation.scored) else []),
        _confusions(summary),
        _abstention(summary),
        _verdicts(summary),
        _failures(evaluation, summary),
    ]
    title = f"Answers to {evaluation.name}"
    folder.mkdir(parents=True, exist_ok=True)
    for block in chain.from_iterable(section.blocks for section in sections):
        if isinstance(block, Picture):
            (folder / block.file).write_text(block.svg, encoding="utf-8")
    (folder / "report.md").write_text(pages.markdown(title, sections), encoding="utf-8")
    (folder / "report.html").write_text(pages.html(title, sections), encoding="utf-8")


def _measured_on(evaluation: Evaluation, summary: Mapping[str, Any]) -> Section:
    facts = {
        "question file": f"{evaluation.name} ({evaluation.digest})",
        "questions": str(summary["asked"]),
        "of which gold could not be read": str(summary["unread_gold"]),
        "documents": str(summary["documents"]),
        "regions": ", ".join(sorted(evaluation.library.regions)),
        "analyser": ANALYSER,
        "embedding": SPACE,
    }
    how = (
        "Intervals are Wilson's, 95 %. A measure counts the questions it applies to: gold and kept those that the"
        " documents answer, withheld those that they do not, verdicts those with one expected, actors those with an"
        " actor expected. An answer that is withheld cites nothing and names nobody."
    )
    return Section(
        "What was measured on what", [Table("Questions and documents", ("what", "value"), [*facts.items()]), how]
    )


def _overall(summary: Mapping[str, Any]) -> Section:
    whole = summary["shares"][ALL].get(ALL, {})
    if not any(name in whole for name in ANSWERS):
        return Section(
            "Measures", ["The file says of no question what is right, and no answer cites: nothing was measured."]
        )
    measured = [name for name in ANSWERS if name in whole]
    rows = [[SHOWN[name], str(whole[name]["of"]), _cell(whole[name])] for name in measured]
    spans = {SHOWN[one]: (whole[one]["share"], whole[one]["low"], whole[one]["high"]) for one in measured}
    spent = summary["latency_ms"]
    shows = "The share of each measure with its interval, as in the table above."
    return Section(
        "Measures",
        [
            Table("Over all questions (95 % interval)", ("measure", "of", "share"), rows),
            Picture("measures.svg", shows, plots.measures({"Afsprakenwijzer": spans})),
            f"Citations of another region than the one asked about: {summary['foreign']}.",
            f"An answer took {spent['p50']:.1f} ms (median), {spent['p95']:.1f} ms (95 of a hundred).",
        ],
    )


def _groups(summary: Mapping[str, Any]) -> Section:
    tables: list[str | Table | Picture] = []
    for side in SIDES:
        groups: Mapping[str, Mapping[str, Any]] = summary["shares"][side]
        measured = [name for name in ANSWERS if any(name in row for row in groups.values())]
        rows = [
            [
                group,
                str(row["n"]),
                *(f"{_cell(row[name])} /{row[name]['of']}" if name in row else "" for name in measured),
            ]
            for group, row in groups.items()
        ]
        if rows:
            tables.append(Table(f"By {side}", (side, "n", *(SHOWN[name] for name in measured)), rows))
    return Section("By language, group, kind and tag", tables)


def _confusions(summary: Mapping[str, Any]) -> Section:
    captions = {
        "kinds": "Kind of the file (rows) against kind of the answer",
        "verdicts": "Verdict of the file (rows) against verdict shown",
        "outcomes": "What is right to do (rows) against outcome",
    }
    tables = [_matrix(captions[name], rows) for name, rows in summary["confusion"].items() if rows]
    return Section("Confusions", tables or ["The file says neither kinds nor verdicts."])


def _matrix(caption: str, rows: Mapping[str, Mapping[str, int]]) -> Table:
    columns = sorted({name for cells in rows.values() for name in cells})
    body = [[name, *(str(cells.get(column, "")) for column in columns)] for name, cells in rows.items()]
    return Table(caption, ("", *columns), body)


def _abstention(summary: Mapping[str, Any]) -> Section:
    bins: Sequence[Mapping[str, Any]] = summary["reliability"]
    points = [(one["predicted"], one["observed"], one["n"]) for one in bins if one["predicted"] is not None]
    rows = [
        [
            f"{one['from']:.1f} to {one['until']:.1f}",
            str(one["n"]),
            *(_number(one[part]) for part in ("predicted", "observed")),
        ]
        for one in bins
    ]
    how = (
        "The likelihood that the search gives an answer against how often the documents do answer. Questions that they"
        " answer weigh half, those that they do not the other half, for the likelihood is that of an even chance."
    )
    shows = "The predicted likelihood of each bin against the share observed, as in the table above."
    picture = [Picture("reliability.svg", shows, plots.reliability(points))] if points else []
    head = ("likelihood", "questions", "predicted", "observed")
    return Section("Whether there is an answer", [how, Table("Reliability", head, rows), *picture])


def _verdicts(summary: Mapping[str, Any]) -> Section:
    found: Mapping[str, Any] = summary["verdicts"]
    if not found["n"]:
        return Section("Verdicts", ["The file expects no verdict."])
    names = {
        "right": "right",
        "wrong": "wrong: a yes, no or conditional that is not accepted",
        "denied": "not regulated, where it is",
        "silent": "silent",
    }
    rows = [[text, _cell(found[name])] for name, text in names.items()]
    points = summary["risk_coverage"]
    blocks: list[str | Table | Picture] = [
        Table(f"Of {found['n']} questions with a verdict expected", ("verdict", "share"), rows),
        f"Questions without an answer that were shown a verdict: {found['unanswerable_with_verdict']}.",
    ]
    if points:
        parts = ("likelihood", "coverage", "right", "wrong", "risk")
        body = [[f"{one[part]:.3f}" for part in parts] for one in points]
        shows = "Right and wrong verdicts were they shown to the likeliest questions alone, as in the table below."
        curve = [(one["coverage"], one["right"], one["wrong"]) for one in points]
        blocks.append(Picture("risk-coverage.svg", shows, plots.risk_coverage(curve, _ALLOWED)))
        blocks.append(Table("Were verdicts shown at this likelihood and above only", parts, body))
    return Section("Verdicts", blocks)


def _failures(evaluation: Evaluation, summary: Mapping[str, Any]) -> Section:
    counts = [[CAUSES[cause], str(count)] for cause, count in summary["causes"].items()]
    blocks: list[str | Table | Picture] = [Table("How often each", ("cause", "questions"), counts)]
    if evaluation.aggregates:
        blocks.append("Of a sealed file no single question is shown.")
        return Section("What went wrong", blocks)
    failed = [(one, found) for one in evaluation.scored if (found := causes(one))]
    first = Counter(found[0] for _, found in failed)
    for cause in CAUSES:
        rows = [_failure(one, found) for one, found in failed if found[0] == cause]
        if rows:
            head = ("question", "id", "also", "first claim", "gold stands in")
            blocks.append(Table(f"{CAUSES[cause].capitalize()} ({first[cause]})", head, rows))
    return Section("What went wrong", blocks)


def _failure(one: Scored, found: Sequence[str]) -> list[str]:
    claims = one.reply.claims
    text = " ".join(claims[0].text.split()) if claims else f"({one.reply.answer.outcome})"
    excerpt = text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + "…"
    gold = "; ".join(f"{gold.stem} {gold.place}".strip() for gold in one.asked.golds)
    return [one.asked.text, one.asked.id, "; ".join(CAUSES[cause] for cause in found[1:]), excerpt, gold]


def _cell(cell: Mapping[str, float]) -> str:
    return f"{cell['share']:.2f} ({cell['low']:.2f}–{cell['high']:.2f})"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
