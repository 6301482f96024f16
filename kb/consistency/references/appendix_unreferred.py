"""Appendices that are listed or stand in the file, and to which nothing in the text refers."""

from collections.abc import Iterator

from kb.consistency.finding import Found, Relation, Rule
from kb.consistency.references.appendix_meaning import HELD, Appendix, Lists, meant, sources
from kb.consistency.region import Region


def find(region: Region) -> Iterator[Found]:
    """The appendices of the papers of a region that no sentence refers to, by number or by title.

    A reference with a wrong number that says what it means is one to that. An appendix held as a document
    of its own says itself what it belongs to.
    """
    lists = Lists(region)
    referred = _referred(region, lists)
    for paper in region.own:
        among = lists.of(paper)
        for number in dict.fromkeys(one.number for one in sources(among)):
            places = among.of(number)
            if any(one.named or one.source == HELD for one in places) or not number:
                continue
            if any(_covers(other, number) for other in referred.get(paper.id, ())):
                continue
            yield _found(places)


def _referred(region: Region, lists: Lists) -> dict[str, set[str]]:
    """The numbers that references mean, by the document whose appendices they are."""
    found: dict[str, set[str]] = {}
    for paper in region.documents:
        for mention in region.statements("appendix_mention", [paper]):
            target = lists.meant_by(mention, paper)
            if target:
                among = lists.of(target)
                one = meant(mention, among)
                found.setdefault(target.id, set()).add(one.number if one else among.number(mention))
    return found


def _covers(mentioned: str, number: str) -> bool:
    """Whether a reference to one number is one to another: "bijlage 3" to 3.1 and 3.2 too, "bijlage 1.2" to 1."""
    return mentioned == number or number.startswith(f"{mentioned}.") or mentioned.startswith(f"{number}.")


def _found(places: tuple[Appendix, ...]) -> Found:
    first = places[0]
    return Found(
        rule=Rule.APPENDIX_UNREFERRED,
        relation=Relation.NOT_MENTIONED,
        facts={"number": first.shown, "title": next((one.title for one in places if one.title), "")},
        sides=tuple(dict.fromkeys(one.place for one in places)),
        subject=first.number,
    )
