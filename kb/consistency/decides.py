"""Who can put a finding right: the body that steers an agreement, its parties, or nobody any more."""

from collections.abc import Mapping

from kb.consistency.finding import Found, Rule, Severity
from kb.consistency.lead.steering import STEERING
from kb.consistency.region import Region
from kb.consistency.validity.status_conflict import WON
from kb.model import Notice
from kb.register import whole_of

_PRIVACY = frozenset({Rule.VAGUE_CONSENT, Rule.CONSENT_CONFLICT})


def who_decides(found: Found, regions: Mapping[str, Region]) -> tuple[Notice, ...]:
    """Codes with the names that the texts give, one for each paper that must change; by document id `regions`.

    A paper that has been replaced is changed by nobody. An appendix that names no body of its own is that of
    its whole. A paper that names no steering body is its parties'. Of a difference between regions nobody has
    to decide, and where the newer of two papers has won, nobody any more.
    """
    if found.severity is Severity.VARIANT:
        return ()
    papers = list(dict.fromkeys(place.document_id for place in found.sides))
    if found.case in WON:
        return tuple(_over(one, regions[one]) for one in papers if regions[one].ended(regions[one].by_id[one]))
    notices: list[Notice] = []
    for document_id in papers:
        region = regions[document_id]
        document = region.by_id[document_id]
        if document_id in region.superseded:
            notices.append(_over(document_id, region))
            continue
        whole = whole_of(document, region.documents)
        bodies = [region.statements(STEERING, [one]) for one in (document, whole) if one is not None]
        named = next((several[0].words for several in bodies if several), None)
        if named is not None:
            notices.append(Notice(code="decides_body", facts={"name": named}))
        else:
            notices.append(Notice(code="decides_parties", facts={"document": (whole or document).title}))
    if found.rule in _PRIVACY:
        notices.append(Notice(code="decides_privacy_officer"))
    living = [one for one in notices if one.code != "decides_nobody"]
    return _distinct(living or notices)


def _over(document_id: str, region: Region) -> Notice:
    code = "decides_nobody" if document_id in region.superseded else "decides_nobody_ended"
    return Notice(code=code, facts={"document": region.by_id[document_id].title})


def _distinct(notices: list[Notice]) -> tuple[Notice, ...]:
    found: list[Notice] = []
    for one in notices:
        if one not in found:
            found.append(one)
    return tuple(found)
