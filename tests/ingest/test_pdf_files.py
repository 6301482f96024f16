"""PDF files as they come: running lines, broken words, cut sentences, tables, turned and empty pages, forms."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.reading import read
from kb.errors import NoTextLayer
from kb.model import Reading, Role
from tests.ingest.pdf_files import HEIGHT, LEFT, WIDTH, Draw, grid, lines, pdf, text

FULL = "De corporatie en de wijkcoach bespreken samen met de bewoner wat er moet gebeuren"  # a line to the margin


def reading_of(*pages: Draw) -> Reading:
    """A PDF, read."""
    return read("afspraak.pdf", pdf(*pages), region="lindestroom")


def texts(reading: Reading) -> list[str]:
    """What the passages say."""
    return [passage.text for passage in reading.passages]


def test_running_lines_of_left_and_right_pages_are_left_out_and_headings_that_look_alike_are_not() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            side = "Werkafspraken Lindestroom" if number % 2 else "Vastgesteld door de stuurgroep"
            canvas.drawString(LEFT, HEIGHT - 30, side)
            canvas.drawString(WIDTH / 2, 30, f"- {number} van 5 -")
            canvas.drawString(LEFT, 44, f"{number} Stuurgroep")
            lines(
                canvas,
                [f"**Artikel {number}", "", f"Dit is regel {number} van de afspraken over bellen."],
                top=HEIGHT - 77,
            )

        return draw

    reading = reading_of(*map(page, range(1, 6)))
    assert texts(reading) == [f"Dit is regel {number} van de afspraken over bellen." for number in range(1, 6)]
    assert [passage.headings for passage in reading.passages] == [(f"Artikel {number}",) for number in range(1, 6)]
    assert [passage.page for passage in reading.passages] == [1, 2, 3, 4, 5]


def test_words_broken_at_line_ends_are_whole_and_hanging_hyphens_hang() -> None:
    reading = reading_of(
        text(
            "**1. Bellen",
            "",
            "Het team wil een huisuitzetting voorkomen en bespreekt elke huisuit-",
            "zetting met de zorg- en strafketen, met jeugd- en gezins-",
            "teams, met de zorg-",
            "en wijkteams van Noord-",
            "Lindestroom, en met de AVG-",
            "deskundige over e-mail en e-",
            "mailadressen in de jaren 2021-",
            "2024. Een e-mailadres is geen be\u00ad",
            "zwaar.",
        )
    )
    assert texts(reading) == [
        "Het team wil een huisuitzetting voorkomen en bespreekt elke huisuitzetting met de zorg- en strafketen, "
        "met jeugd- en gezinsteams, met de zorg- en wijkteams van Noord-Lindestroom, en met de AVG-deskundige over "
        "e-mail en emailadressen in de jaren 2021-2024. Een e-mailadres is geen bezwaar."
    ]


def test_a_word_and_a_sentence_that_a_page_cuts_are_whole_and_stand_where_they_begin() -> None:
    reading = reading_of(
        text("**1. Bellen", "", FULL, f"{FULL} en", "zij letten daarbij op de samen-"),
        text("hang met andere afspraken.", "", FULL, f"{FULL} met"),
        text("Buurtkracht en de gemeente.", "", "**2. Slot", "", "Zo is het afgesproken in het team."),
    )
    one, two, three = reading.passages
    assert one.text.endswith("zij letten daarbij op de samenhang met andere afspraken.")
    assert two.text == f"{FULL} {FULL} met  Buurtkracht en de gemeente."
    assert [one.page, two.page, three.page] == [1, 2, 3]


def test_a_ruled_table_is_read_by_its_cells_and_its_repeated_header_is_no_row() -> None:
    header = ["Wat", "Wie", "Wanneer"]
    widths = [150.0, 120.0, 150.0]

    def first(canvas: Canvas) -> None:
        lines(canvas, ["**1. Termijnen", "", "De termijnen staan in deze tabel."])
        rows = [header, ["Contact na een\ngemiste betaling", "Corporatie", "binnen een week"], ["Intake", "", "daarna"]]
        grid(canvas, rows, top=660, widths=widths)

    def second(canvas: Canvas) -> None:
        grid(canvas, [header, ["Plan", "Buurtkracht", "binnen tien dagen"]], top=700, widths=widths)
        lines(canvas, ["**2. Slot", "", "Zo is het afgesproken in het team."], top=600)

    reading = reading_of(first, second)
    rows = [passage for passage in reading.passages if passage.role is Role.TABLE_ROW]
    assert [row.text for row in rows] == [
        "Contact na een gemiste betaling\tCorporatie\tbinnen een week",
        "Intake\t\tdaarna",
        "Plan\tBuurtkracht\tbinnen tien dagen",
    ]
    leads = [row.lead_in for row in rows]
    assert all(lead and reading.full_text[lead.start : lead.end] == "Wat\tWie\tWanneer" for lead in leads)
    assert [row.page for row in rows] == [1, 1, 2]


def test_bullets_are_items_with_their_depth_and_a_dash_in_a_sentence_is_none() -> None:
    def page(canvas: Canvas) -> None:
        top = lines(canvas, ["**1. Bellen", "", FULL, "– zo is de afspraak – en wie er belt.", "", "Het team doet:"])
        top = lines(canvas, ["• bellen, en als dat niet lukt nog een keer bellen en daarna"], top=top, left=80)
        top = lines(canvas, ["schrijven:"], top=top, left=92)
        top = lines(canvas, ["– thuis;", "– op het werk;"], top=top, left=100)
        lines(canvas, ["• afsluiten."], top=top, left=80.4)

    reading = reading_of(page)
    assert texts(reading) == [
        f"{FULL} – zo is de afspraak – en wie er belt.",
        "Het team doet:\n\n- bellen, en als dat niet lukt nog een keer bellen en daarna schrijven:\n- thuis;\n"
        "- op het werk;\n- afsluiten.",
    ]


def test_items_in_the_next_column_are_as_deep_as_those_beside_them() -> None:
    def page(canvas: Canvas) -> None:
        top = lines(canvas, ["**1. Begrippen", "", FULL, "verstaan onder:"])
        lines(canvas, ["a. signaal: een bericht;", "b. dossier: wat is vastgelegd;", "c. team: het wijkteam;"], top=top)
        lines(canvas, ["d. melder: wie belt;", "e. plan: wat er gebeurt."], top=top, left=310)

    def after(canvas: Canvas) -> None:
        lines(canvas, ["f. regie: wie beslist."])

    reading = read("afspraak.pdf", pdf(page, after), region="lindestroom", max_chars=40)
    assert [text[:2] for text in texts(reading)[1:]] == ["a.", "b.", "c.", "d.", "e.", "f."]
    leads = {passage.lead_in for passage in reading.passages[1:]}
    assert [reading.full_text[lead.start : lead.end] for lead in leads if lead] == [f"{FULL} verstaan onder:"]


def test_a_line_under_a_list_of_short_items_is_none_of_them() -> None:
    entries = [f"Artikel {number} Bellen {'.' * 60} {number}" for number in range(1, 30)]

    def contents(canvas: Canvas) -> None:
        for number, entry in enumerate(entries):
            canvas.drawString(LEFT, 700 - 19 * number, entry)

    def body(canvas: Canvas) -> None:
        top = lines(canvas, ["**Artikel 1 Bellen", "", "1. het team, hierna te noemen met de naam"])
        top = lines(canvas, ["het wijkteam Lindestroom;"], top=top, left=92)
        lines(canvas, ["samen hierna te noemen: de partijen;"], top=top - 4)

    assert texts(reading_of(contents, body))[-2:] == [
        "1. het team, hierna te noemen met de naam het wijkteam Lindestroom;",
        "samen hierna te noemen: de partijen;",
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_held_turned_reads_as_one_that_is_not(turn: int) -> None:
    rows = ["**2. Schrijven", "", FULL, "en wie er belt. Daarna is het klaar."]

    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        match turn:
            case 90:
                canvas.translate(WIDTH, 0)
            case 180:
                canvas.translate(WIDTH, HEIGHT)
            case 270:
                canvas.translate(0, HEIGHT)
        canvas.rotate(turn)
        lines(canvas, rows, top=480)
        grid(canvas, [["Wat", "Wie"], ["Intake", "Team"]], top=380, widths=[100.0, 100.0])

    def upright(canvas: Canvas) -> None:
        lines(canvas, rows, top=480)
        grid(canvas, [["Wat", "Wie"], ["Intake", "Team"]], top=380, widths=[100.0, 100.0])

    first = text("**1. Bellen", "", FULL, "en dat is het begin.")
    assert texts(reading_of(first, turned)) == texts(reading_of(first, upright))


def test_a_page_without_text_among_others_is_told_and_the_pages_keep_their_numbers() -> None:
    reading = reading_of(
        text("**1. Bellen", "", "De wijkcoach belt de bewoner terug."),
        lambda canvas: canvas.circle(200, 200, 50),
        text("**2. Slot", "", "Zo is het afgesproken in het team."),
    )
    assert [(warning.code, warning.facts["page"]) for warning in reading.warnings] == [("page_without_text", "2")]
    assert [passage.page for passage in reading.passages] == [1, 3]
    assert reading.page_starts[1] == reading.page_starts[2]


def test_pages_of_pictures_only_are_refused() -> None:
    with pytest.raises(NoTextLayer):
        reading_of(lambda canvas: canvas.circle(200, 200, 50), lambda canvas: canvas.drawString(72, 700, "1"))


def test_what_was_filled_in_in_a_form_stands_behind_the_words_before_it() -> None:
    def form(canvas: Canvas) -> None:
        lines(
            canvas,
            ["**1. Gegevens", "", "Deze gegevens gelden voor het hele traject.", "", "Naam team:", "", "Telefoon:"],
        )
        fields = canvas.acroForm
        fields.textfield(name="team", value="Buurtkracht", x=140, y=692, width=120, height=16)
        fields.textfield(name="leeg", value="", x=140, y=671, width=120, height=16)
        fields.textfield(name="los", value="Opmerking onderaan", x=140, y=300, width=200, height=16)

    reading = reading_of(form)
    assert "Naam team: Buurtkracht" in reading.full_text
    assert reading.full_text.endswith("Opmerking onderaan")


def test_the_way_back_leads_to_what_was_drawn() -> None:
    reading = reading_of(text("**1. Bellen", "", "De wijk-", "coach belt de bewoner terug en vraagt hoe het gaat."))
    assert "wijkcoach" in reading.full_text
    for one in reading.runs:
        drawn = reading.raw_text[one.raw : one.raw + one.length]
        assert reading.full_text[one.clean : one.clean + one.length] == drawn
