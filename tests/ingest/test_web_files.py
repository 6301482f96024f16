"""Markdown and web pages: what a reader sees is kept once, what stands around it is left out."""

import pytest

from ingest.reading import read
from kb.model import Reading, Role


def markdown(text: str) -> Reading:
    """A Markdown file, read."""
    return read("afspraak.md", text.encode(), region="lindestroom")


def page(body: str) -> Reading:
    """A web page, read."""
    return read("afspraak.html", f"<!doctype html><meta charset=utf-8>{body}".encode(), region="lindestroom")


def texts(reading: Reading) -> list[str]:
    """What the passages say."""
    return [passage.text for passage in reading.passages]


def test_links_and_emphasis_leave_their_words() -> None:
    reading = markdown(
        "# Afspraken\n\n## Wet\n\n"
        "De *Wet* **politie**gegevens staat [hier](https://voorbeeld.example) en `zo` is het ook.\n"
    )
    assert texts(reading)[-1] == "De Wet politiegegevens staat hier en zo is het ook."
    assert reading.passages[-1].headings == ("Wet",)
    assert reading.document.title == "Afspraken"


def test_a_nested_list_keeps_its_numbers_and_its_depth() -> None:
    reading = markdown("## Stappen\n\nHet team doet:\n\n3. bellen;\n   - thuis\n   - werk\n4. schrijven.\n")
    assert texts(reading) == ["Het team doet:\n\n3. bellen;\n- thuis\n- werk\n4. schrijven."]


def test_a_second_paragraph_of_an_item_stays_in_its_list() -> None:
    reading = markdown("## Stappen\n\nHet team doet:\n\n- bellen.\n\n  Dat is snel.\n\n- schrijven.\n")
    assert texts(reading) == ["Het team doet:\n\n- bellen.\nDat is snel.\n- schrijven."]


def test_a_table_row_is_led_in_by_the_header() -> None:
    reading = markdown("# Afspraken\n\n## Termijnen\n\n| Wat | Wie |\n|---|---|\n| Intake \\| gesprek | **Team** |\n")
    *_, row = reading.passages
    assert (row.role, row.text) == (Role.TABLE_ROW, "Intake | gesprek\tTeam")
    assert row.lead_in is not None
    assert reading.full_text[row.lead_in.start : row.lead_in.end] == "Wat\tWie"


def test_html_in_markdown_is_text_and_comments_are_left_out() -> None:
    reading = markdown(
        "# Brief\n\n## Aanhef\n\n<!-- nog\nniet -->\n\n"
        "Beste <naam>,<br>tot <b>morgen</b> <!-- weg -->bij <bedrag> en dat is het.\n\n"
        "<script>alert('x')</script> en een <!-- zonder eind staat er nog.\n"
    )
    assert texts(reading)[-2:] == [
        "Beste <naam>, tot <b>morgen</b> bij <bedrag> en dat is het.",
        "<script>alert('x')</script> en een <!-- zonder eind staat er nog.",
    ]


def test_lines_in_front_of_the_text_are_lines_and_no_heading() -> None:
    reading = markdown(
        "---\ntitle: Convenant Bellen\nversie: 2\n---\n\n# Convenant Bellen\n\n## Doel\n\n"
        "Bellen is het doel van dit convenant en van alle partijen.\n"
    )
    assert reading.passages[0].role is Role.COVER
    assert reading.passages[0].text == "Convenant Bellen\n\n- versie: 2\n\nConvenant Bellen"
    assert reading.passages[-1].headings == ("Doel",)


def test_what_stands_around_a_page_is_left_out_and_entities_are_characters() -> None:
    reading = page(
        "<head><title>Site</title><style>p{}</style></head><nav>Menu</nav><script>var x</script>"
        "<form><h1>Afspraken</h1><p>Caf&eacute; &amp; wijk&shy;team&nbsp;&#8211; &euro;&nbsp;5.<!-- weg --></p>"
        "<select><option>Kies</option></select></form><noscript>Zet aan</noscript>"
    )
    assert reading.full_text == "Afspraken\n\nCafé & wijkteam – € 5."


def test_a_table_in_a_table_is_told_once() -> None:
    inner = "<table><tr><td>een</td><td>twee</td></tr></table>"
    reading = page(f"<h2>T</h2><table><caption>Wie wat</caption><tr><td>Kop</td><td>{inner}</td></tr></table>")
    assert reading.full_text == "T\n\nWie wat\n\nKop\teen twee"


def test_a_table_of_one_column_is_a_frame_around_ordinary_text() -> None:
    reading = page("<table><tr><td><h2>Doel</h2><p>Bellen is het doel.</p><ul><li>een<li>twee</ul></td></tr></table>")
    assert reading.passages[0].headings == ("Doel",)
    assert reading.full_text == "Doel\n\nBellen is het doel.\n\n- een\n- twee"


def test_a_list_that_stands_in_a_list_without_an_item_is_kept() -> None:
    reading = page("<h2>L</h2><ul><li>boven</li><ol type=a start=2><li>onder</li><li value=5>ver</li></ol></ul>")
    assert reading.full_text == "L\n\n- boven\nb. onder\ne. ver"


def test_words_that_an_inline_element_wraps_in_blocks_are_kept() -> None:
    assert page("<span>Voor<div>Midden</div>Na</span>").full_text == "Voor\n\nMidden\n\nNa"


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-15"])
def test_the_declared_encoding_is_believed(declared: str) -> None:
    data = f'<meta charset="{declared}"><h2>Doel</h2><p>Eén café € zonder eind.</p>'.encode(declared)
    assert texts(read("afspraak.html", data)) == ["Eén café € zonder eind."]


@pytest.mark.parametrize("declared", ["idna", "rot13", "utf-7", "bestaat-niet", "unicode_escape"])
def test_a_strange_declared_encoding_does_no_harm(declared: str) -> None:
    data = f'<meta charset="{declared}"><h2>Doel</h2><p>Bellen +2AA- \\ud800 is goed.</p>'.encode()
    reading = read("afspraak.html", data)
    assert reading.full_text.startswith("Doel")
    assert reading.full_text.encode()
