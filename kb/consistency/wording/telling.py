"""Whether a paper tells of agreements, as a memo does, and makes none itself."""

import re

from kb.consistency.paper import Paper
from kb.model import DocumentKind

_TELLS = re.compile(
    r"\W*(?:memo(?:randum)?|notitie|(?:raads|college|nieuws|informatie)?brief|verslag|notulen|presentatie)\b", re.I
)


def only_tells(paper: Paper) -> bool:
    """Whether the paper is a memo, a letter or minutes: by its kind, or by the first word of its title."""
    return paper.document.kind is DocumentKind.MEMO or _TELLS.match(paper.document.title) is not None
