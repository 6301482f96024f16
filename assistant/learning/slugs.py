"""Names as parts of an address: small letters and hyphens, each different."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60  # characters of an address that still reads as a name


def slugged(names: Iterable[str]) -> list[str]:
    """A slug for each name, in their order; the same names in the same order give the same slugs."""
    taken: dict[str, None] = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "zonder-naam"
        number, free = 1, slug
        while free in taken:
            number += 1
            free = f"{slug}-{number}"
        taken[free] = None
    return list(taken)
