"""On the picture of a page exactly what is quoted is marked, wherever and however it is printed."""

import io
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image, ImageChops
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.alignment import bare
from ingest.isolation import Limits
from ingest.pictures import Box, Found, Marked, Picture, pages_of, picture
from ingest.reading import read
from kb.errors import NoPicture
from kb.language.sentences import sentences
from kb.model import Reading, Span
from tests.ingest.pdf_files import HEIGHT, LEADING, LEFT, TOP, WIDTH, Draw, grid, lines, pdf, text

EXAMPLES = Path(__file__).parents[2] / "examples" / "lindestroom"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
VISIBLE = 16  # of 255: a page in few colours has others when some are needed for the mark
NEAR = 2.0  # points: no letter is narrower than this with its share of white beside it
OPENING = ("**Convenant Bellen Lindestroom", "", "Dit convenant regelt wie de bewoner belt.", "")


def span_of(reading: Reading, quote: str, *, last: bool = False) -> Span:
    """Where a quote stands in the full text."""
    start = reading.full_text.rindex(quote) if last else reading.full_text.index(quote)
    return Span(start=start, end=start + len(quote))


def marked(data: bytes, quote: str, *, page: int = 1, last: bool = False) -> Marked:
    """How a quote is marked on a page."""
    reading = read("convenant.pdf", data)
    return picture(reading, data, page, [span_of(reading, quote, last=last)]).marked[0]


def covers(
    box: Box, words: str, left: float, down: float, *, font: str = "Helvetica", page: tuple[float, float]
) -> None:
    """The box is around `words`, printed from `left` on a line `down` points below the top; fails where not."""
    width, height = page
    assert box.left * width == pytest.approx(left, abs=NEAR)
    assert box.right * width == pytest.approx(left + stringWidth(words, font, 11), abs=NEAR)
    assert down - 12 < box.top * height < down - 5  # letters are 8 points high above their line
    assert down < box.bottom * height < down + 5


def line(number: int) -> float:
    """How far the n-th full line of a page stands below its top, after the opening."""
    return HEIGHT - TOP + LEADING * (number + 3)  # two lines with text, two half ones, and the first of this text


def opened(*rows: str) -> Draw:
    """A page with the opening and more lines."""
    return text(*OPENING, *rows)


# ---- where things stand --------------------------------------------------------------------------


def test_a_quote_is_marked_from_its_first_to_its_last_letter() -> None:
    data = pdf(opened("De wijkcoach belt de bewoner. De corporatie wacht af."))
    found = marked(data, "belt de bewoner.")
    (box,) = found.boxes
    assert found.found is Found.WHOLE
    begin = LEFT + stringWidth("De wijkcoach ", "Helvetica", 11)
    covers(box, "belt de bewoner.", begin, line(0), page=(WIDTH, HEIGHT))


def test_each_line_of_a_quote_has_a_box_of_its_own_and_a_broken_word_is_whole_without_its_hyphen() -> None:
    data = pdf(opened("De wijkcoach belt over de huurachter-", "stand en de corporatie wacht af."))
    found = marked(data, "de huurachterstand en de corporatie")
    assert found.found is Found.WHOLE
    first, second = found.boxes
    begin = LEFT + stringWidth("De wijkcoach belt over ", "Helvetica", 11)
    covers(first, "de huurachter", begin, line(0), page=(WIDTH, HEIGHT))
    covers(second, "stand en de corporatie", LEFT, line(1), page=(WIDTH, HEIGHT))


def test_a_sentence_that_stands_twice_is_marked_where_it_is_quoted() -> None:
    twice = "De wijkcoach belt de bewoner."
    data = pdf(opened("**1. Wonen", "", twice, "", "**2. Zorg", "", twice, "", "Daarna wacht hij af."))
    first, last = marked(data, twice), marked(data, twice, last=True)
    assert first.found is last.found is Found.WHOLE
    assert last.boxes[0].top * HEIGHT - first.boxes[0].top * HEIGHT == pytest.approx(3.5 * LEADING - 3.5, abs=NEAR + 5)
    covers(last.boxes[0], twice, LEFT, first_line(data, twice, last=True), page=(WIDTH, HEIGHT))


