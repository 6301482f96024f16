"""Rule: one intervention, consultation body or process under two names, in a region; between regions a difference."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kb.consistency.finding import Found, Rule, Severity, Statement
from kb.consistency.naming.term_places import capitals, defined, organisation_letters, titles
from kb.consistency.paper import Line, Paper
from kb.consistency.parties.names import squeezed
from kb.consistency.parties.organisations import quoted
from kb.consistency.region import Region
from kb.consistency.wording.synonyms import Same
from kb.language.compounds import within
from kb.language.dutch import stems
from kb.language.lexicon import stem
from kb.model import DocumentKind

_TERM: Final = "term"
_BODY: Final = "consultation_body"
_PLACE: Final = "signal_point"
# Words for a meeting that handles cases: with the same word before it they are one body.
_MEETING = re.compile(
    r"(?<![\w-])(?P<article>(?:het|de|dit|deze|een|elk|ieder|elke|iedere)\s+)?"
    r"(?P<word>(?P<topic>[a-zà-ÿ]{4,20}?)s?(?P<head>overleg|beraad|tafel|kamer|bespreking|conferentie))(?![\w-])"
    r"(?:\s+(?P<more>[a-zà-ÿ]{6,}))?",
    re.I,
)
# What is said of a body that is told of as one by itself.
_INTRODUCES = re.compile(
    r"\b(?:bijeen\w*|bij elkaar|leden|deelnemers|voorzit\w*|vergader\w*|bestaat|bestaan|hierna|heet|waarin|elke"
    r"|duurt|keer|dagelijks|wekelijks|maandelijks|jaarlijks|per (?:week|maand|jaar|kwartaal))\b",
    re.I,
)
_POINT = re.compile(
    r"(?<![\w-])(?P<head>Meldpunt|Signaalpunt|Loket|Steunpunt|Adviespunt|Zorgpunt) (?P<name>[A-Z][a-zà-ÿ]{5,})"
)
_TAIL = re.compile(r"-(?:traject|aanpak|methode|methodiek|overleg|team|project)\w*$", re.I)
_KIND = re.compile(
    r"\b(?:\w*convenant|\w*overeenkomst|\w*afspraken|\w*protocol|procesbeschrijving|overzicht|memo|bijlagen?|artikel|hoofdstuk"
    r"|werkwijze|model|kern|\d{4})\b",
    re.I,
)
_MOST_WORDS = 4
_RARE = 2  # times a name stands in a paper that calls the thing otherwise


def state(paper: Paper) -> Iterator[Statement]:
    """The names that a paper gives to interventions and processes, and the bodies and points it speaks of."""
    yield from _terms(paper)
    yield from _bodies(paper)
    yield from _points(paper)


def _terms(paper: Paper) -> Iterator[Statement]:
    title = paper.document.evidence.get("title")
    named = [("title", Line(paper.text[title.start : title.end], title.start))] if title else []
    named += [("heading", line) for line in titles(paper)]
    named += [("defined", line) for line in defined(paper)]
    named += [("capitals", line) for line in capitals(paper)]
    seen: set[str] = set()
    names = organisation_letters(paper)
    for where, line in named:
        words = _TAIL.sub("", " ".join(_KIND.sub(" ", line.text).split()))
        about = tuple(one for one in stems(words) if not one.isdigit())
        region = set(paper.document.region.split("-"))
        about = tuple(one for one in about if one not in region)
        letters = squeezed(words)
        if 0 < len(about) <= _MOST_WORDS and words not in seen and not any(letters in name for name in names):
            seen.add(words)
            yield Statement(
                sort=_TERM,
                about=about,
                value=where,
                words=words,
                when=tuple(found[0].lower() for found in _KIND.finditer(line.text) if found[0].isalpha()),
                facts={"count": str(paper.text.lower().count(words.lower()))},
                place=paper.at(next(quoted(paper, line.start), line)),
            )


def _bodies(paper: Paper) -> Iterator[Statement]:
    found: dict[str, list[re.Match[str]]] = defaultdict(list)
    for one in _MEETING.finditer(paper.text):
        found[one["word"].lower()].append(one)
    for word, said in found.items():
        first = said[0]
        line = next(quoted(paper, first.start("word")), Line(first["word"], first.start("word")))
        article = (first["article"] or "").strip().lower()
        told = len(said) > 1 or article not in {"het", "de"} or bool(_INTRODUCES.search(line.text))
        more = next((stem(one["more"].lower()) for one in said if one["more"]), "")
        yield Statement(
            sort=_BODY,
            about=(stem(first["topic"].lower()), first["head"].lower()),
            when=(more,) if more else (),
            value="told" if told else "once",
            words=word,
            facts={"count": str(len(said))},
            place=paper.at(line),
        )


def _points(paper: Paper) -> Iterator[Statement]:
    """A point with a name of its own, and the word for it that the rest of the paper uses: "zorgmeldpunt"."""
    for one in {found[0]: found for found in _POINT.finditer(paper.text)}.values():
        head, name = one["head"].lower(), one["name"].lower()
        others = re.findall(rf"(?<![\w-])([a-zà-ÿ]{{4,}}){head}(?![\w-])", paper.text)
        topic = next((other for other in others if other in name and others.count(other) > 2), None)
        if topic is None or paper.text.count(one[0]) > 1:
            continue
        word = re.search(rf"(?<![\w-]){topic}{head}(?![\w-])", paper.text, re.I)
        for words, at in ((f"{topic}{head}", word), (one[0], one)):
            if at:
                line = next(quoted(paper, at.start()), Line(words, at.start()))
                yield Statement(sort=_PLACE, about=(topic, head), words=words, place=paper.at(line))


def find(region: Region) -> Iterator[Found]:
    """Names of which only one can be meant: alike but for words that are forms or synonyms of each other."""
    memos = [(one,) for one in region.own if one.kind is DocumentKind.MEMO]
    for papers in (*region.rounds, *memos):
        yield from _renamed(region.statements(_TERM, papers), region.same)
        for paper in papers:
            said = region.statements(_BODY, [paper])
            for once in (body for body in said if body.value == "once"):
                like = [body for body in said if body.value == "told" and _one_body(once, body, region.same)]
                if len(like) == 1:
                    yield _found(like[0], once)
            points = region.statements(_PLACE, [paper])
            for n in range(0, len(points) - 1, 2):
                yield _found(points[n], points[n + 1])


def _renamed(terms: Sequence[Statement], same: Same) -> Iterator[Found]:
    """Names in capitals that stand once or twice, for what a title, heading or definition calls otherwise.

    And headings that name their paper otherwise than its title: "Werkafspraken X" and "De werkafspraken Y".
    """
    several = [one for one in terms if len(one.about) > 1]
    anchors = _by_words(one for one in several if one.value != "capitals")
    rare = _by_words(one for one in several if one.value == "capitals" and int(one.facts["count"]) <= _RARE)
    akin = _akin(_firsts(anchors), _firsts(rare), same)
    pairs = [_nearest(anchors[_key(named)], rare[_key(said)]) for named, said in akin]
    titled = [one for one in several if one.value == "title"]
    headed = [one for one in several if one.value == "heading"]
    pairs += [(a, b) for a in titled for b in headed if _names_paper(b, a) and _kin(a, b, same)]
    yield from (_found(*pair) for pair in {_things(*pair): pair for pair in pairs}.values())


def _names_paper(heading: Statement, title: Statement) -> bool:
    """Whether a heading speaks of the sort of paper that its title is."""
    return _paper(heading) == _paper(title) and bool(set(heading.when) & set(title.when))


def _by_words(terms: Iterable[Statement]) -> Mapping[tuple[str, ...], Sequence[Statement]]:
    found: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in terms:
        found[_key(one)].append(one)
    return found


def _key(one: Statement) -> tuple[str, ...]:
    return tuple(sorted(one.about))


def _firsts(terms: Mapping[tuple[str, ...], Sequence[Statement]]) -> list[Statement]:
    return [several[0] for several in terms.values()]


def _nearest(some: Sequence[Statement], others: Sequence[Statement]) -> tuple[Statement, Statement]:
    """Two that stand in one paper, where there are such."""
    return next(((a, b) for a in some for b in others if _paper(a) == _paper(b)), (some[0], others[0]))


def _paper(one: Statement) -> str:
    return one.place.document_id


def vary(one: Region, other: Region) -> Iterator[Found]:
    """What stands in two regions under other names that the thesaurus holds for one: a difference, no fault."""
    for said, another in _akin(_named(one), _named(other), one.same):
        yield _difference(said, one, another, other)


def _named(region: Region) -> list[Statement]:
    said = region.statements(_TERM, region.standing)
    return _firsts(_by_words(one for one in said if len(one.about) > 1))


def _akin(some: Iterable[Statement], others: Iterable[Statement], same: Same) -> Iterator[tuple[Statement, Statement]]:
    """The pairs that are names of one thing; only those that share a few letters are compared."""
    near: dict[str, list[Statement]] = defaultdict(list)
    for other in others:
        for letters in _letters(other):
            near[letters].append(other)
    for one in some:
        likely = {id(other): other for letters in sorted(_letters(one)) for other in near.get(letters, ())}
        yield from ((one, other) for other in likely.values() if _kin(one, other, same))


def _letters(one: Statement) -> set[str]:
    """Each four letters in a row of the stems of a name; shorter stems whole."""
    return {word[n : n + 4] for word in one.about for n in range(max(1, len(word) - 3))}


def _difference(name: Statement, one: Region, another: Statement, other: Region) -> Found:
    facts = {"one": name.words, "region": one.name, "other": another.words, "other_region": other.name}
    return Found(
        rule=Rule.TERM_VARIANT,
        case="regions",
        severity=Severity.VARIANT,
        facts=facts,
        sides=(name.place, another.place),
        subject=_subject(name, another),
    )


def _things(one: Statement, other: Statement) -> frozenset[tuple[str, ...]]:
    return frozenset((_key(one), _key(other)))


def _subject(one: Statement, other: Statement) -> str:
    names = [" ".join(said.about) if said.sort == _TERM else said.words.lower() for said in (one, other)]
    return " | ".join(sorted(names))


def _kin(one: Statement, other: Statement, same: Same) -> bool:
    """Whether each word of a name has its like in the other, and they are not forms of the same words."""
    left = [word for word in one.about if word not in other.about]
    right = [word for word in other.about if word not in one.about]
    if not left or len(left) != len(right):
        return False
    shared = len(left) < len(one.about)
    letters = [any(_within(word, held) for held in right) for word in left]
    if not shared and not any(letters):
        return False
    return all(ok or any(same(word, held) for held in right) for ok, word in zip(letters, left, strict=True)) and any(
        not ok for ok in letters
    )


def _within(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) > 3 and short in long


def _one_body(once: Statement, told: Statement, same: Same) -> bool:
    (topic, head), (own, other_head) = once.about, told.about
    if head == other_head:
        return False
    if topic == own:
        return True
    return any(same(topic, word) for more in told.when for word in (more, *map(stem, within(more))))


def _found(one: Statement, other: Statement) -> Found:
    first, second = sorted((one, other), key=lambda said: -int(said.facts.get("count", "1")))
    return Found(
        rule=Rule.TERM_VARIANT,
        case="name",
        facts={"most": first.words, "others": f"‘{second.words}’"},
        sides=tuple(dict.fromkeys((first.place, second.place))),
        subject=_subject(one, other),
    )
