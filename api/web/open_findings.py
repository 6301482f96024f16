"""The way from an agreement to what is found about it, with the number that is open where that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from api.sentences import sentence
from api.web.chosen import Chosen
from kb.answer import Answer

if TYPE_CHECKING:
    from api.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Link:
    """A link to findings, in words."""

    words: str
    href: str


def open_findings(workplace: "Workplace", document_ids: Iterable[str]) -> Mapping[str, int | None]:
    """The number of open findings about each document; None where only comparing anew would tell."""
    found = workplace.consistency.at_hand(date.today())
    if found is None:
        return dict.fromkeys(document_ids)
    return {one: len(Chosen(agreement=one).of(found)) for one in document_ids}


def links(answer: Answer, workplace: "Workplace") -> tuple[Link, ...]:
    """Where texts disagree: a link for each agreement cited, but for one about which nothing is open."""
    if answer.outcome != "disputed":
        return ()
    titles = {one.document_id: one.document_title for claim in answer.claims for one in claim.citations}
    numbers = open_findings(workplace, titles)
    found = []
    for document_id, title in titles.items():
        if (number := numbers[document_id]) != 0:
            facts = {"title": title} | ({"count": str(number)} if number else {})
            words = sentence("label_findings", facts, answer.language)
            found.append(Link(words, Chosen(agreement=document_id).href()))
    return tuple(found)
