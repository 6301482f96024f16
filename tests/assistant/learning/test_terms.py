"""Terms are shown in the words of the documents that define them, told apart where they differ."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.learning.terms import Term, Terms
from assistant.verify import locate
from kb.language.overlay import shipped
from kb.settings import Settings
from kb.store import Store
from tests.assistant.learning.conftest import ROOT, Held, read_into

ON = date(2026, 11, 22)
SHARED = ROOT.parent / "shared" / "corpus"


def terms(store: Store, region: str) -> dict[str, Term]:
    """The terms of a region by name."""
    return {term.name: term for term in Terms(lambda: store, shipped).of(region, ON)}


@pytest.fixture(scope="session")
def known(example_store: Store) -> dict[str, Term]:
    """The terms of the example region."""
    return terms(example_store, "lindestroom")


def verbatim(known: dict[str, Term], store: Store) -> None:
    """Every meaning stands in every document it is cited from, and so does the term."""
    for term in known.values():
        assert term.meanings
        for meaning in term.meanings:
            for citation in meaning.citations:
                text = store.reading(citation.document_id, citation.version).full_text
                assert text[citation.start : citation.end] == citation.quote
                assert locate(meaning.text.casefold(), citation.quote.casefold()), (term.name, meaning.text)
                assert locate(term.name.casefold(), citation.quote.casefold()), term.name


def test_every_meaning_of_the_example_region_is_verbatim(known: dict[str, Term], example_store: Store) -> None:
    assert len(known) >= 45
    verbatim(known, example_store)


@pytest.mark.shared
def test_so_is_every_meaning_of_real_agreements(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    files = [path for path in sorted(SHARED.glob("*.pdf")) if ".scan." not in path.name]
    with closing(Store(Settings(data=tmp_path).database_url)) as store:
        read_into(store, tmp_path, files)
        for region in store.regions():
            found = terms(store, region)
            assert found
            verbatim(found, store)


def test_terms_stand_by_the_alphabet_under_their_letter(known: dict[str, Term]) -> None:
    names = [name.casefold() for name in known]
    assert names == sorted(names)
    assert known["Het Lindefonds"].letter == "H"


def test_documents_that_differ_are_told_apart_and_what_holds_stands_first(known: dict[str, Term]) -> None:
    found = known["crisissignaal"]
    assert found.differing == 2
    first, second = found.meanings
    assert "binnen vier weken" in first.text
    assert "binnen twee weken" in second.text
    assert [meaning.citations[0].validity.status for meaning in found.meanings] == ["in_force", "expired"]


def test_documents_that_say_the_same_share_a_meaning(known: dict[str, Term]) -> None:
    (meaning,) = known["werkdag"].meanings
    assert len(meaning.citations) == 3
    assert known["werkdag"].differing == 0


def test_an_abbreviation_for_two_things_has_both(known: dict[str, Term]) -> None:
    meanings = [meaning.text for meaning in known["CZO"].meanings]
    assert meanings == ["Casusoverleg Zorg en Overlast", "Coördinator Zorg en Overlast"]


def test_a_party_is_listed_by_the_name_it_has_hereafter_without_who_signs(known: dict[str, Term]) -> None:
    (meaning,) = known["De Linde"].meanings
    assert meaning.text == "Woonstichting De Linde"


def test_a_term_of_the_thesaurus_has_its_english_name(known: dict[str, Term]) -> None:
    assert known["datalek"].english == "data breach"
    assert known["Stroomkring"].english is None


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Onder zware overlast wordt verstaan: overlast die elke nacht terugkomt.", "zware overlast"),
        ("Wij spreken van zware overlast als de buren elke nacht wakker liggen.", "zware overlast"),
        ("Het Overleg Zware Overlast (hierna: het nachtoverleg) komt elke week bijeen.", "nachtoverleg"),
        ("Het Meldpunt Zware Overlast (MZO) is dag en nacht bereikbaar.", "MZO"),
    ],
)
def test_a_sentence_that_explains_a_term_is_found(sentence: str, term: str, held: Held) -> None:
    paper = f"# Werkafspraken overlast gemeente Meerwijk\n\n## Artikel 1 Werkwijze\n\n{sentence}\n"
    store = held(meerwijk=paper)
    found = terms(store, "meerwijk")
    assert term in found
    verbatim(found, store)


def test_a_table_of_terms_is_read_by_its_rows(held: Held) -> None:
    rows = "| Begrip | Betekenis |\n| --- | --- |\n| nachtsignaal | een signaal tussen 22.00 en 6.00 uur |\n"
    store = held(meerwijk=f"# Werkafspraken overlast gemeente Meerwijk\n\n## 1. Begrippen\n\n{rows}")
    found = terms(store, "meerwijk")
    assert found["nachtsignaal"].meanings[0].text == "een signaal tussen 22.00 en 6.00 uur"
    verbatim(found, store)


def test_a_document_that_explains_nothing_has_no_terms(held: Held) -> None:
    assert (
        terms(held(duindorp="# Memo gemeente Duindorp\n\n## Stand\n\nDe wijkagent belt de bewoner.\n"), "duindorp")
        == {}
    )
