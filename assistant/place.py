"""A passage that a search found, with what quoting it takes."""

from dataclasses import dataclass

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
