"""A finding in words: what is wrong and what to do, how grave it is, how its sides stand, and who could decide."""

from api.sentences import Lang, sentence
from api.wording import in_a_row, region_name
from kb.consistency.finding import Decided, Finding, Relation, Rule, Severity, Topic
from kb.model import Notice


def finding_in_words(finding: Finding, lang: Lang) -> str:
    """The sentence a policy officer can act on."""
    facts = {name: region_name(said) if "region" in name else said for name, said in finding.facts.items()}
    said = sentence(finding.code, facts, lang)
    return said[:1].upper() + said[1:]  # it may begin with a name as the text writes it


def decides_in_words(notices: tuple[Notice, ...], lang: Lang) -> str:
    """Who could decide: "de stuurgroep en de partijen bij het convenant, na advies van ..."."""
    advised = [one for one in notices if one.code == "decides_privacy_officer"]
    named = [sentence(one.code, one.facts, lang) for one in notices if one not in advised]
    row = in_a_row(named, lang) if named else ""
    return ", ".join([part for part in (row, *(sentence(one.code, {}, lang) for one in advised)) if part])


def rule_name(rule: Rule, lang: Lang) -> str:
    """What a rule looks for: "Verwijzing naar een bijlage"."""
    return sentence(f"rule_{rule.value}", {}, lang)


def topic_name(topic: Topic, lang: Lang) -> str:
    """What findings are about: "Bijlagen en verwijzingen"."""
    return sentence(f"topic_{topic}", {}, lang)


def severity_name(severity: Severity, lang: Lang) -> str:
    """How grave it is: "Ernstig"."""
    return sentence(f"severity_{severity.value}", {}, lang)


def relation_name(relation: Relation, lang: Lang) -> str:
    """How the sides stand to each other: "Tegenspraak"."""
    return sentence(f"relation_{relation.value}", {}, lang)


def verdict_name(decided: Decided, lang: Lang) -> str:
    """What was decided: "Terecht"."""
    return sentence(f"decided_{decided.value}", {}, lang)
