"""Which lead a clause gives or describes: of a case, of the process, of a meeting."""

import re

from kb.process.act import LeadKind

_LEADS = (
    (
        LeadKind.CASE,
        re.compile(
            r"\b(?:casusregie|regie (?:van|over) (?:de|een|het) (?:\w+ )?(?:casus\w*|zaak"
            r"|huishouden))\b",
            re.I,
        ),
    ),
    (LeadKind.PROCESS, re.compile(r"\b(?:procesregie|ketenregie|programmaregie)\b", re.I)),
    (
        LeadKind.CHAIR,
        re.compile(r"\b(?:voorzitter(?:schap)?|zit\b[^.;]*\bvoor\b|technisch voorzitter)(?![\w-])", re.I),
    ),
    (LeadKind.UNSAID, re.compile(r"\b(?:de|tijdelijk de) (?:\w+ )?(?:regie|leiding|coördinatie)\b", re.I)),
)
GIVES_LEAD_WORDS = """
liggen berusten blijven overgaan teruggaan gaan zijn voeren hebben houden krijgen overnemen nemen vervullen voorzitten
komen rusten zitten
"""
GIVES_LEAD = frozenset(GIVES_LEAD_WORDS.split())


def lead_in_clause(shown: str, verb: str, heard: LeadKind | None) -> LeadKind | None:
    """The lead that the words of a clause speak of with this verb; `heard` is that of a pronoun as its subject."""
    if verb not in GIVES_LEAD and verb not in {"aanwijzen", "bepalen", "veranderen"}:
        return None
    found = next((kind for kind, pattern in _LEADS if pattern.search(shown)), None)
    if found or verb not in {"overgaan", "blijven", "liggen"}:
        return found
    return heard
