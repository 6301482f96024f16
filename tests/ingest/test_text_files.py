"""Plain text as people send it: old encodings, lines broken by hand, lists and tables typed."""

import pytest

from ingest.reading import read
from kb.errors import Damaged
from kb.model import Reading, Role

AGREEMENT = """Werkafspraken Lindestroom

1. Bellen

De coördinator belt – zo nodig – het café. Zij doet dat "binnen één werkdag".
"""


def read_text(text: str) -> Reading:
    """A text file, read."""
    return read("afspraak.txt", text.encode(), region="lindestroom")


def texts(reading: Reading) -> list[str]:
    """What the passages say."""
    return [passage.text for passage in reading.passages]


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-32", False), ("cp1252", True)],
)
def test_a_text_reads_the_same_in_every_encoding_and_a_guess_is_told(encoding: str, guessed: bool) -> None:
    reading = read("afspraak.txt", AGREEMENT.encode(encoding))
    assert texts(reading)[-1] == 'De coördinator belt – zo nodig – het café. Zij doet dat "binnen één werkdag".'
    assert ("encoding_guessed" in {warning.code for warning in reading.warnings}) is guessed


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(ending: str) -> None:
    assert texts(read_text(AGREEMENT.replace("\n", ending))) == texts(read_text(AGREEMENT))


def test_a_broken_byte_order_mark_is_damage() -> None:
    with pytest.raises(Damaged):
        read("afspraak.txt", b"\xff\xfe" + b"a" * 101)


def test_lines_broken_by_hand_become_paragraphs_again_and_hyphens_go_or_stay() -> None:
    reading = read_text(
        "1. Bellen\n\n"
        "De corporatie en de wijkcoach bespreken samen of een huisuit-\n"
        "zetting kan worden voorkomen. Zij betrekken daarbij de zorg-\n"
        "en strafketen en letten op de afspraken uit de periode 2021-\n"
        "2024. Een huisuitzetting is het laatste waartoe een corporatie\n"
        "- zo is de afspraak - overgaat.\n"
    )
    assert texts(reading) == [
        "De corporatie en de wijkcoach bespreken samen of een huisuitzetting kan worden voorkomen. "
        "Zij betrekken daarbij de zorg- en strafketen en letten op de afspraken uit de periode 2021-2024. "
        "Een huisuitzetting is het laatste waartoe een corporatie - zo is de afspraak - overgaat."
    ]


def test_a_hard_wrapped_item_is_one_item() -> None:
    reading = read_text(
        "1. Bellen\n\nDe wijkcoach doet het volgende:\n"
        "- hij belt de bewoner binnen drie werkdagen terug en spreekt\n  een huisbezoek af;\n"
        "- hij legt het gesprek vast.\n"
    )
    (passage,) = reading.passages
    assert passage.role is Role.LIST
    assert passage.text.splitlines() == [
        "De wijkcoach doet het volgende:",
        "",
        "- hij belt de bewoner binnen drie werkdagen terug en spreekt een huisbezoek af;",
        "- hij legt het gesprek vast.",
    ]


def test_a_list_too_long_for_one_passage_is_led_in_by_its_own_sentence() -> None:
    items = "\n".join(
        f"- punt {number} " + "gaat over de aanmelding van een huurder bij het team " * 3 for number in range(9)
    )
    reading = read_text(f"1. Bellen\n\nEerst dit. Daarna geldt:\n\n{items}\n")
    before, first, *others = reading.passages
    assert before.text == "Eerst dit."
    assert first.text.startswith("Daarna geldt:")
    assert first.lead_in is None
    assert others
    for passage in others:
        assert passage.lead_in is not None
        assert reading.full_text[passage.lead_in.start : passage.lead_in.end] == "Daarna geldt:"
        assert len(passage.text) <= 900


def test_sub_items_stay_with_their_item() -> None:
    reading = read_text(
        "1. Tellen\n\nPartijen tellen:\n\n"
        + "\n".join(f"- soort {one}: de partij telt:\n  - meldingen;\n  - gesprekken {'lang ' * 60};" for one in "abc")
    )
    assert [passage.text.split(":")[0].removeprefix("- ") for passage in reading.passages[1:]] == ["soort b", "soort c"]
    assert all(passage.text.count("\n") == 2 for passage in reading.passages[1:])


