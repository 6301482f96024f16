"""What two papers say of which goes first where they disagree: for the rule on supersession."""

import re
from collections.abc import Iterator

from kb.consistency.finding import Found, Relation, Rule, Severity, Statement
from kb.consistency.paper import Paper
from kb.consistency.references.named import names
from kb.consistency.region import Region
from kb.model import Document
from kb.register import alike

_PRECEDENCE = "precedence"
_SELF, _OTHER = "self", "other"

_STRIFE = re.compile(
    r"\b(?:strijd(?:ig)?|strookt|stroken|tegenspr\w+|tegenstrijdig\w*|spre(?:ekt|ken)\b[^.;]{0,120}\btegen|afwijk\w*"
    r"|botst|botsen)\b",
    re.I,
)
_NOUN = (
    r"(?P<{0}>(?:dit|deze|dat|die|het|de)\s+(?:[a-zà-ÿ]*(?:convenant|overeenkomst|protocol|reglement)|werkafspraken))"
)
_WINS = re.compile(
    rf"\b{_NOUN.format('first')}\s+(?:voor(?:gaat|rang)?\b|heeft voorrang|gaat voor|prevaleert)"
    rf"|\bga(?:at|an)\s+{_NOUN.format('second')}\s+voor\b|\bgeld(?:t|en)\s+{_NOUN.format('third')}"
    rf"|\bhoud(?:t|en)\b[^.;]{{0,60}}\baan\s+{_NOUN.format('fourth')}|\bprevale(?:ert|ren)\s+{_NOUN.format('fifth')}",
    re.I,
)
_OWN = re.compile(r"(?:dit|deze)\s", re.I)


def state(paper: Paper) -> Iterator[Statement]:
    """The sentences that say which of two papers goes first: `value` is which, `words` is the other's name."""
    title, region = paper.document.title, paper.document.region
    before: tuple[str, ...] = ()
    for sentence in paper.sentences:
        named = tuple(name for name in names(sentence.text) if not alike(name, title, region))
        if _STRIFE.search(sentence.text) and (wins := _WINS.search(sentence.text)):
            noun = next(one for one in wins.groups() if one)
            kind = noun.split()[-1].lower()
            others = named or before
            other = next((name for name in others if kind in name.lower()), others[0] if others else "")
            own = bool(_OWN.match(noun)) or (kind in title.lower() and kind not in other.lower())
            if other:
                yield Statement(sort=_PRECEDENCE, words=other, value=_SELF if own else _OTHER, place=paper.at(sentence))
        before = named or before


def find(region: Region) -> Iterator[Found]:
    """Two papers that both hold, of which each gives way to the other, or each goes before it."""
    said: dict[tuple[str, str], Statement] = {}
    standing = [one for papers in region.rounds if len(papers) > 1 for one in papers]
    for one in region.statements(_PRECEDENCE, standing):
        by = region.by_id[one.place.document_id]
        other = region.held(one.words, by)
        if other is not None:
            said.setdefault((by.id, other.id), one)
    for (by_id, other_id), one in said.items():
        against = said.get((other_id, by_id))
        if against is not None and by_id < other_id and against.value == one.value:
            yield _found(one, against, region.by_id[by_id], region.by_id[other_id])


def _found(one: Statement, against: Statement, by: Document, other: Document) -> Found:
    return Found(
        rule=Rule.SUPERSESSION,
        case="gives_way" if one.value == _OTHER else "goes_first",
        relation=Relation.CONTRADICTION,
        severity=Severity.MEDIUM,
        facts={"document": by.title, "other": other.title},
        sides=(one.place, against.place),
        subject="precedence",
    )
