"""The published shape of what `search` finds; the other tools give the shapes of the API."""

from api.routes.shapes import Shape


class Hit(Shape):
    """A passage that was found; `legs` says what each leg of the search added to `score`."""

    passage_id: str
    document_title: str
    headings: list[str]
    text: str
    score: float
    legs: dict[str, float]


class Hits(Shape):
    """Passages, nearest first; whether one answers the query the score does not say."""

    items: list[Hit]
    total: int
