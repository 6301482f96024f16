"""Word files as Word writes them: changes, controls, numbers, notes, boxes and pages."""

from ingest.reading import read
from kb.model import Reading, Role
from tests.ingest.word_files import BREAK, RENDERED, level, numbering, p, run, table, word_file

HEADING = p("Doel", style="Kop1")


def word(body: str, *, numbers: str = "", footnotes: str = "") -> Reading:
    """A Word file, read."""
    return read("afspraak.docx", word_file(body, numbers=numbers, footnotes=footnotes), region="lindestroom")


def lines(reading: Reading) -> list[str]:
    """All lines of the full text."""
    return [line for line in reading.full_text.splitlines() if line]


def test_tracked_changes_count_as_accepted() -> None:
    changed = (
        run("De wijkcoach belt ")
        + f'<w:del w:id="1">{run("morgen").replace("w:t", "w:delText")}</w:del>'
        + f'<w:ins w:id="2">{run("vandaag")}</w:ins>'
        + f'<w:moveFrom w:id="3">{run(" weg")}</w:moveFrom><w:moveTo w:id="4">{run(" terug")}</w:moveTo>'
        + run(".")
    )
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("oud") + "</w:tc><w:tc>" + p("oud") + "</w:tc></w:tr>"
    kept = table([["Wat", "Wie"], ["Intake", "Team"]]).replace("</w:tbl>", gone + "</w:tbl>")
    assert lines(word(HEADING + p(changed) + kept)) == [
        "Doel",
        "De wijkcoach belt vandaag terug.",
        "Wat\tWie",
        "Intake\tTeam",
    ]


def test_paragraphs_whose_boundary_was_deleted_are_one() -> None:
    first = p("De wijkcoach belt ", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert lines(word(HEADING + first + p("de bewoner terug."))) == ["Doel", "De wijkcoach belt de bewoner terug."]
    assert lines(word(HEADING + first)) == ["Doel", "De wijkcoach belt"]


def test_words_in_links_controls_and_fields_are_kept_and_field_codes_and_hidden_words_are_not() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("artikel 4")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inside = f"<w:hyperlink>{run('Wet')}</w:hyperlink>" + run(" en ") + field + run(" geheim", "<w:vanish/>")
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' blijven')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{p('<w:r/>' + inside + control)}</w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtContent><w:tc>{p('Team')}</w:tc></w:sdtContent></w:sdt>"
    wrapped = table([["Wat", "Wie"], ["Intake", "Team"]]).replace(f"<w:tc>{p('Team')}</w:tc>", cell)
    assert lines(word(HEADING + body + wrapped)) == ["Doel", "Wet en artikel 4 blijven", "Wat\tWie", "Intake\tTeam"]


def test_a_note_stands_behind_the_list_that_refers_to_it() -> None:
    notes = f'<w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>" + run(" Behalve op zondag."))}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    dashes = numbering([level(0, "bullet", "•")], [(0, "")])
    body = (
        HEADING
        + p("Het team doet:")
        + p(run("bellen") + mark, number=(1, 0))
        + p("schrijven", number=(1, 0))
        + p("Dat is het.")
    )
    reading = word(body, numbers=dashes, footnotes=notes)
    assert lines(reading) == [
        "Doel",
        "Het team doet:",
        "- bellen",
        "- schrijven",
        "[1] Behalve op zondag.",
        "Dat is het.",
    ]
    assert [passage.role for passage in reading.passages] == [Role.LIST, Role.NORM, Role.NORM]


def test_lists_are_numbered_as_word_numbers_them() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "upperRoman", "%3.")
    chapters = level(0, "decimal", "Artikel %1", 3) + level(1, "decimal", "%1.%2")
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    defined = numbering([levels, chapters], [(0, ""), (1, ""), (0, again)])
    order = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (3, 0), (2, 0), (2, 1), (2, 1), (2, 0), (2, 1)]
    reading = word(HEADING + p("Zo:") + "".join(p("punt", number=one) for one in order), numbers=defined)
    assert [line.removesuffix(" punt") for line in lines(reading)[2:]] == [
        "1.", "a)", "b)", "I.", "2.", "a)", "1.", "Artikel 3", "3.1", "3.2", "Artikel 4", "4.1",
    ]  # fmt: skip


