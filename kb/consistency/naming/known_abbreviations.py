"""The abbreviations that every caseworker knows: they need no explanation."""

from functools import cache
from pathlib import Path


@cache
def known_to_all() -> frozenset[str]:
    """The abbreviations of the list beside this module, in capitals: "Wmo" and "WMO" are one."""
    lines = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if not line.startswith("#"))
