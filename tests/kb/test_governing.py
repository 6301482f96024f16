"""Which agreement governs which intervention on a day, and how the papers of a region hang together."""

from datetime import date

from ingest.reading import read
from kb.governing import Governed, RegionRegister, Standing, region_register
from kb.model import Reading, ValidityStatus
from kb.ties import TieKind

OLD = """# Convenant Aanpak Kadegeluid en Herstart Meerdam 2020-2024

## Artikel 1 Looptijd

Dit convenant geldt van 1 januari 2020 tot en met 31 december 2024.

## Artikel 2 Herstart

De havenmeester roept de schipper op. De havenmeester maakt een plan.

De schipper tekent het plan binnen een week.
"""
NEW = """# Convenant Kadegeluid Meerdam 2025-2028

## Artikel 1 Looptijd

Dit convenant geldt van 1 januari 2025 tot en met 31 december 2028. Het vervangt het Convenant Aanpak Kadegeluid en
Herstart Meerdam 2020-2024.

## Artikel 2 Herstart

De gemeente roept de schipper op. De gemeente maakt een plan.

De schipper tekent het plan binnen een maand.

## Artikel 3 Bijlagen

Bij dit convenant hoort bijlage 1 (Meldformulier kadegeluid).
"""
WORK = """# Werkafspraken ligplaatsen Meerdam

## 1. Doel

Deze werkafspraken gelden vanaf 1 maart 2023. Deze werkafspraken zijn een uitwerking van het Convenant Kadegeluid
Meerdam 2025-2028.
De havenmeester houdt zich daarnaast aan het Protocol Walstroom Meerdam.

## 2. Kadegeluid

De havenmeester belt de schipper. De schipper geeft antwoord.

De gemeente schrijft de schipper aan.
"""
APPENDIX = """# Gegevensoverzicht ligplaatsen

Bijlage A bij de Werkafspraken ligplaatsen Meerdam

## 1. Gegevens

De havenmeester bewaart de naam van de schipper.
"""
MEMO = """# Memo ervaringen met walstroom Meerdam

## 1. Aanleiding

Vorig jaar heeft de gemeente twintig schippers bezocht.
"""


def reading(text: str, region: str, name: str) -> Reading:
    """What is read from a text."""
    return read(name, text.encode(), region=region, max_chars=900)


def registered(*texts: str, on: date = date(2026, 11, 22)) -> RegionRegister:
    """The register of a region that has these papers, called x1 and so on."""
    readings = [reading(text, "meerdam", f"x{number}.md") for number, text in enumerate(texts, start=1)]
    passages = {one.document.id: one.passages for one in readings}
    return region_register([one.document for one in readings], passages, "meerdam", on)


def _one(found: RegionRegister, name: str) -> Governed:
    return next(one for one in found.governed if one.name.casefold() == name.casefold())


def test_what_holds_stands_before_what_it_replaced_though_that_had_another_name() -> None:
    noise = _one(registered(OLD, NEW), "Kadegeluid")
    assert noise.standing is Standing.HOLDS
    new, old = noise.items
    assert (new.document.id, new.validity.status) == ("meerdam/x2", ValidityStatus.IN_FORCE)
    assert (old.document.id, old.standing, old.replaced_by) == ("meerdam/x1", Standing.ENDED, ("meerdam/x2",))


def test_before_a_successor_holds_the_old_agreement_governs() -> None:
    noise = _one(registered(OLD, NEW, on=date(2024, 6, 1)), "Kadegeluid")
    old, new = noise.items
    assert (old.document.id, old.validity.status, old.replaced_by) == ("meerdam/x1", ValidityStatus.IN_FORCE, ())
    assert (new.document.id, new.validity.status) == ("meerdam/x2", ValidityStatus.NOT_YET)


def test_an_intervention_that_nothing_in_force_governs_any_more_is_told() -> None:
    assert _one(registered(OLD), "Kadegeluid en Herstart").standing is Standing.ENDED
    assert _one(registered(OLD, on=date(2024, 12, 31)), "Kadegeluid en Herstart").standing is Standing.HOLDS
    assert _one(registered(NEW, on=date(2024, 12, 31)), "Kadegeluid").standing is Standing.NOT_YET


def test_a_section_governs_by_its_heading_and_belongs_to_the_intervention_of_its_paper() -> None:
    found = registered(OLD, NEW)
    again = _one(found, "Herstart")
    assert (again.part_of, again.standing) == ("Kadegeluid", Standing.HOLDS)
    assert [[one.headings for one in item.sections] for item in again.items] == [[("Artikel 2 Herstart",)]] * 2
    assert again.items[0].sections[0].passage_id.startswith("meerdam/x2.")


def test_a_section_of_another_paper_governs_beside_the_paper_that_is_all_about_it() -> None:
    noise = _one(registered(NEW, WORK), "Kadegeluid")
    whole, section = noise.items
    assert (whole.document.id, whole.sections) == ("meerdam/x1", ())
    assert [one.headings for one in section.sections] == [("2. Kadegeluid",)]


