"""References to a checklist, form, model or scheme by letter or number that is not in the paper's own series."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.consistency.finding import Found, Relation, Rule, Statement
from kb.consistency.paper import Paper
from kb.consistency.references.owners import Owners
from kb.consistency.region import Region

_IN_SERIES, _MENTION = "series_part", "series_mention"
_KIND: Final = (
    r"[a-zà-ÿ-]*(?:checklist|formulier|schema|model|sjabloon|werkblad|brief|kaart|vragenlijst|overzicht|format|tabel)"
)
_LABEL: Final = r"(?:(?-i:[A-Z])|\d{1,2})(?![\w/-]|[.,:]\d)"
_JOIN: Final = r"\s*(?:,|\ben\b|\bof\b)\s*"
# "Checklist A – Voordat u belt", "Bijlage 2. Formulier 1", "**Model B**"
_HEADING: Final = re.compile(
    rf"[\W_]*(?:(?:bijlage\s+)?[\dA-Z]{{1,3}}(?:\.\d+)*[.:)]?\s+(?:[–-]\s+)?)?(?P<kind>{_KIND})\s+(?P<label>{_LABEL})",
    re.I,
)
_NAMED: Final = re.compile(
    rf"(?<![\w-])(?P<kind>{_KIND})(?P<many>s|en|len|'s|nen)?\s+(?P<labels>{_LABEL}(?:{_JOIN}{_LABEL})*)"
    r"(?!\s+(?:[a-z]*(?:dag|week|weken|maand|jaar|uur|uren|keer|stuks|euro|procent|minuten|exemplaren))\w*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    label: str


def state(paper: Paper) -> Iterator[Statement]:
    """The lettered or numbered parts of each kind that stand in the paper, and its references to its own.

    `words` is the heading of a part that has one, empty where only a line begins with its name.
    """
    headed = {part: heading for heading in paper.headings if (part := _part(heading.text))}
    for part, heading in headed.items():
        place = paper.at(heading)
        yield Statement(sort=_IN_SERIES, about=(part.kind, part.label), words=heading.text, place=place)
    for found in re.finditer(r"[^\n\t]+", paper.text):
        part = _part(found[0])
        if part and part not in headed and not _sentence_goes_on(found[0]):
            place = paper.place(found.start(), found.end())
            yield Statement(sort=_IN_SERIES, about=(part.kind, part.label), place=place)
    if headed:
        yield from _mentions(paper)


def _mentions(paper: Paper) -> Iterator[Statement]:
    owners = Owners(paper)
    for one in paper.sentences:
        for named in _NAMED.finditer(one.text):
            owner = owners.after(one.text, named.end())
            if owner and owner.own:
                for label in re.findall(_LABEL, named["labels"]):
                    if named["kind"].lower() == "tabel" and label.isdigit():
                        continue  # a part of the outline
                    facts = {"reference": f"{named['kind']} {label}"}
                    about = (named["kind"].lower(), label)
                    yield Statement(sort=_MENTION, about=about, facts=facts, place=paper.at(one))


def _part(text: str) -> _Part | None:
    found = _HEADING.match(text)
    return _Part(found["kind"].lower(), found["label"]) if found else None


def _sentence_goes_on(line: str) -> bool:
    """Whether a line only begins with a name, as a sentence that is about it does."""
    found = _HEADING.match(line)
    return found is not None and re.match(r"\s+[a-zà-ÿ]", line[found.end() :]) is not None


def find(region: Region) -> Iterator[Found]:
    """Each part that a paper refers to beyond its own series, of which no paper of the region has one so named.

    A series is known by two headings at least, which run from A or 1 without a gap.
    """
    anywhere = {one.about for one in region.statements(_IN_SERIES)}
    for document in region.own:
        parts = [one for one in region.statements(_IN_SERIES, [document]) if one.words]
        absent: dict[tuple[str, ...], list[Statement]] = {}
        for one in region.statements(_MENTION, [document]):
            if one.about not in anywhere and _series(one, parts):
                absent.setdefault(one.about, []).append(one)
        for about, several in absent.items():
            last = _series(several[0], parts)[-1]
            yield Found(
                rule=Rule.ARTICLE_REFERENCE,
                case="absent",
                relation=Relation.NOT_MENTIONED,
                facts=several[0].facts | {"last": last.about[1]},
                sides=tuple(dict.fromkeys((*(one.place for one in several), last.place))),
                subject=f"{document.id} {' '.join(about)}",
            )


def _series(mention: Statement, parts: Sequence[Statement]) -> list[Statement]:
    """The parts among which a mention should be, in their order; none where they are no whole series."""
    kind, label = mention.about
    first = "1" if label.isdigit() else "A"
    same = {one.about[1]: one for one in parts if one.about[0] == kind and one.about[1].isdigit() == label.isdigit()}
    whole = [str(n + 1) if label.isdigit() else chr(ord(first) + n) for n in range(len(same))]
    return [same[one] for one in whole] if len(same) > 1 and set(whole) == set(same) else []
