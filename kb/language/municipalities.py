"""The names of Dutch municipalities, so that a place is known for one though no text names it."""

from functools import cache
from importlib.resources import files

from kb.language.words import fold


@cache
def municipalities() -> frozenset[str]:
    """Their names, lower-cased, accents folded; with the few that are called otherwise every day ("Den Bosch").

    Source: the municipal division of the Netherlands of 2024.
    """
    text = files("kb.language").joinpath("municipalities.txt").read_text(encoding="utf-8")
    return frozenset(fold(name.lower()) for name in text.splitlines() if name)