def first_line(data: bytes, words: str, *, last: bool) -> float:
    """How far below the top of the first page a line stands, told by another library."""
    with pdfplumber.open(io.BytesIO(data)) as opened_file:
        found = [one for one in opened_file.pages[0].extract_text_lines() if one["text"] == words]
    return float(found[-1 if last else 0]["bottom"]) - 2.3  # the descent of Helvetica at 11 points


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_marked_as_it_is_shown(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)  # reportlab turns the paper along: it is shown upright
        for number, row in enumerate(("Convenant Bellen", "Dit convenant regelt het bellen.", "De wijkcoach belt.")):
            x, down = 100, 120 + number * 40
            canvas.saveState()
            match turn:
                case 0:
                    canvas.translate(x, HEIGHT - down)
                case 90:
                    canvas.translate(down, x)
                case 180:
                    canvas.translate(WIDTH - x, down)
                case _:
                    canvas.translate(HEIGHT - down, WIDTH - x)
            canvas.rotate({0: 0, 90: 90, 180: 180, 270: -90}[turn])
            canvas.drawString(0, 0, row)
            canvas.restoreState()

    found = marked(pdf(draw), "wijkcoach belt.")
    assert found.found is Found.WHOLE
    (box,) = found.boxes
    covers(box, "wijkcoach belt.", 100 + stringWidth("De ", "Helvetica", 11), 200, page=(WIDTH, HEIGHT))


def test_words_that_run_up_the_page_are_marked_where_they_stand() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, [*OPENING, "De wijkcoach belt de bewoner."])
        canvas.rotate(90)
        canvas.drawString(300, -400, "Opzij staat de termijn van tien dagen.")

    data = pdf(draw)
    found = marked(data, "Opzij staat de termijn van tien dagen.")
    assert found.found is Found.WHOLE
    (box,) = found.boxes
    long = stringWidth("Opzij staat de termijn van tien dagen.", "Helvetica", 11)
    assert (box.bottom - box.top) * HEIGHT == pytest.approx(long, abs=2 * NEAR)
    assert box.bottom * HEIGHT == pytest.approx(HEIGHT - 300, abs=NEAR)
    assert box.left * WIDTH < 400 < box.right * WIDTH + 1


def test_a_page_that_is_cut_off_is_marked_as_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 500, 800))
        lines(canvas, [*OPENING, "De wijkcoach belt de bewoner."])

    (box,) = marked(pdf(draw), "De wijkcoach belt").boxes
    covers(box, "De wijkcoach belt", LEFT - 50, line(0) - (HEIGHT - 800), page=(450, 700))


def test_a_quote_in_one_column_leaves_the_other_column_alone() -> None:
    left = ["De wijkcoach belt de bewoner", "binnen tien dagen op en maakt", "met hem een afspraak thuis."]
    right = ["De corporatie wacht daarna met", "de dagvaarding tot er een plan", "is of de termijn is verstreken."]

    def draw(canvas: Canvas) -> None:
        below = lines(canvas, OPENING)
        lines(canvas, left, top=below)
        lines(canvas, right, top=below, left=320)

    data = pdf(draw)
    for words, begin in ((left, LEFT), (right, 320)):
        found = marked(data, f"{words[1]} {words[2]}")
        assert found.found is Found.WHOLE
        for number, (box, row) in enumerate(zip(found.boxes, words[1:], strict=True), start=1):
            covers(box, row, begin, line(number), page=(WIDTH, HEIGHT))


