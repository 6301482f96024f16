"""What is found, or the page that says how far comparing is while many papers are read."""

from datetime import date
from typing import Final

from fastapi.responses import HTMLResponse

from api.routes.door import Door
from api.sentences import Lang
from api.web.render import page
from kb.consistency.finding import Finding

_PATIENCE_S: Final = 1.0  # before somebody wonders whether anything happens


def compared(at: Door, lang: Lang) -> tuple[Finding, ...] | HTMLResponse:
    """The findings of today in all regions; a page that reloads itself where they take long. Raises StoreError."""
    consistency, on = at.workplace.consistency, date.today()
    progress = consistency.comparing(on, patience_s=_PATIENCE_S)
    if progress is None:
        return consistency.findings(None, on)
    return HTMLResponse(page("findings_comparing.html", lang, progress=progress), headers={"Cache-Control": "no-store"})