def test_a_memo_of_experiences_governs_nothing_and_one_titled_as_an_agreement_only_tells() -> None:
    assert registered(MEMO).governed == ()
    titled = MEMO.replace("# Memo ervaringen met walstroom", "# Memo werkafspraken walstroom")
    assert _one(registered(titled), "walstroom").standing is Standing.TOLD


def test_each_tie_is_proven_by_the_words_that_say_so() -> None:
    texts = {f"meerdam/x{number}": text for number, text in enumerate((OLD, NEW, WORK, APPENDIX), start=1)}
    found = registered(*texts.values())
    readings = {name: reading(text, "meerdam", f"{name[8:]}.md").full_text for name, text in texts.items()}
    told = {
        (one.kind, one.source, one.target): readings[one.said_by][one.evidence.start : one.evidence.end]
        for one in found.hanging.ties
    }
    assert "vervangt" in told[TieKind.REPLACES, "meerdam/x2", "meerdam/x1"]
    assert "uitwerking van" in told[TieKind.DEPENDS_ON, "meerdam/x3", "meerdam/x2"]
    assert told[TieKind.PART_OF, "meerdam/x4", "meerdam/x3"].startswith("Bijlage A bij")
    pairs = [(one.source, one.target) for one in found.hanging.ties]
    assert len(pairs) == len(set(pairs))


def test_what_is_named_and_not_held_is_a_paper_of_its_own_and_an_absent_appendix_knows_its_whole() -> None:
    found = registered(NEW, WORK)
    absent = {one.name: one for one in found.absent}
    appendix = absent["bijlage 1 (Meldformulier kadegeluid)"]
    assert appendix.whole == "meerdam/x1"
    assert [(one.kind, one.target) for one in found.hanging.of(appendix.id, TieKind.PART_OF)] == [
        (TieKind.PART_OF, "meerdam/x1")
    ]
    (replaced,) = [one.target for one in found.hanging.of("meerdam/x1", TieKind.REPLACES)]
    assert replaced == absent["Convenant Aanpak Kadegeluid en Herstart Meerdam 2020-2024"].id
    protocol = absent["Protocol Walstroom Meerdam"]
    assert [one.source for one in found.hanging.to(protocol.id, TieKind.NAMES, TieKind.DEPENDS_ON)] == ["meerdam/x2"]


def test_a_region_is_not_told_of_what_is_held_elsewhere() -> None:
    ours = reading(WORK, "meerdam", "x1.md")
    theirs = reading(NEW.replace("Meerdam", "Elzendam"), "elzendam", "x2.md")
    passages = {one.document.id: one.passages for one in (ours, theirs)}
    found = region_register([ours.document, theirs.document], passages, "meerdam", date(2026, 11, 22))
    assert [one.id for one in found.documents] == ["meerdam/x1"]
    assert "Convenant Kadegeluid Meerdam 2025-2028" in {one.name for one in found.absent}


def test_a_guide_to_what_an_agreement_governs_is_no_intervention_of_its_own() -> None:
    agreement = (
        "# Samenwerkingsafspraken Mantelzorg dichtbij Meerdam\n\nDeze afspraken gelden van 1 januari 2026 tot en met"
        " 31 december 2028.\n\n## 1. Aanmelden\n\nDe huisarts meldt de mantelzorger aan.\n"
    )
    guide = (
        "# Werkwijzer Loket Mantelzorg Meerdam\n\nDeze werkwijzer hoort bij de Samenwerkingsafspraken Mantelzorg"
        " dichtbij Meerdam en geldt vanaf 1 maart 2026.\n\n## 1. Bellen\n\nHet loket belt de mantelzorger terug.\n"
    )
    found = registered(agreement, guide)
    wholes = [one for one in found.governed if one.part_of is None]
    assert [one.name for one in wholes] == ["Mantelzorg dichtbij"]
    assert {item.document.title for item in wholes[0].items} == {
        "Samenwerkingsafspraken Mantelzorg dichtbij Meerdam",
        "Werkwijzer Loket Mantelzorg Meerdam",
    }


def test_chapters_on_how_an_agreement_is_kept_are_no_part_of_what_it_governs() -> None:
    chapters = ("Datalekken", "Checklists", "Overleg en geschillen", "Vier routes, vier regels", "Wie de regie houdt")
    sections = (
        f"## {n}. {name}\n\nDe school belt de ouders.\n\nHet wijkteam schrijft een brief.\n"
        for n, name in enumerate((*chapters, "Verhouding tot andere afspraken", "Huiswerkklas"), start=1)
    )
    found = registered(
        "# Convenant Schoolverzuim Meerdam\n\nDit convenant geldt van 1 januari 2026 tot en met 31 december 2028.\n\n"
        + "\n".join(sections)
    )
    assert [one.name for one in found.governed if one.part_of] == ["Huiswerkklas"]
