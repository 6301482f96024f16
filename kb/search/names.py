"""Names that the documents themselves give: parties and their aliases, abbreviations, terms they define."""

import re
from collections.abc import Iterable, Sequence

from kb.model import Document, Passage, Role

Names = tuple[str, ...]  # of one thing

# Names are sought from where a word begins: else a word of thousands of letters is read from each of them.
# "Meldpunt Zorg en Overlast (MZO)": the letters are those of the words before them.
_ABBREVIATED = re.compile(
    r"(?<![\w&'’-])(?P<words>(?:[\w&'’-]+[ \u00a0]+){1,8})\((?:hierna:? )?['\"“‘]?(?P<short>[A-Z][\w&]{1,7})['\"”’]?\)"
)
# Either in brackets: "het regieteam (ook: kernteam)"; or in a clause: "het regieteam, ook wel kernteam genoemd".
_ALSO = re.compile(
    r"(?<![\w-])(?P<name>[\w-]{4,})(?: \(ook(?: wel)?:? |, ook wel )(?:de |het )?['\"“‘]?"
    r"(?P<other>[\w-]{3,}(?: [\w-]{3,}){0,2}?)['\"”’]?(?:\)| genoemd)",
    re.I,
)
_DEFINED = re.compile(r"(?:^|\n)(?:[a-z0-9]{1,2}[.)] |- )?(?P<term>[\w-]+(?: [\w-]+){0,3}): ")
_LEGAL_FORM = re.compile(r"^(?:stichting|gemeente|vereniging|coöperatie|woningcorporatie)\s+", re.I)
_LEFT_OUT = frozenset(("en", "van", "de", "het", "voor", "der", "in", "op", "&"))


def parties(documents: Iterable[Document]) -> list[Names]:
    """The parties of agreements, each with its names: as it is written, without its legal form, by its own alias.

    "de corporaties" is no name of one party: an alias in small letters says what it is, not who.
    """
    found: dict[Names, None] = {}
    for document in documents:
        for party in document.parties:
            short = _LEGAL_FORM.sub("", party.name)
            own = (alias for alias in party.aliases if alias[:1].isupper())
            found[tuple(dict.fromkeys((short, party.name, *own)))] = None
    return list(found)


def named_in(passage: Passage) -> tuple[Names, ...]:
    """What a passage gives names to: words with their abbreviation, a thing with its other name, a defined term."""
    text = passage.text
    found: list[Names] = [(match["name"], match["other"]) for match in _ALSO.finditer(text)]
    for match in _ABBREVIATED.finditer(text):
        if words := _spelled(match["words"].split(), match["short"]):
            found.append((words, match["short"]))
    if passage.role is Role.DEFINITION:
        found += [(match["term"],) for match in _DEFINED.finditer(text)]
    return tuple(found)


def _spelled(words: Sequence[str], short: str) -> str | None:
    """The last words whose first letters spell the abbreviation; None where none do."""
    letters = [letter for letter in short.upper() if letter.isalpha()]
    for start in range(len(words) - 1, -1, -1):
        own = [word[0].upper() for word in words[start:] if word.lower() not in _LEFT_OUT and word[0].isalpha()]
        every = [word[0].upper() for word in words[start:] if word[0].isalpha()]
        if letters in (own, every):
            return " ".join(words[start:])
    return None
