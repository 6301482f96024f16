"""References to articles, chapters, sections, steps and tables: which part, which member, of which paper."""

import re
from collections.abc import Generator, Iterator, Set

from kb.consistency.finding import Statement
from kb.consistency.paper import Paper, Sentence
from kb.consistency.references.numbering import NUMBER, label
from kb.consistency.references.owners import Owner, Owners

_WORDS = {
    "artikel": "artikel",
    "artikelen": "artikel",
    "art.": "artikel",
    "hoofdstuk": "hoofdstuk",
    "hoofdstukken": "hoofdstuk",
    "paragraaf": "paragraaf",
    "paragrafen": "paragraaf",
    "§": "paragraaf",
    "stap": "stap",
    "stappen": "stap",
    "fase": "fase",
    "fasen": "fase",
    "fases": "fase",
    "trede": "trede",
    "treden": "trede",
    "tabel": "tabel",
    "tabellen": "tabel",
    "onder": "onder",
}
_COUNTED = """
eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende
"""
_ORDINALS = _COUNTED.split()
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:e|de|ste))"
_JOIN = r"\s+(?:en|of|tot\s+en\s+met|t/m)\s+"
_UNIT = (
    r"(?!\s+(?:werk|kalender)?(?:dag|week|weken|maand|jaar|uur|uren|keer|minuten|procent|euro|personen|partijen)\w*)"
)


def _several(one: str) -> str:
    return rf"{one}(?:(?:\s*,\s*{one})*{_JOIN}{one})?"


_PART = re.compile(
    rf"(?<![\w-])(?P<word>artikel(?:en)?|art\.|hoofdstuk(?:ken)?|paragra(?:af|fen)|§|stap(?:pen)?|fases?|fasen|treden?"
    rf"|tabel(?:len)?|onder(?=\s+\d+\.\d))\s*(?P<numbers>{_several(NUMBER)})(?!-|:\d){_UNIT}",
    re.I,
)
_MEMBERS = re.compile(
    rf"\s*,?\s*(?:het\s+)?(?:(?P<ordinals>{_several(_ORDINAL)})\s+(?:lid|leden)\b"
    rf"|(?:lid|leden)\s+(?P<digits>{_several('[0-9]{1,2}')})\b)",
    re.I,
)
_ITEM = re.compile(
    r"\s*,?\s*(?:aanhef\s+en\s+)?(?:onder(?:deel)?|sub)\s+[a-z0-9]{1,2}\b(?:\s+(?:en|of|tot en met)\s+[a-z]\b)?", re.I
)
_TITLE = re.compile(r"\s*(?:\((?P<round>[A-Z][^()]{2,80})\)|[‘'“\"](?P<quoted>[A-Z][^’'”\"]{2,80})[’'”\"])")
_ALONE = re.compile(
    rf"\b(?:(?P<ordinals>{_several(_ORDINAL)})\s+(?:lid|leden)|(?<=het )lid\s+(?P<digits>[0-9]{{1,2}}))\b"
    r"(?P<of>\s+van\s+)?",
    re.I,
)
_THIS = re.compile(r"dit\s+artikel\b", re.I)
# The members of a committee are persons.
_PERSONS = re.compile(r"benoem|aangewezen|aanwijz|voorzit|bestaat uit|commissie", re.I)
# "oud artikel 5", "(voormalig) artikel 5": of a version that is no more
_FOREIGN = re.compile(r"\b(?:oude?|voormalige?|eerdere?|vorige?)\b\W*$", re.I)


def state(paper: Paper) -> Iterator[Statement]:
    """Every reference to a numbered part of this paper or of another that the text names; none to laws."""
    owners = Owners(paper)
    first = min((one.start for one in paper.headings), default=0)
    for sentence in paper.sentences:
        if sentence.start < first and not sentence.headings:
            continue  # a contents list that was read as text
        if re.search(r"\d|\blid\b", sentence.text):
            taken = yield from _parts(paper, owners, sentence)
            yield from _members_alone(paper, owners, sentence, taken)


def _parts(paper: Paper, owners: Owners, sentence: Sentence) -> Generator[Statement, None, set[int]]:
    taken: set[int] = set()
    for found in _PART.finditer(sentence.text):
        members = _MEMBERS.match(sentence.text, found.end())
        end = (members or found).end()
        item = _ITEM.match(sentence.text, end)
        title = _TITLE.match(sentence.text, item.end() if item else end)
        taken.update(range(found.start(), end))
        owner = _owner(paper, owners, sentence, (title or item or members or found).end())
        if owner is None or _FOREIGN.search(sentence.text[max(0, found.start() - 12) : found.start()]):
            continue
        for number in re.findall(NUMBER, found["numbers"]):
            if re.search(r"\.\d{3}$", number):
                continue  # "onder 1.500 euro"
            yield Statement(
                sort="part_reference",
                about=(_WORDS[found["word"].lower()], number, str(_highest(members)) if members else ""),
                value="" if owner.own else owner.name,
                words=(title["round"] or title["quoted"]) if title else "",
                facts={"reference": " ".join(sentence.text[found.start() : end].split())},
                place=paper.at(sentence),
            )
    return taken


def _members_alone(paper: Paper, owners: Owners, sentence: Sentence, taken: Set[int]) -> Iterator[Statement]:
    """ "Het vijfde lid" of the article that the sentence stands in, "het tweede lid van artikel 4" of that one."""
    article = next((one for one in map(label, reversed(sentence.headings)) if one.word == "artikel"), None)
    persons = _PERSONS.search(sentence.passage.text)
    for found in _ALONE.finditer(sentence.text):
        if found.start() in taken or persons:
            continue
        of, named = found["of"], _PART.match(sentence.text, found.end()) if found["of"] else None
        owner = _owner(paper, owners, sentence, named.end() if named else found.end())
        number = (
            named["numbers"]
            if named
            else article.number
            if article and (not of or _THIS.match(sentence.text, found.end()))
            else ""
        )
        if owner is None or not re.fullmatch(NUMBER, number):
            continue
        yield Statement(
            sort="part_reference",
            about=("artikel", number, str(_highest(found))),
            value="" if owner.own else owner.name,
            facts={"reference": " ".join(found[0].removesuffix(of or "").split()), "article": number},
            place=paper.at(sentence),
        )


def _owner(paper: Paper, owners: Owners, sentence: Sentence, at: int) -> Owner | None:
    """Whose part is meant by what ends at `at` in a sentence, read in its passage with what leads it in."""
    passage = sentence.passage
    lead = paper.text[passage.lead_in.start : passage.lead_in.end] + " " if passage.lead_in else ""
    before = lead + paper.text[passage.start : sentence.start]
    return owners.after(before + sentence.text, len(before) + at)


def _highest(found: re.Match[str]) -> int:
    if found["digits"]:
        return max(map(int, re.findall(r"\d+", found["digits"])))
    words = re.findall(_ORDINAL, found["ordinals"].lower())
    return max(int(re.sub(r"\D", "", one)) if one[0].isdigit() else _ORDINALS.index(one) + 1 for one in words)
