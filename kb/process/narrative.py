"""Whether a text tells a problem, a history, a plan or an example, where it looks like a rule."""

import re
from collections.abc import Sequence

_TELLS = re.compile(
    r"\b(?:het komt (?:geregeld |vaak |soms )?voor\b|(?:wij|we) (?:merken|zien|vragen u|horen|vertellen"
    r"|stellen voor)|knelpunt\w*"
    r"|in de praktijk (?:blijkt|is|komt|wordt|gaat)|wens(?:en|t)?\b|(?:is|wordt) (?:dan )?niet duidelijk"
    r"|onduidelijk (?:is|was|wie)"
    r"|niet haarscherp|ontstaat? er (?:geregeld|vaak)|nog niet (?:bij|in|op)\b.*\bterecht|medio \d{4}"
    r"|is niet geregeld|voorlopig"
    r"|verwarring|in toenemende mate|stand van zaken|zou(?:den)?\b|naar verwachting (?:\d|kost))",
    re.I,
)
_HEADED = re.compile(
    r"\b(?:voorbeeld(?:en)?|aanleiding|verhalen|knelpunten|achtergrond|misging|wat goed ging|terugblik"
    r"|uit de praktijk)\b",
    re.I,
)


def tells(sentence: str, headings: Sequence[str]) -> bool:
    """Whether the sentence narrates: by its words, or by the heading it stands under."""
    return bool(_TELLS.search(sentence)) or any(_HEADED.search(heading) for heading in headings[-2:])
