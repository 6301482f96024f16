"""What came in at a scripted model, and when what went out."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.models.prompt import Prompt


@dataclass
class Received:
    """One request: what came in, what the prompt said, and seconds from then to each complete claim and to the end."""

    path: str
    headers: Mapping[str, str]
    body: str
    prompt: Prompt
    began: float = field(default_factory=time.perf_counter)
    claims_s: list[float] = field(default_factory=list)
    ended_s: float | None = None
    hung_up: bool = False

    @property
    def since(self) -> float:
        """Seconds since it came in."""
        return time.perf_counter() - self.began
