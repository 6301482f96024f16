"""What every run of the tests tells at its end."""

from typing import Final

import pytest

_ABSENT: Final = "../shared is absent"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many tests were skipped for want of the shared material, also where none was."""
    # Under xdist the reports of all workers come together here.
    skipped = terminalreporter.getreports("skipped")
    count = sum(_ABSENT in str(report.longrepr) for report in skipped)
    terminalreporter.write_line(f"{count} tests skipped because {_ABSENT}")
