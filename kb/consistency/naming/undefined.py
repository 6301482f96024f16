"""Abbreviations that are used as if known, and explained neither here nor in a paper that this one leans on."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.consistency.finding import Found, Relation, Rule, Statement
from kb.consistency.naming.abbreviations import EXPLAINED
from kb.consistency.naming.initials import SHORT
from kb.consistency.naming.known_abbreviations import known_to_all
from kb.consistency.paper import Line, Paper
from kb.consistency.references.leans_on import leans_on
from kb.consistency.region import Region
from kb.consistency.wording.blocks import bare
from kb.language.lexicon import known
from kb.language.words import fold
from kb.model import Document, Role
from kb.process.words import DETERMINERS, PREPOSITIONS

_USED = "abbreviation_used"
_SPOKEN_OF = "paper_spoken_of"
_TOKEN: Final = re.compile(rf"(?<![\w@./&'’-])(?:niet-)?(?P<short>{SHORT})(?:['’]?s|['’]en)?(?![\w@&]|\.\w)")
_ROMAN: Final = re.compile(r"[IVXLC]+")
_POSTCODE: Final = re.compile(r"\d{4}\s$")
_CAPITALS: Final = re.compile(r"\b[A-Z]{2,}\b[^\w\n]{1,3}\b[A-Z]{2,}\b")
_RUN: Final = re.compile(r"(?<![\w-])[A-Z][\w-]+(?:\s+(?:(?:en|van|de|der|het|voor|op|in|&)\s+){0,2}[A-Z][\w-]+){1,7}")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_BODIES: Final = frozenset({"Stichting", "Vereniging", "Coöperatie", "Woonstichting", "Zorggroep", "Bureau"})
_WORDY: Final = 5  # letters: an abbreviation of more is seldom also a word
# What may be the title of another paper, in whatever letters: "het Convenant Jeugd in beeld geldt ook hier".
_TITLE: Final = re.compile(
    r"(?<![\w-])(?=(?P<run>\w*(?:convenant|overeenkomst|afspraken|protocol|reglement|regels|instructie|leidraad"
    r"|draaiboek|plan)\b[^\n;:()]{3,120}))",
    re.I,
)
_ARTICLE: Final = re.compile(r"\b(?:de|het|een)\s+$")


def state(paper: Paper) -> Iterator[Statement]:
    """The first use of each abbreviation that is neither known to everyone nor somebody's name, and titles named."""
    yield from _titles(paper)
    names, spelled = _names(paper), _spelled(paper)
    seen: set[str] = set()
    for line in _lines(paper):
        if _shouts(line.text):
            continue
        for found in _TOKEN.finditer(line.text):
            short = found["short"]
            key = short.upper()
            if key in seen or key in known_to_all() or short in names or key in spelled:
                continue
            if _ROMAN.fullmatch(short) or _part_of_a_name(line.text, found) or _only_stressed(short, paper):
                continue
            seen.add(key)
            yield Statement(
                sort=_USED, about=(key,), words=short, place=paper.place(line.start, line.start + len(line.text))
            )


def _titles(paper: Paper) -> Iterator[Statement]:
    found = {" ".join(one["run"].lower().split()): one for one in _TITLE.finditer(paper.text)}
    for words, one in found.items():
        yield Statement(sort=_SPOKEN_OF, words=words, place=paper.place(one.start(), one.end("run")))


def find(region: Region) -> Iterator[Found]:
    """Each abbreviation of a paper that is explained nowhere, once."""
    for document in region.own:
        near = [document, *leans_on(region, document), *_spoken_of(region, document)]
        explained = {one.about[0] for one in region.statements(EXPLAINED, near)}
        for one in region.statements(_USED, [document]):
            if one.about[0] not in explained:
                yield Found(
                    rule=Rule.UNDEFINED_TERM,
                    relation=Relation.NOT_MENTIONED,
                    facts={"term": one.words},
                    sides=(one.place,),
                    subject=one.about[0],
                )


