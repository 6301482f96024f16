"""The page and the plot of the scale benchmark."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_PAGE, _PLOT = "growth.md", "growth.svg"

_ROWS = (
    ("different words", "words", ""),
    ("take in, all", "take_in_s", "s"),
    ("build the lexical index, all", "build_s", "s"),
    ("build Chroma after that, in the background", "chroma_s", "s"),
    ("start on what was built: answers from here", "start_s", "s"),
    ("… until Chroma was checked and is used", "checked_s", "s"),
    ("resident memory of a process that answers", "resident_mb", "MB"),
    ("on disk, store and indexes", "disk_mb", "MB"),
    ("question over all, median", "query_p50_ms", "ms"),
    ("question over all, 95th percentile", "query_p95_ms", "ms"),
    ("question in one of 24 regions, median", "query_region_p50_ms", "ms"),
    ("question in one of 24 regions, 95th percentile", "query_region_p95_ms", "ms"),
    ("a document of 60 passages offered until it is found", "come_s", "s"),
    ("a document removed until it is not found", "gone_s", "s"),
    ("… until Chroma has followed", "chroma_follows_s", "s"),
    ("answers given by two others meanwhile", "answered_meanwhile", ""),
    ("the slowest of these", "slowest_meanwhile_ms", "ms"),
    ("*one field of ours*: build", "field_build_s", "s"),
    ("*bm25s*, same terms: build", "bm25s_build_s", "s"),
    ("*one field of ours*: best ten, median", "field_p50_ms", "ms"),
    ("*bm25s*, same terms: best ten, median", "bm25s_p50_ms", "ms"),
)

_TEXT = """# How the search grows

Written by `python -m eval.scale` (`make scale`), which measures on invented passages (`eval/invented.py`): half of them
have 44 words or more, sixty make a document, 24 regions share them, and new words keep coming. They go through the real
store (SQLite) and indexes. Questions have five to ten words of one passage, 15 % mistyped and 10 % that nobody wrote;
they are measured with the whole process on one core. Two other threads go on asking while a document comes and goes.

{table}

![Time and memory by number of passages](growth.svg)

## What limits growth

- *Memory first.* A vector takes 4 kB, and stands in memory twice: in Chroma, and for exact comparison while Chroma lags
  or fails. At 100,000 passages that is the larger part of what a process takes. Beyond some 200,000 a remote vector
  engine pays (see [ADR 3](adr/0003-the-store-is-the-truth.md)).
- *Building anew* costs about a millisecond a passage, almost all of it analysing words that were not met before
  (dictionary, compounds); it happens when the analyser changes or the folder is lost, and answers wait for it. Chroma
  takes longer, and no answer waits for that.
- *A change* costs merging sorted arrays: in proportion to what is held, not to its text. Why so:
  [ADR 9](adr/0009-a-change-is-a-merge.md).
- *A question* costs little for what is rare and most for what is everywhere: a score for every passage and leg, and for
  each asked word the words that share its letters. That is about linear, and the vector leg grows slower than that.
- *SQLite* has one writer at a time. Taking in is bound by reading files, not by it.
"""


def write(found: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Write the page and its plot, one column and one point a size."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _PAGE).write_text(_TEXT.format(table=_table(found)), encoding="utf-8")
    _plot(found, folder / _PLOT)


def _table(found: Sequence[Mapping[str, Any]]) -> str:
    head = "| passages | " + " | ".join(f"{one['passages']:,}" for one in found) + " |"
    rows = [
        f"| {title}{', ' + unit if unit else ''} | " + " | ".join(_number(one[name]) for one in found) + " |"
        for title, name, unit in _ROWS
    ]
    return "\n".join((head, "| --- |" + " ---: |" * len(found), *rows))


def _number(value: float) -> str:
    """Three figures that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _plot(found: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Four drawings on logarithmic axes; the same bytes for the same figures."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "growth", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot

    sizes = [one["passages"] for one in found]
    drawings = (
        ("a question on one core, ms", ("query_p50_ms", "query_p95_ms", "query_region_p50_ms", "bm25s_p50_ms")),
        ("a document comes or goes, s", ("come_s", "gone_s", "chroma_follows_s")),
        ("building and starting, s", ("build_s", "chroma_s", "start_s", "bm25s_build_s")),
        ("memory and disk, MB", ("resident_mb", "disk_mb")),
    )
    figure, axes = pyplot.subplots(2, 2, figsize=(9, 6.5), layout="constrained")
    for axis, (title, names) in zip(axes.flat, drawings, strict=True):
        for name in names:
            axis.plot(sizes, [max(one[name], 0.001) for one in found], marker="o", label=_label(name))
        axis.set(title=title, xlabel="passages", xscale="log", yscale="log")
        axis.grid(visible=True, which="major", alpha=0.3)
        axis.legend()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def _label(name: str) -> str:
    return name.rpartition("_")[0].replace("_", " ")
