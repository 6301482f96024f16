"""Rule: one organisation under two spellings or names, within a paper and between the papers of a region."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from kb.consistency.finding import Found, Place, Rule, Statement
from kb.consistency.paper import Line, Paper
from kb.consistency.parties.names import core, form, legal_forms, misspelled, occurrences, respelled_in
from kb.consistency.parties.organisations import on_cover, parties, quoted
from kb.consistency.parties.proper import ORGANISATION, capital_runs
from kb.consistency.parties.signers import signatures
from kb.consistency.region import Region
from kb.model import DocumentKind, Span

_NAME: Final = "organisation_name"
_SHORT: Final = "organisation_acronym"
# Where a paper says who is who; elsewhere a text only speaks of somebody.
_FORMAL: Final = ("list", "member", "cover", "signed", "alias")
_LONGEST = 100
_OPENER = re.compile(r"(?:Bij|Van|Voor|Door|Met|Aan|Uit|Op|In) (?=[A-ZÀ-Ý])")
_BY_INITIAL = re.compile(r"(?<![\w-])(?P<short>[A-Z]{2,4}) (?P<initial>[A-Z])[a-z]+(?![\w-])")

Forms = Mapping[str, Sequence[Statement]]


def state(paper: Paper) -> Iterator[Statement]:
    """Every way in which a paper writes the name of an organisation: once each, where it first does."""
    found: dict[str, tuple[str, Line | Span]] = {}
    for where, name, place in (*_formal(paper), *_spoken_of(paper)):
        if core(name) and len(name) <= _LONGEST and not re.match(r"gemeenten\b", name, re.I):
            found.setdefault(name, (where, place))
    formal = [name for name, (where, _) in found.items() if where != "text"]
    for name, (where, place) in found.items():
        if where == "text" and any(_opened(name, other) for other in formal):
            continue
        if where != "text" or ORGANISATION.search(name) or any(misspelled(name, other) for other in formal):
            yield Statement(
                sort=_NAME,
                about=core(name),
                value=where,
                words=name,
                facts={"count": str(sum(1 for _ in occurrences(name, paper.text)))},
                place=_place(paper, place),
            )
    yield from _acronyms(paper)


def _opened(name: str, other: str) -> bool:
    """Whether a name is another one behind the word that opens its sentence: "Bij Dakzorg ligt de grens hoger"."""
    return bool(_OPENER.match(name)) and not _OPENER.match(other) and core(name) == core(other)


def _formal(paper: Paper) -> Iterator[tuple[str, str, Line | Span]]:
    own, signers = parties(paper), signatures(paper).signers
    for one in own:
        yield "list", one.name, one.place
        yield from (("member", member.text, member) for member in one.members)
        yield from (("alias", alias, one.place) for alias in one.also if alias[:1].isupper())
    if paper.document.kind is not DocumentKind.MEMO:
        known = [name for one in own for name in one.names] + [one.name.text for one in signers]
        yield from (("cover", line.text, line) for line in on_cover(paper, known))
    yield from (("signed", one.name.text, one.place) for one in signers)


def _spoken_of(paper: Paper) -> Iterator[tuple[str, str, Line]]:
    for one in paper.sentences:
        yield from (("text", name.text, name) for name in capital_runs(one.text, one.start))


def _place(paper: Paper, place: Line | Span) -> Place:
    line = None if isinstance(place, Span) else next(quoted(paper, place.start), None)
    return paper.at(line or place)


def _acronyms(paper: Paper) -> Iterator[Statement]:
    """A name that begins with an acronym, beside the acronym that takes in its next word: "GR Sociaal" and "GRS"."""
    for name in {found[0]: found for found in _BY_INITIAL.finditer(paper.text)}.values():
        acronym = f"{name['short']}{name['initial']}"
        other = re.search(rf"(?<![\w-]){acronym}(?![\w-])", paper.text)
        if other and not re.search(rf"\(\W*{acronym}\W*\)|\b{acronym}\s*\(", paper.text):
            for words, place in ((name[0], name), (acronym, other)):
                line = Line(words, place.start())
                yield Statement(sort=_SHORT, about=(acronym,), words=words, place=_place(paper, line))


def find(region: Region) -> Iterator[Found]:
    """Organisations whose name is written in two ways, among papers that hold together; a memo by itself.

    Announced short names, legal forms, units and capitals of words make no other name.
    """
    memos = [(one,) for one in region.own if one.kind is DocumentKind.MEMO]
    for papers in (*region.rounds, *memos):
        forms: dict[str, list[Statement]] = defaultdict(list)
        for one in region.statements(_NAME, papers):
            forms[form(one.words)].append(one)
        groups = list(_groups(forms))
        for group in groups:
            yield _found([forms[key] for key in group])
        alone = {key for key in forms if not any(key in group for group in groups)}
        yield from (_found(two) for key in alone if (two := _of_other_forms(forms[key])))
        short: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
        for one in region.statements(_SHORT, papers):
            short[(one.place.document_id, *one.about)].append(one)
        for pair in short.values():
            yield _found([[one] for one in pair])


def _of_other_forms(said: Sequence[Statement]) -> list[list[Statement]]:
    """Two statements of which one calls it a foundation and the other an association; none where all agree."""
    legal = [one for one in said if one.value in _FORMAL and legal_forms(one.words)]
    for one, other in combinations(legal, 2):
        if not legal_forms(one.words) & legal_forms(other.words) and not _both_parties([one], [other]):
            return [[one], [other]]
    return []


def _groups(forms: Forms) -> Iterator[list[str]]:
    """The forms that are of one organisation, several at least."""
    of: dict[str, list[str]] = {key: [key] for key in forms}
    for one, other in combinations(forms, 2):
        if of[one] is not of[other] and _one_organisation(forms[one], forms[other]):
            joined = of[one] + of[other]
            for key in joined:
                of[key] = joined
    distinct = {id(group): group for group in of.values()}
    yield from (group for group in distinct.values() if len(group) > 1)


def _one_organisation(some: Sequence[Statement], others: Sequence[Statement]) -> bool:
    one, other = some[0].words, others[0].words
    formal, formal_too = _is_formal(some), _is_formal(others)
    if not (formal or formal_too) or _both_parties(some, others):
        return False
    return misspelled(one, other) or (formal and formal_too and (respelled_in(one, other) or respelled_in(other, one)))


def _is_formal(said: Sequence[Statement]) -> bool:
    return any(one.value in _FORMAL for one in said)


def _both_parties(some: Sequence[Statement], others: Sequence[Statement]) -> bool:
    """Whether one list names both, so that they are two."""
    return any(
        one.value == other.value
        and one.value in ("list", "member")
        and one.place.document_id == other.place.document_id
        for one in some
        for other in others
    )


def _found(forms: Sequence[Sequence[Statement]]) -> Found:
    ranked = sorted(forms, key=lambda said: (-_count(said), not _is_formal(said)))
    papers = [one.place.document_id for said in ranked for one in said]
    near = max(dict.fromkeys(papers), key=lambda paper: sum(any(_in(one, paper) for one in said) for said in ranked))
    chosen = [min(said, key=lambda one: (not _in(one, near), one.value == "text")) for said in ranked]
    subject = next((one for said in ranked for one in said if one.value == "list"), chosen[0])
    others = ", ".join(f"‘{one.words}’" for one in chosen[1:])
    return Found(
        rule=Rule.NAME_VARIANT,
        facts={"most": chosen[0].words, "others": others},
        sides=tuple(dict.fromkeys(one.place for one in chosen)),
        subject=" ".join(core(subject.words)),
    )


def _in(one: Statement, paper: str) -> bool:
    return one.place.document_id == paper


def _count(said: Sequence[Statement]) -> int:
    return sum(int(one.facts.get("count", "1")) for one in said)
