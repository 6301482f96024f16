"""Questions about what took the place of an agreement, and whose place it took."""

import re

from assistant.asking import Asking
from assistant.subject import Named, Subject
from assistant.told import Told
from kb.answer import Claim, Verdict
from kb.model import Document, Reference, Span
from kb.register import held

_OWN = """
wat welk welke wie waardoor waarmee door is er zijn deze die dit vervangt vervangen vervangt vervang vervanging
opvolger opvolgers opvolging opgevolgd volgde volgt op in de plaats gekomen kwam komt voor een nieuwere nieuwer
recentere recente recentste nieuwste laatste actuele vorige voorganger voorgangers oudere eerdere vervalt vervallen
ingetrokken vroegere daarvoor hiervoor ervoor gold golden eerder bestaat hebben we heb je al nu nog welke dan
overeenkomsten what which who replaces replaced replace replacing supersedes superseded superseding supersede
successor successors predecessor predecessors newer newest latest recent more there is has been was were did does by
this that it place before came come after previous any have version versions ooit inmiddels intussen toen daarna
erna nadien later
"""
WORDS = frozenset(_OWN.split())
_CUE = re.compile(
    r"\b(?:vervang(?:t|en)?|vervanging|opvolgers?|opgevolgd|in de plaats|voorgangers?|replac(?:e|es|ed|ing)"
    r"|supersed\w+|successors?|predecessors?|ingetrokken)\b|\bwelke?\b.*\bvervallen\b"
    r"|\b(?:nieuwe|nieuwere|nieuwste|recentere|recentste|laatste|actuele|vorige|oudere|eerdere|newer|newest|latest"
    r"|more recent|previous|earlier|recent) (?:versie|versies|version|versions|convenant|covenant|overeenkomst"
    r"|agreement|werkafspraken|afspraken|memo|protocol)\b"
    r"|\b(?:wat|welke?|which|what)\b.*\b(?:gold|golden|kwam|came)\b.*\b(?:ervoor|hiervoor|daarvoor|before|daarna"
    r"|erna|after)\b"
)
_BY = re.compile(
    r"\b(?:waardoor|waarmee|door wat|door welke?|opvolgers?|opgevolgd|in de plaats|nieuwe|nieuwere|nieuwste"
    r"|recent\w*|laatste"
    r"|actuele|replaced by|successors?|superseded by|newer|newest|latest|daarna|erna|nadien|what replaces"
    r"|which replaces)\b"
)
_WHOSE = re.compile(
    r"\b(?:voorgangers?|vorige|oudere|eerdere|hiervoor|daarvoor|ervoor|predecessors?|previous|earlier|before"
    r"|does \w+ .*replace|did \w+ .*replace|vervangen deze|vervallen)\b"
)
_NEWER = re.compile(
    r"\b(?:nieuwe|nieuwere|recentere|newer|more recent|opvolger|successor|vervangen|replaced|superseded)\b"
)
_MODAL = re.compile(r"\b(?:moet|moeten|mag|mogen|kan|kunnen|must|may|should|can|hoe|how)\b")


def tell(asking: Asking) -> Told | None:
    """The sentences by which one agreement takes the place of another; None where something else is asked."""
    said = asking.said
    if not _CUE.search(said) or _MODAL.search(said):
        return None
    subject = asking.about(WORDS, absent=True)
    if subject is None or not (subject.kind or subject.pointing or subject.topical):
        return None
    whose, by = bool(_WHOSE.search(said)), bool(_BY.search(said))
    claims: list[Claim] = []
    replaced = False
    for named in _meant(asking, subject):
        document = named.document
        if named.absent is not None or not whose:
            found = _successors(asking, named)
            replaced = replaced or bool(found)
            claims += [asking.source(one).claim(span) for one, span in found]
        if named.absent is None and (whose or not by):
            claims += [asking.source(document).claim(one.evidence) for one in document.replaces]
    if not claims:
        claims = [asking.source(named.document).claim(one.evidence) for named in subject.named for one in _own(named)]
        return Told(tuple(dict.fromkeys(claims))) if claims and not asking.question.yes_no else None
    return Told(tuple(dict.fromkeys(claims)), _verdict(asking, subject, replaced=replaced))


def _own(named: Named) -> list[Reference]:
    return list(named.document.replaces) if named.absent is None else []


def _meant(asking: Asking, subject: Subject) -> list[Named]:
    """What the question is about: all versions where it asks which came first or last."""
    current = [document.id for document in asking.current(subject)]
    return [one for one in subject.named if one.absent is not None or subject.topical or one.document.id in current]


def _successors(asking: Asking, named: Named) -> list[tuple[Document, Span]]:
    """The documents held that say they take the place of this one, with the sentence."""
    found: list[tuple[Document, Span]] = []
    for document in asking.documents:
        for reference in document.replaces:
            if named.absent is not None:
                same = document.id == named.document.id and reference.name.lower() == named.absent.name.lower()
            else:
                meant = held(reference.name, document, asking.held.documents)
                same = meant is not None and meant.id == named.document.id
            if same:
                found.append((document, reference.evidence))
    return found


def _verdict(asking: Asking, subject: Subject, *, replaced: bool) -> Verdict | None:
    """Yes, where it is asked of one agreement whether it was replaced, and it was."""
    asks = (
        asking.question.yes_no and _NEWER.search(asking.said) and not re.search(r"\b(?:niet|geen|not)\b", asking.said)
    )
    return Verdict.YES if asks and replaced and len(subject.named) == 1 else None
