"""The claims of an answer in the order in which they are read: what answers first, the rest under headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from api.sentences import Lang, sentence
from api.wording import option_label, region_name
from kb.answer import Answer, Citation, Claim

Sort = Literal["first", "also", "side"]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that are read together; `sort` is first (they answer), also (more on it) or side (one of several)."""

    sort: Sort
    heading: str | None
    claims: tuple[Claim, ...]


def arranged(answer: Answer, lang: Lang) -> tuple[Group, ...]:
    """The groups of an answer: positions and regions beside each other, else the first claim before the others."""
    if answer.options:
        labels = [option_label(answer.fact, one, lang) for one in answer.options]
        pairs = zip(labels, answer.options, strict=True)
        return tuple(Group("side", label[:1].upper() + label[1:], option.claims) for label, option in pairs)
    if answer.outcome == "disputed":
        names = _names([claim.citations[0] for claim in answer.claims])
        labels = [sentence("label_position", {"title": name}, lang) for name in names]
        return tuple(Group("side", label, (claim,)) for label, claim in zip(labels, answer.claims, strict=True))
    regions = [(region, tuple(of_it)) for region, of_it in groupby(answer.claims, _region)]
    if len({region for region, _ in regions}) > 1:  # rules of two regions are never read as one
        return tuple(Group("side", region_name(region), claims) for region, claims in regions)
    return _main(answer.claims, lang)


def _main(claims: Sequence[Claim], lang: Lang) -> tuple[Group, ...]:
    first, rest = tuple(claims[:1]), tuple(claims[1:])
    also = (Group("also", sentence("label_also", {}, lang), rest),) if rest else ()
    return (Group("first", None, first), *also) if first else ()


def _names(positions: Sequence[Citation]) -> list[str]:
    """What tells positions apart: their documents, or within one document their headings."""
    titles = [one.document_title for one in positions]
    within = len(set(titles)) < len(titles)
    return [one.headings[-1] if within and one.headings else one.document_title for one in positions]


def _region(claim: Claim) -> str:
    return claim.citations[0].region
