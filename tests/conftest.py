"""What every run of the tests shares: how properties are tried, and what is told at the end."""

import os
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

# several workers run at once: a model that takes all cores for itself makes the others wait for theirs
os.environ.setdefault("OMP_NUM_THREADS", "1")

_ABSENT: Final = "../shared is absent"

# how fast examples are made depends on what else the machine does; a property does not
settings.register_profile(
    "house",
    deadline=None,
    max_examples=50,  # make nightly tries many more
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),  # whether a change lands is no matter of luck; elsewhere it goes on looking
)
settings.register_profile("nightly", settings.get_profile("house"), max_examples=1000, derandomize=False)
settings.load_profile("nightly" if os.environ.get("NIGHTLY") else "house")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many tests were skipped for want of the shared material, also where none was."""
    # Under xdist the reports of all workers come together here.
    skipped = terminalreporter.getreports("skipped")
    count = sum(_ABSENT in str(report.longrepr) for report in skipped)
    terminalreporter.write_line(f"{count} tests skipped because {_ABSENT}")
