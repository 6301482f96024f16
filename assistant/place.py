"""A passage that a search found, with what quoting it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.answer import Claim, Related
from kb.model import Passage
from kb.search.hybrid import Hit


@dataclass(frozen=True, slots=True)
class Place:
    """A found passage with what quoting it takes."""

    hit: Hit
    passage: Passage
    lead_text: str
    title: str

    @property
    def read(self) -> str:
        """The paragraph with what introduces it."""
        return f"{self.lead_text}\n{self.passage.text}"


def nearest(places: Sequence[Place], claims: Sequence[Claim], most: int) -> tuple[Related, ...]:
    """The nearest places not cited, one a heading."""
    seen = {citation.headings for claim in claims for citation in claim.citations}
    found: list[Related] = []
    for place in places:
        headings = place.passage.headings
        if headings not in seen and len(found) < most:
            seen.add(headings)
            found.append(Related(passage_id=place.passage.id, document_title=place.title, headings=headings))
    return tuple(found)
