"""A report as one HTML page that needs nothing else: to mail, to print, to keep."""

from functools import cache
from typing import TYPE_CHECKING

from api.reporting.report import Report

if TYPE_CHECKING:
    from jinja2 import Template


def page(report: Report) -> str:
    """The report as HTML; what texts and people wrote is escaped."""
    return _template().render(report=report)


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # the folder of this package itself holds the one template
    loader = PackageLoader("api.reporting", "")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.get_template("report.html")