def test_letters_go_on_behind_z_and_roman_numerals_behind_39() -> None:
    both = numbering([level(0, "lowerLetter", "%1.", 26), level(0, "lowerRoman", "%1.", 39)], [(0, ""), (1, "")])
    order = [(1, 0), (1, 0), (2, 0), (2, 0)]
    reading = word(HEADING + p("Zo:") + "".join(p("punt", number=one) for one in order), numbers=both)
    assert [line.split()[0] for line in lines(reading)[2:]] == ["z.", "aa.", "xxxix.", "xl."]


def test_numbers_of_heading_styles_are_part_of_the_heading() -> None:
    defined = numbering([level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")], [(0, "")])
    body = (
        p("Doel", style="Kop1", number=(1, 0))
        + p("Reikwijdte", style="Kop2", number=(1, 1))
        + p("Dit geldt voor alle huurders.")
    )
    assert word(body, numbers=defined).passages[-1].headings == ("1. Doel", "1.1 Reikwijdte")


def test_a_text_box_stands_behind_the_paragraph_it_is_anchored_in_and_once() -> None:
    box = f"<w:txbxContent>{p('Let op: bel eerst.')}</w:txbxContent>"
    anchored = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = HEADING + p(run("De wijkcoach ") + anchored + run("belt terug."))
    assert lines(word(body)) == ["Doel", "De wijkcoach belt terug.", "Let op: bel eerst."]
    in_cell = word(HEADING + table([["Wat", p(run("Wie") + anchored)], ["Intake", "Team"]]))
    assert lines(in_cell) == ["Doel", "Wat\tWie Let op: bel eerst.", "Intake\tTeam"]


def test_a_table_in_a_table_is_told_once_and_one_of_a_single_column_is_a_frame() -> None:
    inner = table([["een", "twee"]])
    assert lines(word(HEADING + table([["Wat", "Wie"], ["Intake", inner]]))) == ["Doel", "Wat\tWie", "Intake\teen twee"]
    framed = word(table([[p("Doel", style="Kop1") + p("Bellen is het doel van dit alles hier samen.")]]))
    assert framed.passages[-1].text == "Bellen is het doel van dit alles hier samen."


def test_pages_are_counted_by_breaks_and_a_break_that_word_also_drew_counts_once() -> None:
    body = (
        HEADING
        + p("Op een.")
        + p(BREAK)
        + p(RENDERED + run("Op twee."))
        + p(run("Begint op twee, ") + RENDERED + run("eindigt op drie."))
        + p("Nog op drie.", properties="<w:sectPr/>")
        + p("Op vier.")
        + p("Ook op vier.", properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
        + p("Op vijf.", properties="<w:pageBreakBefore/>")
    )
    reading = word(body)
    assert {passage.text: passage.page for passage in reading.passages} == {
        "Op een.": 1,
        "Op twee.": 2,
        "Begint op twee, eindigt op drie.": 2,
        "Nog op drie.": 3,
        "Op vier.": 4,
        "Ook op vier.": 4,
        "Op vijf.": 5,
    }
    assert reading.document.pages == 5


def test_signs_are_characters_and_a_formula_keeps_its_letters() -> None:
    signs = run("huur") + "<w:r><w:softHyphen/></w:r>" + run("schuld e") + "<w:r><w:noBreakHyphen/></w:r>" + run("mail")
    assert lines(word(HEADING + p(signs))) == ["Doel", "huurschuld e-mail"]


def test_a_bold_line_of_its_own_is_a_heading_and_one_with_an_end_is_not() -> None:
    bold = "<w:b/>"
    body = (
        p(run("Doel van de afspraken", bold))
        + p("Bellen is het doel van dit alles.")
        + p(run("Let op dit:", bold))
        + p("Klaar.")
    )
    reading = word(p("Afspraken over bellen") + body)
    assert reading.passages[-1].headings == ("Doel van de afspraken",)
    assert "Let op dit:" in [passage.text for passage in reading.passages]
