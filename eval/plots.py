"""Plots of an evaluation as SVG: the same figures give the same bytes."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Told apart by form as well as by colour, which holds its contrast on white (Okabe and Ito 2008).
_MARKS: Final = ("o", "s", "D", "^")
_COLOURS: Final = ("#0072B2", "#D55E00", "#007A5E", "#7A3B69")
_BETTER, _WORSE = _COLOURS[0], _COLOURS[1]

Span = tuple[float, float, float]  # mean, lower and upper end of its interval


def measures(systems: Mapping[str, Mapping[str, Span]]) -> str:
    """The mean of each measure for each system, by the names to be shown, with its 95 % interval."""
    names = list(next(iter(systems.values())))

    def draw(axes: "Axes") -> None:
        for number, (system, spans) in enumerate(systems.items()):
            # Side by side within a measure, the first system on top.
            at = [row + (number - (len(systems) - 1) / 2) * 0.18 for row in range(len(names))]
            _spans(axes, list(spans.values()), at, number, system)
        axes.set_yticks(range(len(names)), names)
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        axes.set_xlabel("mean over the questions, with its 95 % interval")
        axes.grid(axis="x", alpha=0.3)
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)

    return _svg(draw, height=1.2 + 0.65 * len(names))


def differences(values: Sequence[float], peer: str) -> str:
    """Each question's nDCG@10 less that of a peer, sorted: left where the peer does better."""
    ordered = sorted(values)

    def draw(axes: "Axes") -> None:
        colours = [_WORSE if value < 0 else _BETTER for value in ordered]
        axes.bar(range(len(ordered)), ordered, width=1.0, color=colours)
        axes.axhline(0, color="black", linewidth=0.8)
        axes.set_ylim(-1, 1)
        axes.set_xlabel("questions, sorted")
        axes.set_ylabel(f"nDCG@10 less that of {peer}")
        axes.grid(axis="y", alpha=0.3)

    return _svg(draw, height=3.5)


def changes(spans: Mapping[str, Span], label: str) -> str:
    """A change for each name with its 95 % interval; left of zero is a loss."""

    def draw(axes: "Axes") -> None:
        _spans(axes, list(spans.values()), list(range(len(spans))), 0, "")
        axes.axvline(0, color="black", linewidth=0.8)
        axes.set_yticks(range(len(spans)), list(spans))
        axes.invert_yaxis()
        axes.set_xlabel(label)
        axes.grid(axis="x", alpha=0.3)

    return _svg(draw, height=1.2 + 0.35 * len(spans))


def reliability(bins: Sequence[tuple[float, float, int]]) -> str:
    """What was predicted against what was seen, with the number of questions at each point; the diagonal is ideal."""

    def draw(axes: "Axes") -> None:
        axes.plot([0, 1], [0, 1], color="black", linewidth=0.8, linestyle="--", label="as predicted")
        predicted, observed, counts = ([one[part] for one in bins] for part in range(3))
        axes.plot(predicted, observed, color=_COLOURS[0], marker=_MARKS[0], label="observed")
        for x, y, count in zip(predicted, observed, counts, strict=True):
            axes.annotate(str(count), (x, y), textcoords="offset points", xytext=(6, -12))
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_xlabel("predicted likelihood that the documents answer")
        axes.set_ylabel("share that they answer")
        axes.grid(alpha=0.3)
        axes.legend(loc="upper left", frameon=False)

    return _svg(draw, height=4.5)


def risk_coverage(points: Sequence[tuple[float, float, float]], allowed: float) -> str:
    """Right and wrong verdicts over how many are shown, all as shares of the questions asked; `allowed` are wrong."""

    def draw(axes: "Axes") -> None:
        coverage = [0.0, *(one[0] for one in points)]
        for number, (part, label) in enumerate(((1, "right"), (2, "wrong"))):
            values = [0.0, *(one[part] for one in points)]
            mark, colour = _MARKS[number], _COLOURS[number]
            axes.plot(coverage, values, color=colour, marker=mark, markersize=4, label=label)
        axes.axhline(allowed, color="black", linewidth=0.8, linestyle="--", label="wrong ones allowed")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_xlabel("coverage: yes/no questions with a verdict, the likeliest first")
        axes.set_ylabel("share of the yes/no questions")
        axes.grid(alpha=0.3)
        axes.legend(loc="upper left", frameon=False)

    return _svg(draw, height=4.5)


def _spans(axes: "Axes", spans: Sequence[Span], at: Sequence[float], number: int, label: str) -> None:
    means = [mean for mean, _, _ in spans]
    ends = [[mean - low for mean, low, _ in spans], [high - mean for mean, _, high in spans]]
    colour = _COLOURS[number % len(_COLOURS)]
    mark = _MARKS[number % len(_MARKS)]
    axes.errorbar(means, list(at), xerr=ends, fmt=mark, color=colour, capsize=3, markersize=5, label=label)


def _svg(draw: Any, *, height: float) -> str:
    # Without pyplot, which would open a display and keep every figure.
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "afsprakenwijzer", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure = Figure(figsize=(9, height), layout="constrained")
        draw(figure.add_subplot())
        written = StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    # matplotlib ends lines with a blank here and there, which a version control system points at.
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"
