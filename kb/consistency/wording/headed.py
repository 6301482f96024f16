"""What a heading says, without the number it bears."""

import re

_NUMBER = re.compile(
    r"^\W*(?:(?:artikel|hoofdstuk|paragraaf|stap|fase|onderdeel|deel|bijlage)\s+)?"
    r"(?:\d{1,3}[a-z]?(?:\.\d{1,3})*|[IVX]{1,5}|[A-Za-z](?=[.)]))(?:\s*[.):–-]+\s*|\s+|$)",
    re.I,
)


def heading_words(heading: str) -> str:
    """The words of a heading: "3.4. Voorkom Huisuitzetting" as "Voorkom Huisuitzetting"; a bare number as it is."""
    words = " ".join(heading.split())
    return _NUMBER.sub("", words).strip(" .:") or words