def _spoken_of(region: Region, document: Document) -> Iterator[Document]:
    """The other papers whose whole title stands in the text."""
    runs = [one.words for one in region.statements(_SPOKEN_OF, [document])]
    for other in region.documents:
        title = " ".join(other.title.lower().split())
        if other.id != document.id and any(run.startswith(title) for run in runs):
            yield other


def _lines(paper: Paper) -> Iterator[Line]:
    """What the paper says: its sentences and rows, and of the cover what is said there in a phrase."""
    for line in paper.cover:
        found = _TOKEN.search(line.text)
        if found and _ARTICLE.search(line.text[: found.start()]):
            yield line
    for sentence in paper.sentences:
        yield sentence if sentence.passage.role is Role.TABLE_ROW else bare(sentence)


def _shouts(text: str) -> bool:
    """Whether a line is written in capitals, so that these tell nothing."""
    return _CAPITALS.search(text) is not None and sum(letter.isupper() for letter in text) * 2 > len(text)


def _names(paper: Paper) -> frozenset[str]:
    """Words of the names of parties, signers and what the cover lists."""
    parties = [name for party in paper.document.parties for name in (party.name, *party.aliases)]
    signers = [row.cells[0].text for row in paper.signed]
    listed = [line.text for line in paper.cover if not _ARTICLE.search(line.text) and " de " not in line.text]
    return frozenset(word for name in (*parties, *signers, *listed) for word in re.findall(r"[\w&]+", name))


def _spelled(paper: Paper) -> frozenset[str]:
    """Initials of the names in the text: who reads "Regionaal Team Zorg" knows what the RTZ is."""
    found: set[str] = set()
    for run in _RUN.finditer(paper.text):
        words = [word for word in run[0].split() if word != "&"]
        for low in range(len(words)):
            for high in range(low + 3, min(len(words), low + 8) + 1):
                chosen = words[low:high]
                found.add("".join(fold(word)[0] for word in chosen).upper())
                found.add("".join(fold(word)[0] for word in chosen if word[0].isupper()))
    return frozenset(one for one in found if len(one) > 2)


def _part_of_a_name(text: str, found: re.Match[str]) -> bool:
    """Whether an abbreviation stands in a proper name, in a row of them, or in a postcode."""
    before, after = text[: found.start()], text[found.end() :]
    if _POSTCODE.search(before) or re.match(r"\s+(?:[A-Z][a-z]|\d)", after):
        return True
    words = _WORD.findall(before[-60:])
    last = words[-1] if words else ""
    opens = len(words) == 1 and last not in _BODIES  # a sentence opens with a capital too
    if before.endswith(" ") and _capital(last) and last.lower() not in DETERMINERS | PREPOSITIONS and not opens:
        return True
    if not before.strip() and not _WORD.search(after):
        return True  # an item that is nothing else is a name in a list
    return _in_a_row(before, after, words)


def _in_a_row(before: str, after: str, words: Sequence[str]) -> bool:
    """Whether names stand on both sides, as in "Marinus, KTZ en Ankers"."""
    joined = re.search(r"(?:,|\ben|\bof)\s+$", before) is not None
    named = [word for word in words if word not in {"en", "of"}][-1:]
    follows = re.match(r"(?:,|\s+en|\s+of)\s+[A-Z][a-z]", after) is not None
    return (joined and bool(named) and _capital(named[0])) or (follows and not _ARTICLE.search(before))


def _capital(word: str) -> bool:
    return word[:1].isupper() and word[1:2].islower()


def _only_stressed(short: str, paper: Paper) -> bool:
    """Whether a word is only written in capitals: the dictionary has it, and it is long or the paper has it too."""
    low = short.lower()
    return known(low) and (len(low) >= _WORDY or re.search(rf"\b{low}\b", paper.text) is not None)