def test_the_cells_of_a_row_are_marked_each_and_not_those_of_another_row() -> None:
    rows = [
        ["Stap", "Wie", "Mag"],
        ["Bellen", "Wijkcoach\nof team", "ja"],
        ["Bezoek", "Politie", "nee"],
        ["Plan", "Team", "ja"],
    ]

    def draw(canvas: Canvas) -> None:
        grid(canvas, rows, top=lines(canvas, OPENING), widths=(120, 140, 80))

    data = pdf(draw)
    reading = read("convenant.pdf", data)
    cells = reading.full_text[reading.full_text.rindex("Bellen") : reading.full_text.index("Bezoek")].strip()
    assert cells.split("\t") == ["Bellen", "Wijkcoach of team", "ja"]
    found = picture(reading, data, 1, [span_of(reading, cells)]).marked[0]
    assert found.found is Found.WHOLE
    assert within(data, {1: found.boxes}) == Counter("BellenWijkcoachofteamja")
    assert len({round(box.left, 2) for box in found.boxes}) == 3


def test_a_sentence_over_a_page_break_is_marked_on_both_pages() -> None:
    data = pdf(
        opened("De wijkcoach belt de bewoner omdat"), text("het beleid van de gemeente dat vraagt.", "", "Slot.")
    )
    reading = read("convenant.pdf", data)
    span = span_of(reading, "De wijkcoach belt de bewoner omdat  het beleid van de gemeente dat vraagt.")
    assert pages_of(reading, span) == (1, 2)
    first, second = (picture(reading, data, page, [span]).marked[0] for page in (1, 2))
    assert first.found is second.found is Found.WHOLE
    covers(first.boxes[0], "De wijkcoach belt de bewoner omdat", LEFT, line(0), page=(WIDTH, HEIGHT))
    covers(second.boxes[0], "het beleid van de gemeente dat vraagt.", LEFT, HEIGHT - TOP, page=(WIDTH, HEIGHT))


def test_what_stands_on_another_page_is_not_marked_here() -> None:
    data = pdf(opened("De wijkcoach belt."), text("De corporatie wacht.", "", "De wijkcoach belt."))
    found = marked(data, "De corporatie wacht.", page=1)
    assert (found.found, found.boxes) == (Found.ELSEWHERE, ())


def test_letters_that_are_printed_as_one_are_marked_together_or_not_at_all() -> None:
    registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        below = lines(canvas, OPENING)
        canvas.setFont("Vera", 11)
        canvas.drawString(LEFT, below, "De ﬁetscoach belt de bewoner.")

    data = pdf(draw)
    reading = read("convenant.pdf", data)
    word = next(one for one in ("ﬁetscoach", "fietscoach") if one in reading.full_text)
    found = picture(reading, data, 1, [span_of(reading, word)]).marked[0]
    assert found.found is Found.WHOLE
    begin = LEFT + stringWidth("De ", "Vera", 11)
    covers(found.boxes[0], "ﬁetscoach", begin, line(0), font="Vera", page=(WIDTH, HEIGHT))


def test_the_number_of_a_list_item_is_marked_with_it() -> None:
    data = pdf(opened("1. De wijkcoach belt de bewoner.", "2. De corporatie wacht af."))
    found = marked(data, "2. De corporatie wacht af.")
    assert found.found is Found.WHOLE
    covers(found.boxes[0], "2. De corporatie wacht af.", LEFT, line(1), page=(WIDTH, HEIGHT))


# ---- what is not certain -------------------------------------------------------------------------


def test_what_is_filled_in_in_a_form_has_no_place_and_is_not_guessed() -> None:
    def draw(canvas: Canvas) -> None:
        below = lines(canvas, [*OPENING, "Naam van de wijkcoach:"])
        canvas.acroForm.textfield(
            name="naam", value="Voorbeeld", x=222, y=round(below + LEADING) - 4, width=100, height=14
        )

    data = pdf(draw)
    found = marked(data, "Voorbeeld")
    assert (found.found, found.boxes) == (Found.NOT, ())
    part = marked(data, "Naam van de wijkcoach: Voorbeeld")
    assert part.found is Found.PART
    covers(part.boxes[0], "Naam van de wijkcoach:", LEFT, line(0), page=(WIDTH, HEIGHT))