def test_typed_columns_are_a_table_led_in_by_its_header() -> None:
    reading = read_text("1. Termijnen\n\nWat\tWie\tWanneer\nIntake\tTeam\tbinnen een week\nPlan\tTeam\tdaarna\n")
    assert [passage.role for passage in reading.passages] == [Role.TABLE_ROW, Role.TABLE_ROW]
    assert texts(reading)[0] == "Intake\tTeam\tbinnen een week"
    leads = [passage.lead_in for passage in reading.passages]
    assert all(lead and reading.full_text[lead.start : lead.end] == "Wat\tWie\tWanneer" for lead in leads)


def test_rows_typed_with_strokes_are_a_table_led_in_by_its_header() -> None:
    raw = "1. Bereikbaarheid\n\nWie | Nummer | Wanneer\nWijkteam | 0000-111 | werkdagen\nNachtdienst | 0000-222 |\n"
    reading = read_text(raw)
    assert [passage.role for passage in reading.passages] == [Role.TABLE_ROW, Role.TABLE_ROW]
    assert texts(reading) == ["Wijkteam\t0000-111\twerkdagen", "Nachtdienst\t0000-222"]
    leads = [passage.lead_in for passage in reading.passages]
    assert all(lead and reading.full_text[lead.start : lead.end] == "Wie\tNummer\tWanneer" for lead in leads)
    assert reading.raw_text == raw


def test_a_frame_of_strokes_around_a_table_is_left_out() -> None:
    reading = read_text("1. Taken\n\n| Wie | Wat |\n| --- | --- |\n| Team | belt |\n| Loket | schrijft |\n")
    assert texts(reading) == ["Team\tbelt", "Loket\tschrijft"]


@pytest.mark.parametrize(
    "line",
    [
        "Kies voor bellen | schrijven in het menu.",
        "Kies a | b | c.\nDan volgt | de rest.",
        "De keus is of/of: a|b\nof c|d",
    ],
)
def test_a_stroke_in_a_sentence_makes_no_table(line: str) -> None:
    reading = read_text(f"1. Bellen\n\n{line}\n")
    assert Role.TABLE_ROW not in {passage.role for passage in reading.passages}


def test_a_line_that_dates_the_paper_does_not_go_on_with_a_long_title() -> None:
    title = "Convenant vroeg erbij, of hoe wij samen geldzorgen voor zijn in onze dorpen"
    reading = read_text(
        f"{title}\nGetekend op 3 mei 2025; loopt van 1 juni 2025 tot 1 juni 2028\n\n1. Doel\n\nWij bellen.\n"
    )
    assert reading.document.title == title
    assert [
        str(day) for day in (reading.document.dated, reading.document.valid_from, reading.document.valid_until)
    ] == [
        "2025-05-03",
        "2025-06-01",
        "2028-05-31",
    ]


def test_a_half_sentence_leads_in_the_items_that_end_it() -> None:
    reading = read_text("1. Bellen\n\nDe medewerker van het loket\n\n- belt binnen een week;\n- schrijft daarna.\n")
    assert texts(reading) == ["De medewerker van het loket\n\n- belt binnen een week;\n- schrijft daarna."]


def test_a_form_feed_begins_a_page_and_a_cut_sentence_is_whole() -> None:
    reading = read_text(
        "1. Bellen\n\nDe wijkcoach belt de bewoner. Omdat\n\n\fhet team klein is, belt soms een ander.\n\n"
        "2. Slot\n\nKlaar is Kees.\n"
    )
    assert reading.document.pages == 2
    assert [passage.page for passage in reading.passages] == [1, 2]
    assert "Omdat  het team klein is" in reading.passages[0].text


def test_soft_hyphens_and_marks_without_width_do_not_split_a_word() -> None:
    reading = read_text("1. Bellen\n\nDe wijk\u00adcoach belt de be\u200bwoner terug.\n")
    assert texts(reading) == ["De wijkcoach belt de bewoner terug."]


def test_a_member_of_an_article_is_a_norm_and_has_its_article_as_heading() -> None:
    reading = read_text(
        "Artikel 4 Signaleren\n\n1. De partner geeft een signaal door.\n2. Hij doet dat snel.\n\n"
        "Artikel 5\n\nSlot van het geheel.\n"
    )
    assert [(passage.role, passage.headings) for passage in reading.passages] == [
        (Role.NORM, ("Artikel 4 Signaleren",)),
        (Role.NORM, ("Artikel 4 Signaleren",)),
        (Role.NORM, ("Artikel 5",)),
    ]
