"""Sentences that give a lead in so many words: "de procesregie is belegd bij", "is eindverantwoordelijk voor"."""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from kb.consistency.lead.holders import named
from kb.consistency.paper import Paper, Sentence
from kb.model import Role

_OF: Final = r"(?P<of> (?:over|van|bij|voor|in|binnen|op) [^,.;:\n\t]{2,90}?)"
_LEAD: Final = r"(?P<lead>(?:(?:eerste|vaste?|centrale) )?[\w-]+)"
# "De coördinatie van het wijknetwerk ligt bij ..."; whoever follows is given the lead.
_LIES: Final = re.compile(
    rf"(?:de|het) {_LEAD}{_OF}? (?:ligt|liggen|berust|rust|valt|komt|is|wordt|staat)(?: [\w-]+){{0,2}}?"
    r" (?:bij|onder|door|van|aan) (?=\S)",
    re.I,
)
# "Thuisbasis voert ...": whoever goes before has the lead.
_HAS: Final = re.compile(
    r" (?:is belast met|is verantwoordelijk voor|zorgt voor|(?:draagt|dragen) zorg voor|treedt op als"
    r"|fungeert als|voert|voeren|heeft|hebben|houdt|vervult|verzorgt|draagt|bekleedt|krijgt|is|zijn)"
    rf" (?:de |het |een )?{_LEAD}{_OF}?(?=[,.;:]|$| en )",
    re.I,
)
_COORDINATES: Final = re.compile(r" (?P<lead>co[oö]rdineert)(?P<of> [^,.;:\n\t]{2,90}?)(?=[,.;]|$| en )", re.I)
# "De SCK stelt als voorzitter van de stuurgroep de agenda op", "De GGD, voorzitter van het beraad, ..."
_AS: Final = re.compile(
    r"(?: [^,.;:\n\t]{0,40}?\bals|, (?:de )?)\s?(?P<lead>voorzitter|secretaris|trekker|co[oö]rdinator)"
    r"(?P<of> van (?:de|het) [\w-]+(?: (?-i:[A-Z])[\w'’-]+){0,3})",
    re.I,
)
# "De rector zit het zorgteam voor."
_SITS: Final = re.compile(r" (?P<lead>zit)(?P<of> (?:de|het) [^,.;:\n\t]{2,60}?) voor(?=[,.;]|$| en )", re.I)
_LEADER: Final = r"(?P<lead>casusregisseur|procesregisseur|regisseur|casemanager)"
# "X wijst uit het eigen team een casusregisseur aan", "X levert de casusregisseur"
_SUPPLIES: Final = re.compile(
    rf" (?:levert|leveren|(?:wijst|wijzen|stelt)\b(?=[^.;]*\b(?:eigen|(?:uit|van|onder) (?:haar|zijn|hun))\b))"
    rf"(?: [\w-]+){{0,6}}? (?:de|een) {_LEADER}\b(?P<of>(?!))?",
    re.I,
)
# "De casusregisseur is een medewerker van X", "De procesregisseur werkt bij X"
_COMES: Final = re.compile(
    rf"\b(?:de|een) {_LEADER}(?P<of>(?!))? (?:is|komt|werkt)(?: altijd| steeds)?(?: een (?:mede)?werker)?"
    r" (?:van|bij|uit|in dienst van|in dienst bij) (?=\S)",
    re.I,
)
# "Voorzitter van het beraad is de rector."
_IS: Final = re.compile(
    r"\b(?P<lead>voorzitter|secretaris|trekker|co[oö]rdinator|regisseur)(?P<of> van (?:de|het) [^,.;:\n\t]{2,60}?)"
    r" (?:is|wordt|komt (?:van|uit)|wordt geleverd door) (?=\S)",
    re.I,
)
_STANDS: Final = re.compile(
    r"(?P<of>.{2,80}?) staat onder (?:het )?(?P<lead>voorzitterschap|leiding|regie) van (?=\S)", re.I
)
_SPEAKS: Final = re.compile(
    r"regi|casemanager|voorzit|\bzit\b|leiding|secretar|aanspreekpunt|contactpersoon|verantwoordel|rdin", re.I
)
_PREPOSITION: Final = re.compile(r"^ (?:over|van|bij|voor|in|binnen|op) ", re.I)
_SPLIT: Final = 140  # characters behind a preposition in which somebody is named


class Said(NamedTuple):
    """A lead that a sentence gives: its kind, what it is of and to whom, as written."""

    kind: str
    thing: str
    who: str
    sentence: Sentence


def given(paper: Paper, kind_of: Callable[[str], str]) -> Iterator[Said]:
    """The leads that sentences give in so many words; rows of tables are no sentences."""
    for one in paper.sentences:
        if one.passage.role is Role.TABLE_ROW or _SPEAKS.search(one.text) is None:
            continue
        for lead, thing, who in (*_to(one.text, paper), *_by(one.text, paper)):
            kind = kind_of(f"{lead}{thing}")
            if kind:
                yield Said(kind, _PREPOSITION.sub("", thing), who, one)


def _to(text: str, paper: Paper) -> Iterator[tuple[str, str, str]]:
    for pattern in (_LIES, _STANDS, _COMES, _IS):
        for match in pattern.finditer(text):
            who = named(paper, text[match.end() : match.end() + _SPLIT])
            if who and who[0].start == 0:
                yield match["lead"], match["of"] or "", text[match.end() :][: who[0].end]


def _by(text: str, paper: Paper) -> Iterator[tuple[str, str, str]]:
    for who in named(paper, text):
        for pattern in (_HAS, _COORDINATES, _AS, _SUPPLIES, _SITS):
            match = pattern.match(text, who.end)
            if match:
                yield "voorzitter" if pattern is _SITS else match["lead"], match["of"] or "", text[who.start : who.end]
