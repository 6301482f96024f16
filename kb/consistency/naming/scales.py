"""Colours, phases and levels that are used as a code, and explained nowhere or left out of the set that is."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.consistency.finding import Found, Place, Relation, Rule, Statement
from kb.consistency.naming.codes import Code, borrowed, coded, described, listed, meant, speaks_of_letters
from kb.consistency.paper import Heading, Line, Paper, Sentence
from kb.consistency.references.leans_on import leans_on
from kb.consistency.region import Region
from kb.consistency.wording.blocks import bare
from kb.model import Role

_USED, _MEANT, _LISTED, _ELSEWHERE = "scale_used", "scale_meant", "scale_listed", "scale_elsewhere"
_ANY = "*"  # the step of a scale of which a text says that it has steps, and not which
_SENT_ON: Final = re.compile(
    r"\b(?:bijlage|artikel|protocol|handleiding|handreiking|overzicht|werkinstructie|hoofdstuk|paragraaf)", re.I
)
_CALLED: Final[dict[str, re.Pattern[str]]] = {
    "kleur": re.compile(r"\b(?:kleur|code|classific|indeling)", re.I),
    "fase": re.compile(r"\bfase[ns]\b", re.I),
    "niveau": re.compile(r"\bniveaus\b", re.I),
    "trede": re.compile(r"\btreden\b|ladder\b", re.I),
    "categorie": re.compile(r"\bcategorie(?:ën|en|s)\b", re.I),
    "klasse": re.compile(r"\bklassen\b", re.I),
    "prioriteit": re.compile(r"\bprio(?:riteiten|'?s)\b", re.I),
    "urgentie": re.compile(r"\burgentie(?:s|klassen|niveaus)\b", re.I),
}
# One of these stands in every line that is looked at.
_WORDS: Final = (
    *("groen", "oranje", "rood", "rode", "geel", "gele", "blauw", "paars", "zwart", "kleur", "code", "indeling"),
    *("classific", "fase", "niveau", "trede", "ladder", "categorie", "klasse", "prio", "urgentie"),
)


def state(paper: Paper) -> Iterator[Statement]:
    """Which codes are used, which are explained, which a sentence sums up, and of which it is said where they are."""
    said: dict[tuple[str, Code], Statement] = {}
    intro: Line | None = None  # the last line that speaks of a scale, which introduces its steps
    for line in sorted((*paper.sentences, *paper.headings), key=lambda one: one.start):
        header = _header(paper, line)
        if not _speaks(line.text, header):
            continue
        own = line if isinstance(line, Sentence) and line.passage.role is Role.TABLE_ROW else bare(line)
        for sort, code, words in _codes(own, header):
            at = intro if sort == _MEANT and intro and _near(paper, intro, own) else own
            statement = Statement(
                sort=sort, about=(code.scale,), value=code.step, words=words, place=paper.place(at.start, at.end)
            )
            said.setdefault((sort, code), statement)
        if isinstance(line, Sentence) and any(called.search(own.text) for called in _CALLED.values()):
            intro = own
    yield from said.values()


def _speaks(text: str, header: str) -> bool:
    """Whether a line may speak of a code at all: quickly told, for most do not."""
    low = f"{header} {text}".lower()
    return any(word in low for word in _WORDS) or speaks_of_letters(text)


def _near(paper: Paper, intro: Line, line: Line) -> bool:
    one, other = paper.passage(intro.start), paper.passage(line.start)
    return one is not None and other is not None and one.headings == other.headings


def _header(paper: Paper, line: Line) -> str:
    """The first column's name, for a row of a table."""
    if not isinstance(line, Sentence) or line.passage.role is not Role.TABLE_ROW or line.passage.lead_in is None:
        return ""
    head = line.passage.lead_in
    return paper.text[head.start : head.end].split("\t")[0]


def _codes(line: Line, header: str) -> Iterator[tuple[str, Code, str]]:
    told = list(meant(line.text, header))
    summed = list(listed(line.text))
    for code, words in told:
        yield _MEANT, code, words
    for code, words in summed:
        yield _LISTED, code, words
    if not isinstance(line, Heading):
        theirs = borrowed(line.text)
        for code, words in coded(line.text):
            if code not in {one for one, _ in (*told, *summed)}:
                yield (_ELSEWHERE if theirs and code.scale == "kleur" else _USED), code, words
    yield from _spoken_of(line)


def _spoken_of(line: Line) -> Iterator[tuple[str, Code, str]]:
    """Which scales a line speaks of as a whole: that they have steps, or where those are told."""
    if scale := described(line.text):
        yield _LISTED, Code(scale, _ANY), line.text[:1]
    for scale, called in _CALLED.items():
        if called.search(line.text):
            if _SENT_ON.search(line.text):
                for code, words in coded(line.text):
                    yield _ELSEWHERE, Code(code.scale, _ANY), words  # "de prioriteiten, waaronder P1, staan in ..."
                yield _ELSEWHERE, Code(scale, _ANY), line.text[:1]
            if scale != "kleur":
                yield _LISTED, Code(scale, _ANY), line.text[:1]


def find(region: Region) -> Iterator[Found]:
    """Each scale of a paper that is explained nowhere, and each step that is none of those explained."""
    for document in region.own:
        near = [document, *leans_on(region, document)]
        used = region.statements(_USED, [document])
        for scale in dict.fromkeys(one.about for one in used):
            own = [one for one in used if one.about == scale]
            steps = [
                one
                for sort in (_LISTED, _MEANT)
                for one in region.statements(sort, near)
                if one.about == scale and one.value != _ANY
            ]
            if steps:
                yield from _outside(own, steps)
            elif not any(one.about == scale for sort in (_LISTED, _ELSEWHERE) for one in region.statements(sort, near)):
                yield _unexplained(own)


def _unexplained(used: Sequence[Statement]) -> Found:
    first = [one for one in used if one.place == used[0].place]
    return Found(
        rule=Rule.UNDEFINED_TERM,
        case="scale",
        relation=Relation.NOT_MENTIONED,
        facts={"term": "/".join(one.words for one in first)},
        sides=(used[0].place,),
        subject=used[0].about[0],
    )


def _outside(used: Sequence[Statement], steps: Sequence[Statement]) -> Iterator[Found]:
    """The steps used that are none of the set, of which two at least must be known to be one."""
    known = list(dict.fromkeys(one.value for one in steps))
    scale = "" if steps[0].about[0].startswith(("kleur", "code ")) else f"{steps[0].about[0]} "
    for one in used:
        if len(known) > 1 and one.value not in known:
            yield Found(
                rule=Rule.UNDEFINED_TERM,
                case="outside",
                relation=Relation.NOT_MENTIONED,
                facts={"term": one.words, "known": scale + ", ".join(known)},
                sides=_sides(one.place, steps[0].place),
                subject=f"{one.about[0]} {one.value}",
            )


def _sides(one: Place, other: Place) -> tuple[Place, ...]:
    return (one,) if one == other else (one, other)