def test_a_stamp_across_the_page_changes_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(100, 700)
        canvas.rotate(-30)
        canvas.drawString(0, 0, "CONCEPT VAN DE WERKGROEP")
        canvas.restoreState()
        lines(canvas, [*OPENING, "De wijkcoach belt de bewoner."])

    data = pdf(draw)
    covers(
        marked(data, "belt", last=True).boxes[0],
        "belt",
        LEFT + stringWidth("De wijkcoach ", "Helvetica", 11),
        line(0),
        page=(WIDTH, HEIGHT),
    )
    assert marked(data, "CONCEPT VAN DE WERKGROEP").boxes == ()


def test_where_nobody_knows_which_page_a_word_was_read_on_nothing_is_marked() -> None:
    data = pdf(opened("De wijkcoach belt."))
    reading = read("convenant.pdf", data)
    odd = reading.model_copy(update={"raw_text": f"\f{reading.raw_text}"})
    found = picture(odd, data, 1, [span_of(reading, "De wijkcoach belt.")]).marked[0]
    assert (found.found, found.boxes) == (Found.NOT, ())


def test_another_file_than_the_one_that_was_read_is_not_marked() -> None:
    reading = read("convenant.pdf", pdf(opened("De wijkcoach belt de bewoner binnen tien dagen.")))
    other = pdf(text("**Memo", "", "Dit is een heel ander stuk, over het huisvuil in de wijk."))
    span = span_of(reading, "De wijkcoach belt de bewoner binnen tien dagen.")
    assert picture(reading, other, 1, [span]).marked[0].found is Found.NOT


# ---- the picture ---------------------------------------------------------------------------------


def test_the_picture_differs_from_the_bare_page_in_the_boxes_only() -> None:
    data = pdf(opened("De wijkcoach belt de bewoner."))
    reading = read("convenant.pdf", data)
    bare_page = picture(reading, data, 1, [])
    made = picture(reading, data, 1, [span_of(reading, "belt de bewoner.")])
    before, after = (Image.open(io.BytesIO(one.png)).convert("RGB") for one in (bare_page, made))
    assert before.size == after.size == (made.width, made.height) == (1241, 1754)
    difference = ImageChops.difference(before, after).convert("L")
    changed = difference.point(lambda value: 255 if value > VISIBLE else 0).getbbox()
    (box,) = made.marked[0].boxes
    assert changed == pytest.approx(
        (box.left * made.width, box.top * made.height, box.right * made.width, box.bottom * made.height), abs=2
    )


def test_a_page_of_any_size_stays_within_bounds() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((3000, 5000))
        lines(canvas, [*OPENING, "De wijkcoach belt de bewoner."])

    data = pdf(draw)
    made = picture(read("convenant.pdf", data), data, 1, [])
    assert (made.width, made.height) == (1440, 2400)


@pytest.mark.parametrize("page", [0, 2])
def test_a_page_that_is_not_there_has_no_picture(page: int) -> None:
    data = pdf(opened("De wijkcoach belt."))
    with pytest.raises(NoPicture):
        picture(read("convenant.pdf", data), data, page, [])


def test_a_file_without_pages_of_its_own_has_no_picture() -> None:
    data = b"# Convenant Bellen\n\nDe wijkcoach belt.\n"
    with pytest.raises(NoPicture):
        picture(read("convenant.md", data), data, 1, [])


@pytest.mark.faults
@pytest.mark.parametrize(
    ("original", "limits"),
    [
        (b"geen pdf", Limits()),
        (pdf(opened("De wijkcoach belt.")), Limits(cpu_s=0)),
        (pdf(opened("De wijkcoach belt.")), Limits(output_mb=0)),
    ],
)
def test_a_page_that_cannot_be_drawn_within_bounds_has_no_picture(original: bytes, limits: Limits) -> None:
    reading = read("convenant.pdf", pdf(opened("De wijkcoach belt.")))
    with pytest.raises(NoPicture):
        picture(reading, original, 1, [], limits=limits)


