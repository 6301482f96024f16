"""What an answer amounts to, before its claims leave by the verifier."""

from collections.abc import Sequence
from typing import NamedTuple

from kb.answer import Claim, Verdict


class Conclusion(NamedTuple):
    """What the claims amount to, before they are verified.

    `disputed`: each claim is a position of its own. `missing` is what they leave open, `notices` are
    the codes of what must be known besides what the citations themselves tell.
    """

    claims: Sequence[Claim]
    verdict: Verdict | None = None
    actors: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    disputed: bool = False
    follow_ups: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
