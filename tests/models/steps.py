"""What a scripted model does, step by step: a text is what it says, the rest is what befalls the connection."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tests.models.prompt import Prompt


class Waits(NamedTuple):
    """So many seconds nothing comes."""

    seconds: float


class Holds(NamedTuple):
    """Nothing comes until the test lets it go on."""


class Says(NamedTuple):
    """What stands where the text should: null, or another type."""

    content: object


class Thinks(NamedTuple):
    """Thoughts, where servers keep them apart from the reply."""

    text: str


class ClaimSaid(NamedTuple):
    """A claim is complete; the server notes when."""


class Drips(NamedTuple):
    """From here on every byte goes out by itself."""


class Raw(NamedTuple):
    """Bytes on the stream that are of no protocol."""

    body: bytes


class Breaks(NamedTuple):
    """The connection is closed in the middle, or reset."""

    reset: bool = False


class Responds(NamedTuple):
    """Another response than the one asked for."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Step = str | Waits | Holds | Says | Thinks | ClaimSaid | Drips | Raw | Breaks | Responds
Behaviour = Callable[[Prompt], Iterator[Step]]