# ---- whole documents, held against another library ----------------------------------------------


def within(data: bytes, boxes: dict[int, Sequence[Box]]) -> Counter[str]:
    """The letters whose middle stands in one of the boxes, by page; read by a library that had no part in them."""
    found: Counter[str] = Counter()
    with pdfplumber.open(io.BytesIO(data), pages=list(boxes)) as opened_file:
        for page in opened_file.pages:
            found.update(_within(page.chars, float(page.width), float(page.height), boxes[page.page_number]))
    return found


def _within(
    characters: Sequence[dict[str, float | str]], width: float, height: float, boxes: Sequence[Box]
) -> Iterator[str]:
    for one in characters:
        x = (float(one["x0"]) + float(one["x1"])) / 2 / width
        y = (float(one["top"]) + float(one["bottom"])) / 2 / height
        if any(box.left < x < box.right and box.top < y < box.bottom for box in boxes):
            yield from bare(str(one["text"]))[0]


def parts_of(reading: Reading) -> list[Span]:
    """Every passage, every sentence, and of every passage a stretch that begins and ends anywhere."""
    chance = random.Random(reading.document.version)
    found = [Span(start=one.start, end=one.end) for one in reading.passages]
    for one in reading.passages:
        found += [Span(start=one.start + low, end=one.start + high) for low, high in sentences(one.text)]
        low, high = sorted(chance.randint(one.start, one.end) for _ in range(2))
        found.append(Span(start=low, end=high))
    return found


def shares(path: Path) -> Counter[Found]:
    """How much of each part of a document is marked; fails where anything else is marked with it."""
    data = path.read_bytes()
    reading = read(path.name, data)
    parts = parts_of(reading)

    def drawn(page: int) -> Picture:
        return picture(reading, data, page, parts)

    with ThreadPoolExecutor(2) as pool:
        pictures = dict(enumerate(pool.map(drawn, range(1, reading.document.pages + 1)), start=1))
    with pdfplumber.open(io.BytesIO(data)) as opened_file:
        read_by_another = {
            page.page_number: (page.chars, float(page.width), float(page.height)) for page in opened_file.pages
        }
    counted: Counter[Found] = Counter()
    for at, part in enumerate(parts):
        on_pages = {
            page: made.marked[at] for page, made in pictures.items() if made.marked[at].found is not Found.ELSEWHERE
        }
        letters = Counter(bare(reading.full_text[part.start : part.end])[0])
        seen = Counter(
            letter for page, one in on_pages.items() for letter in _within(*read_by_another[page], one.boxes)
        )
        assert seen <= letters, reading.full_text[part.start : part.end]
        if all(one.found is Found.WHOLE for one in on_pages.values()):
            assert seen == letters, reading.full_text[part.start : part.end]
        assert not letters or tuple(on_pages) == pages_of(reading, part)
        counted.update({max((one.found for one in on_pages.values()), key=list(Found).index, default=Found.WHOLE): 1})
    return counted


# Two without a euro sign: the other library gives it no width in Helvetica, and misplaces what follows on its line.
@pytest.mark.parametrize(
    "name", ["gegevensoverzicht-voorkomen-huisuitzetting.pdf", "privacyprotocol-vroegsignalering.pdf"]
)
def test_every_part_of_an_example_is_marked_and_nothing_else(name: str) -> None:
    assert shares(EXAMPLES / name).keys() == {Found.WHOLE}


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared is absent")
@pytest.mark.parametrize(
    "stem", ["utrecht-samenwerkingsovereenkomst-woonproblematiek-2019", "drechtsteden-memo-werkafspraken-2022"]
)
def test_nearly_every_part_of_a_real_agreement_is_marked_and_nothing_else(stem: str) -> None:
    counted = shares(CORPUS / f"{stem}.pdf")
    assert counted[Found.WHOLE] >= 0.98 * counted.total()
