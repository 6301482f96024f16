"""The rule named_but_absent: what a paper leans on that is not among the documents held."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kb.consistency.finding import Found, Place, Relation, Rule, Statement
from kb.consistency.paper import Paper
from kb.consistency.references.appendices import AGAIN, APPENDIX, BARE, INSIDE, LISTED, TITLED
from kb.consistency.references.named import LEANS, MENTION, OR_LATER, REPLACES
from kb.consistency.region import Region
from kb.model import Document, DocumentKind
from kb.register import alike

_ENCLOSED = "enclosed"
_SENT = re.compile(
    r"\b(?:onderhavige|bijgaande|bijgevoegde)\s+(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]*(?:afspraken|convenant|overeenkomst|protocol"
    r"|document)\b|\bdocument\b[^.;]{0,60}\b(?:toe te zenden|toegezonden|bijgevoegd)\b",
    re.I,
)
_AGREEMENT = re.compile(r"(?:convenant|overeenkomst|werkafspraken|protocol|reglement|procesbeschrijving)", re.I)


def state(paper: Paper) -> Iterator[Statement]:
    """The sentences in which a memo says that it sends along the agreement it is about."""
    if paper.document.kind is DocumentKind.MEMO and _AGREEMENT.search(paper.document.title):
        for sentence in paper.sentences:
            if _SENT.search(sentence.text):
                yield Statement(sort=_ENCLOSED, words=paper.document.title, place=paper.at(sentence))


def find(region: Region) -> Iterator[Found]:
    """One finding for each document that papers lean on, and one for the appendices that a paper is without.

    What is said to be replaced need not be held, and what it says of itself is for the rule on supersession.
    A list of absent appendices is one thing to mend, so it is one finding that names them all; a number
    that is not in the paper's own list is the reference's fault and the business of appendix_reference.
    """
    yield from _documents(region)
    for document in region.own:
        yield from _appendices(region, document)
        yield from _subject_of_memo(region, document)


def _documents(region: Region) -> Iterator[Found]:
    own = {one.id for one in region.own}
    mentions = [one for one in region.statements(MENTION) if one.place.document_id in own]
    replaced = [one.words for one in mentions if one.value == REPLACES]
    replaced += [one.name for document in region.documents for one in document.replaces]
    open_ = [one for one in mentions if one.value != REPLACES and not _held(one, region)]
    for name, several in _by_name(open_, region.name):
        if any(alike(name, one, region.name) for one in replaced):
            continue
        if not any(one.value in (LEANS, OR_LATER) for one in several):
            continue
        yield Found(
            rule=Rule.NAMED_BUT_ABSENT,
            case="document",
            relation=Relation.NOT_MENTIONED,
            facts={"name": name},
            sides=tuple(dict.fromkeys(one.place for one in several)),
            subject=" ".join(sorted(set(re.findall(r"[^\W_]+", name.lower())))),
        )


def _held(mention: Statement, region: Region) -> bool:
    by = region.by_id[mention.place.document_id]
    words = mention.words.split()
    # "het Convenant Bellen anders": what follows a name in small letters may be the sentence's
    while len(words) > 1:
        if region.held(" ".join(words), by) is not None or alike(" ".join(words), by.title, region.name):
            return True
        if not words[-1].islower():
            return False
        words.pop()
    return False


def _by_name(mentions: Sequence[Statement], region: str) -> list[tuple[str, list[Statement]]]:
    """The mentions by the document they name, which is called by the longest of its names."""
    groups: list[list[Statement]] = []
    for one in mentions:
        group = next((held for held in groups if any(alike(one.words, other.words, region) for other in held)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [(max((one.words for one in group), key=len), group) for group in groups]


def _appendices(region: Region, document: Document) -> Iterator[Found]:
    stated = region.statements(APPENDIX, [document])
    listed = any(one.value == LISTED for one in stated)
    inside = {one.about for one in stated if one.value == INSIDE}
    looked = {LISTED} if listed else {TITLED} if inside else {TITLED, BARE}
    absent = [one for one in stated if one.value in looked and region.held(one.words, document) is None]
    absent = list({one.about: one for one in reversed(absent) if one.about not in inside}.values())[::-1]
    if len(absent) == 1:
        again = [one.place for one in stated if one.value == AGAIN and one.about == absent[0].about]
        yield _absent("appendix", document, absent, [absent[0].place, *again], absent[0].about[0])
    elif absent:
        yield _absent("appendices", document, absent, [one.place for one in absent], "bijlagen")


def _absent(case: str, document: Document, absent: Sequence[Statement], places: Iterable[Place], subject: str) -> Found:
    return Found(
        rule=Rule.NAMED_BUT_ABSENT,
        case=case,
        relation=Relation.NOT_MENTIONED,
        facts={
            "names": absent[0].words if len(absent) == 1 else _row([one.about[0] for one in absent]),
            "document": document.title,
        },
        sides=tuple(dict.fromkeys(places)),
        subject=subject,
    )


def _row(numbers: Sequence[str]) -> str:
    return f"{', '.join(numbers[:-1])} en {numbers[-1]}"


def _subject_of_memo(region: Region, document: Document) -> Iterator[Found]:
    enclosed = region.statements(_ENCLOSED, [document])
    title = document.evidence.get("title")
    if enclosed and title and region.held(document.title, document) is None:
        yield Found(
            rule=Rule.NAMED_BUT_ABSENT,
            case="memo",
            relation=Relation.NOT_MENTIONED,
            facts={"name": document.title},
            sides=(Place(document_id=document.id, span=title), *(one.place for one in enclosed)),
            subject="memo",
        )
