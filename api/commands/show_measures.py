"""What people see on a terminal of a retrieval evaluation: one table, on stderr."""

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from eval.peers import PEERS
from eval.report import SHOWN, p_value


def show_measures(summary: Mapping[str, Any]) -> None:
    """A row for each measure: ours with its 95 % interval, then each peer with p of our difference from it."""
    peers: Mapping[str, Any] = summary.get("peers", {})
    size = f"{summary['collection']}: {summary['questions']} questions, {summary['passages']} passages"
    # Spare enough for three peers in 80 characters.
    table = Table(title=size, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("measure", no_wrap=True)
    table.add_column("Afsprakenwijzer", no_wrap=True)
    for name in peers:
        table.add_column(PEERS[name], max_width=13)
    for measure, mean in summary["measures"].items():
        low, high = summary["intervals"][measure]
        differ = (
            f"{peer['measures'][measure]:.3f} p {p_value(peer['ours_against_it'][measure]['p'])}"
            for peer in peers.values()
        )
        table.add_row(SHOWN[measure], f"{mean:.3f} ({low:.2f}–{high:.2f})", *differ)
    spent = [summary, *peers.values()]
    table.add_row("ms p50 / p95", *(f"{one['ms_p50']:.1f} / {one['ms_p95']:.1f}" for one in spent))
    Console(stderr=True, highlight=False, markup=False, emoji=False).print(table)
