"""What an operator asks: does it live, can it answer, what has it done."""

from collections import Counter

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from api.routes.door import At

router = APIRouter(include_in_schema=False)


@router.get("/health/live")
def live() -> dict[str, str]:
    """The process serves requests."""
    return {"status": "live"}


@router.get("/health/ready")
def ready(at: At) -> dict[str, str]:
    """Questions can be answered: the store can be read, and the indexes and the assistant are open.

    Otherwise a problem with status 503 says why.
    """
    at.workplace.store.regions()
    _ = at.workplace.assistant
    return {"status": "ready"}


@router.get("/metrics")
def metrics(at: At) -> PlainTextResponse:
    """Counters of this process, as Prometheus reads them."""
    held = Counter(document.region for document in at.workplace.store.documents())
    return PlainTextResponse(at.metrics.exposition(held), media_type="text/plain; version=0.0.4")
