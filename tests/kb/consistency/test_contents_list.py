"""Contents lists are held against the headings, and each difference is one finding with both sides."""

import pytest

from kb.consistency.finding import Rule
from tests.kb.consistency.papers import findings


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The case and the quotes of each finding on the contents list."""
    return [
        (one.case, tuple(cited.quote for cited in one.citations))
        for one in findings(text)
        if one.rule is Rule.CONTENTS_LIST
    ]


def agreement(listed: str, *headings: str) -> str:
    """A paper with a contents list and a section of text under each heading."""
    body = "\n\n".join(f"## {one}\n\nHierover maken de partijen samen de volgende afspraak." for one in headings)
    return f"# Convenant Buurthulp Veldwijk 2025-2028\n\n## Inhoud\n\n{listed}\n\n{body}\n"


ARTICLES = ("Artikel 1 Begrippen", "Artikel 2 Doel", "Artikel 3 Taken", "Artikel 4 Kosten", "Artikel 5 Looptijd")


def list_of(*lines: str) -> str:
    """A contents list of one entry a line, as an item each."""
    return "\n".join(f"- {one}" for one in lines)


def test_a_list_that_gives_every_heading_is_right() -> None:
    assert found(agreement(list_of(*ARTICLES), *ARTICLES)) == []


def test_a_heading_that_is_left_out_is_shown_with_the_line_before_it() -> None:
    listed = list_of(*(one for one in ARTICLES if "Taken" not in one))
    assert found(agreement(listed, *ARTICLES)) == [("unlisted", ("Artikel 3 Taken", "Artikel 2 Doel"))]


def test_a_line_without_a_part_is_absent() -> None:
    listed = list_of(*ARTICLES, "Artikel 6 Geschillen")
    assert found(agreement(listed, *ARTICLES)) == [("absent", ("Artikel 6 Geschillen",))]


def test_other_words_for_the_same_article_are_one_finding() -> None:
    listed = list_of(*ARTICLES[:3], "Artikel 4 Bekostiging door de gemeente", ARTICLES[4])
    assert found(agreement(listed, *ARTICLES)) == [
        ("wording", ("Artikel 4 Kosten", "Artikel 4 Bekostiging door de gemeente"))
    ]


def test_a_word_that_turns_the_meaning_matters() -> None:
    listed = list_of("1. Doel", "2. Delen met toestemming", "3. Looptijd")
    assert found(agreement(listed, "1. Doel", "2. Delen zonder toestemming", "3. Looptijd")) == [
        ("wording", ("2. Delen zonder toestemming", "2. Delen met toestemming"))
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "Artikel 3 TAKEN",
        "Artikel 3: Taken",
        "Artikel 3. De taken",
        "Artikel 3 Taak",
        "Art. 3 Taken",
        "3. Taken",
        "Artikel 3 Taken ........ 12",
        "Artikel 3 Taken\t4",
    ],
)
def test_case_punctuation_and_style_do_not_matter(listed: str) -> None:
    assert found(agreement(list_of(*ARTICLES[:2], listed, *ARTICLES[3:]), *ARTICLES)) == []


def test_a_typing_error_is_left_to_who_checks_spelling() -> None:
    listed = list_of("1. Doel", "2. Samenwerkingsverbad", "3. Looptijd")
    assert found(agreement(listed, "1. Doel", "2. Samenwerkingsverband", "3. Looptijd")) == []


def test_parts_that_changed_places_are_one_finding() -> None:
    listed = list_of("1. Doel", "2. Regie", "3. Privacy", "4. Looptijd")
    assert found(agreement(listed, "1. Doel", "2. Privacy", "3. Regie", "4. Looptijd")) == [
        ("numbers", ("3. Regie", "2. Privacy", "2. Regie", "3. Privacy"))
    ]


def test_a_chapter_left_out_that_pushes_the_numbers_on_is_one_finding() -> None:
    listed = list_of("1. Doel", "2. Regie", "3. Kosten", "4. Looptijd")
    assert found(agreement(listed, "1. Doel", "2. Regie", "3. Klachten", "4. Kosten", "5. Looptijd")) == [
        ("unlisted_pushed", ("3. Klachten", "4. Kosten", "5. Looptijd", "3. Kosten", "4. Looptijd"))
    ]


def test_a_part_that_moved_to_another_level_has_another_number() -> None:
    listed = list_of("1. Doel", "2. Aanpak", "2.1 Buurt", "2.2 Wijk", "3. Nazorg")
    headings = ("1. Doel", "2. Aanpak", "2.1 Buurt", "2.2 Wijk", "2.3 Nazorg")
    assert found(agreement(listed, *headings)) == [("number", ("2.3 Nazorg", "3. Nazorg"))]


def test_a_level_that_the_list_leaves_out_is_no_fault() -> None:
    headings = ("1. Doel", "1.1 Aanleiding", "1.2 Opzet", "2. Regie", "2.1 Casusregie", "3. Looptijd")
    assert found(agreement(list_of("1. Doel", "2. Regie", "3. Looptijd"), *headings)) == []


def test_headings_without_number_between_articles_need_not_be_listed() -> None:
    assert found(agreement(list_of(*ARTICLES), "Partijen", "Overwegende dat", *ARTICLES, "Ondertekening")) == []


def test_a_line_without_number_that_groups_others_is_no_part() -> None:
    listed = list_of("1. Doel", "Afspraken over hulp", "2. Regie", "3. Kosten", "4. Looptijd")
    assert found(agreement(listed, "1. Doel", "2. Regie", "3. Kosten", "4. Looptijd")) == []


def test_lines_that_a_format_put_together_are_entries_of_their_own() -> None:
    listed = "1. Doel ..... 2\n2. Regie ..... 3\n2.1 Casusregie\n2.2 Procesregie\n3. Kosten ..... 5"
    headings = ("1. Doel", "2. Regie", "2.1 Casusregie", "2.2 Overdracht", "3. Kosten")
    assert found(agreement(listed, *headings)) == [("wording", ("2.2 Overdracht", "2.2 Procesregie"))]


def test_appendices_that_are_documents_of_their_own_are_not_missed() -> None:
    listed = list_of(*ARTICLES) + "\n\nBijlagen\n\n- Bijlage 1 Meldformulier\n- Bijlage 2 Adressen"
    assert found(agreement(listed, *ARTICLES)) == []


def test_an_appendix_in_the_file_that_the_list_forgets_is_found() -> None:
    listed = list_of(*ARTICLES) + "\n\nBijlagen\n\n- Bijlage 1 Meldformulier"
    text = agreement(listed, *ARTICLES, "Bijlage 1 Meldformulier", "Bijlage 2 Adressen")
    assert found(text) == [("unlisted", ("Bijlage 2 Adressen", "Bijlage 1 Meldformulier"))]


APPENDICES = ("Werkwijze klusdienst", "Folder voor buren", "Kosten")


@pytest.mark.parametrize(
    ("listed", "numbers"),
    [
        (("1a Werkwijze klusdienst", "1b. Folder voor buren", "2. Kosten"), ("1a", "1b", "2")),
        (("A. Werkwijze klusdienst", "B. Folder voor buren", "C. Kosten"), ("A", "B", "C")),
        (("A Werkwijze klusdienst", "B Folder voor buren", "C Kosten"), ("A", "B", "C")),
        (("a) Werkwijze klusdienst", "b) Folder voor buren", "c) Kosten"), ("A", "B", "C")),
        (("I Werkwijze klusdienst", "II Folder voor buren", "III Kosten"), ("I", "II", "III")),
        (("I - Werkwijze klusdienst", "II - Folder voor buren", "III - Kosten"), ("I", "II", "III")),
        (("1A: Werkwijze klusdienst", "1B: Folder voor buren", "2: Kosten"), ("1a", "1b", "2")),
        (APPENDICES, ("1", "2", "3")),
    ],
)
def test_appendices_under_a_list_of_their_own_are_listed_in_any_numbering(
    listed: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    own = [f"Bijlage {number} {title}" for number, title in zip(numbers, APPENDICES, strict=True)]
    lines = "\n".join(f"- {one}" for one in listed)
    assert found(agreement(f"{list_of(*ARTICLES)}\n\nBijlagen\n\n{lines}", *ARTICLES, *own)) == []


def test_an_appendix_that_a_list_of_letters_forgets_is_found() -> None:
    listed = list_of(*ARTICLES) + "\n\nBijlagen\n\n- A. Werkwijze klusdienst\n- B. Folder voor buren"
    text = agreement(
        listed, *ARTICLES, "Bijlage A Werkwijze klusdienst", "Bijlage B Folder voor buren", "Bijlage C Kosten"
    )
    assert found(text) == [("unlisted", ("Bijlage C Kosten", "B. Folder voor buren"))]


def test_an_appendix_under_another_title_in_a_list_of_letters_is_found() -> None:
    listed = list_of(*ARTICLES) + "\n\nBijlagen\n\n- A. Werkwijze klusdienst\n- B. Verdeling van kosten"
    text = agreement(listed, *ARTICLES, "Bijlage A Werkwijze klusdienst", "Bijlage B Folder voor buren")
    assert [case for case, _ in found(text)] == ["wording"]


def test_headings_within_an_appendix_need_not_be_listed() -> None:
    listed = list_of(*ARTICLES, "Bijlage 1 Werkwijze")
    assert found(agreement(listed, *ARTICLES, "Bijlage 1 Werkwijze", "1. Aanmelden", "2. Afsluiten")) == []


def test_a_list_without_numbers_is_held_against_headings_without_numbers() -> None:
    names = ("Aanleiding", "Wat wij afspreken", "Wie de regie heeft", "Gegevens delen", "Hoe lang het geldt")
    listed = list_of(*names[:3], names[4])
    assert found(agreement(listed, *names)) == [("unlisted", ("Gegevens delen", "Wie de regie heeft"))]


def test_a_paper_without_a_contents_list_has_no_finding() -> None:
    text = "# Werkafspraken Buurthulp\n\n## 1. Doel\n\nPartijen helpen.\n\n## 2. Regie\n\nHet wijkteam voert de regie."
    assert found(text) == []


def test_a_list_of_another_paper_says_nothing() -> None:
    listed = list_of("1. Zon", "2. Maan", "3. Sterren", "4. Planeten")
    assert found(agreement(listed, "Aanleiding", "Vervolg")) == []


def test_a_finding_keeps_its_identity_when_other_lines_change() -> None:
    before = agreement(list_of(*ARTICLES, "Artikel 6 Geschillen"), *ARTICLES)
    after = agreement(list_of(*ARTICLES[:4], "Artikel 5 Duur", "Artikel 6 Geschillen"), *ARTICLES)
    assert {one.id for one in findings(before) if one.case == "absent"} == {
        one.id for one in findings(after) if one.case == "absent"
    }
