"""Personal data are stopped in the browser, before anything is sent, and nothing else is that the server would take."""

import json
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from api.refusal import personal_words
from assistant.privacy import found
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "tests" / "assistant" / "privacy"
OPEN = ROOT / "eval" / "questions" / "retrieval-open.jsonl"
VAC = ROOT.parent / "shared" / "eval" / "vac" / "queries.jsonl"
CORPUS = ROOT.parent / "shared" / "corpus"
JUDGE = """async (texts) => {
  const { personal, ready } = await import("/static/personal.js");
  if (!(await ready)) throw new Error("no lists");
  return texts.map(personal);
}"""
SAY = """async ([text, words]) => {
  const { personal, ready, sentence } = await import("/static/personal.js");
  await ready;
  return sentence(personal(text), words);
}"""


def _judged(page: Page, texts: Sequence[str]) -> list[list[str]]:
    judged: list[list[str]] = page.evaluate(JUDGE, list(texts))
    return judged


def _of_the_server(text: str) -> list[str]:
    return list(dict.fromkeys(one.kind for one in found(text)))


def _lines(kind: str) -> list[str]:
    files = sorted(LISTS.glob(f"{kind}*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line.split("\t")[-1] for line in lines if line and not line.startswith("#")]


def _asked(file: Path, field: str) -> list[str]:
    return [json.loads(line)[field] for line in file.read_text(encoding="utf-8").splitlines()]


def _agreements() -> Iterator[str]:
    for file in sorted((ROOT / "examples" / "source").glob("*.md")):
        yield from filter(None, file.read_text(encoding="utf-8").split("\n"))


LISTED = [*_lines("personal"), *_lines("ordinary")]
ORDINARY = [*_lines("ordinary"), *_asked(OPEN, "question"), *_agreements()]

# ---- the same of every text ----------------------------------------------------------------------

BEFORE = ["bsn", "is", "van", "klant", "zaak", "zaaknummer", "tel.", "telefoon is", "geboren op", "geb.", "op", "€"]
BEFORE += [
    "kenteken",
    "in de",
    "woont",
    "mevrouw",
    "dhr.",
    "Mw.",
    "cliënt",
    "iban",
    "rekening",
    "mail",
    "voor",
    "artikel",
]
AFTER = ["", "?", ", wat nu?", " meldingen", " geboren", " euro", ",-", " staat er", ". Mag dat?", " of niet", " NL"]
MARKS = ["", "", " ", "-", ".", "/", "\u00a0", "  ", "\u2013", "(", "\u200b"]
NAMES = ["Jansen", "de vries", "Van den Berg", "J. Proefstra", "A.B. de Wit", "Fatima", "Jan", "El Idrissi", "bakker"]
NAMES += ["Lindeboom", "Thi Nguyen", "Willem", "Roos", "K.J. van der Proef", "Wonen", "de wethouder", "Jan de Wit"]
STREETS = [
    "Lindestraat",
    "proeflaan",
    "Hoogeind",
    "Dorpsdijk",
    "Laan van Proefstad",
    "snelweg",
    "Stationsplein",
    "Markt",
]
LETTERS = "ABEFGHJKLNPRSTVXZabz"


def _digits(chance: random.Random, count: int) -> str:
    mark = chance.choice(MARKS)
    return "".join(str(chance.randrange(10)) + (mark if chance.random() < 0.3 else "") for _ in range(count))


def _bsn(chance: random.Random) -> str:
    while True:
        eight = [chance.randrange(10) for _ in range(8)]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), eight, strict=True)) % 11
        if last < 10 and any(eight):
            nine = "".join(map(str, [*eight, last]))
            mark = chance.choice(MARKS)
            return mark.join(
                (nine[:3], nine[3:6], nine[6:]) if chance.random() < 0.7 else (nine[:4], nine[4:6], nine[6:])
            )


def _iban(chance: random.Random) -> str:
    country, length = chance.choice([("NL", 10), ("DE", 18), ("BE", 12), ("PL", 24), ("MA", 24), ("FR", 23)])
    rest = ("PROE" if country == "NL" else "") + "".join(str(chance.randrange(10)) for _ in range(length))
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{rest}{country}00")) % 97
    code = f"{country}{check + (chance.random() < 0.2):02}{rest}"
    return chance.choice([code, code.lower(), " ".join(code[at : at + 4] for at in range(0, len(code), 4))])


def _date(chance: random.Random) -> str:
    day, month, year = chance.randrange(1, 32), chance.randrange(1, 13), chance.randrange(1930, 2030)
    named = chance.choice(["januari", "mrt", "mei", "oktober", "May"])
    forms = [
        f"{day}-{month}-{year}",
        f"{day} {named} {year}",
        f"{day:02}{month:02}{year}",
        f"{year}-{month:02}-{day:02}",
    ]
    return chance.choice([*forms, f"{day}/{month}/{year % 100:02}", f"{named} {day}"])


def _something(chance: random.Random) -> str:
    letters = "".join(chance.choices(LETTERS, k=2))
    forms = (
        lambda: _bsn(chance),
        lambda: _iban(chance),
        lambda: _date(chance),
        lambda: _digits(chance, chance.randrange(1, 13)),
        lambda: (
            chance.choice(["06", "030", "+31 6", "0031", "0900", "14 0", "088"])
            + _digits(chance, chance.randrange(6, 10))
        ),
        lambda: f"{chance.randrange(1000, 10000)}{chance.choice(['', ' ', '  '])}{letters}",
        lambda: f"{chance.choice(STREETS)} {chance.randrange(1, 300)}{chance.choice(['', 'a', '-2', ' bis'])}",
        lambda: f"{letters.upper()}-{chance.randrange(100, 1000)}-{chance.choice(LETTERS)}",
        lambda: f"{chance.choice(NAMES)}@{chance.choice(['example.org', 'proef', 'example'])}",
        lambda: chance.choice(NAMES),
    )
    return chance.choice(forms)()


def _spoken(chance: random.Random) -> str:
    pieces = [
        f"{chance.choice(BEFORE)} {_something(chance)}{chance.choice(AFTER)}" for _ in range(chance.randrange(1, 4))
    ]
    text = " ".join(pieces)
    return chance.choice([text, text, text, text.lower(), text.upper(), text.capitalize()])


def test_number_and_address_are_told_by_the_browser_as_by_the_server_and_no_name_that_is_none(open_page: Open) -> None:
    chance = random.Random(0 if os.environ.get("CI") else None)
    texts = [
        *LISTED,
        *map(str.lower, LISTED),
        *map(str.upper, LISTED),
        *ORDINARY,
        *(_spoken(chance) for _ in range(4000)),
    ]
    judged = _judged(open_page(), texts)
    alarms: list[tuple[str, str]] = []
    missed: list[tuple[str, str]] = []
    for text, browsers in zip(texts, judged, strict=True):
        servers = _of_the_server(text)
        if browsers and not servers:
            alarms.append(("all", text))
        if "name" not in servers:  # the server may take a number behind "mevrouw" for a name
            alarms += [(kind, text) for kind in browsers if kind not in servers]
        missed += [(kind, text) for kind in servers if kind not in browsers and kind != "name"]
    assert len(texts) > 6000
    assert alarms == []
    assert missed == []


def test_of_names_the_browser_stops_four_in_five_and_of_all_else_everything(open_page: Open) -> None:
    personal = [text for text in _lines("personal") if found(text)]
    stopped = [text for text, kinds in zip(personal, _judged(open_page(), personal), strict=True) if kinds]
    assert {text for text in personal if set(_of_the_server(text)) != {"name"}} <= set(stopped)
    named = [text for text in personal if set(_of_the_server(text)) == {"name"}]
    assert len(set(named) & set(stopped)) >= 0.8 * len(named)


@pytest.mark.shared
@pytest.mark.skipif(not VAC.exists(), reason="../shared is absent")
def test_no_question_that_citizens_ask_and_no_line_of_an_agreement_is_stopped_by_the_browser_alone(
    open_page: Open,
) -> None:
    lines = [line for file in CORPUS.glob("*.txt") for line in file.read_text(encoding="utf-8").splitlines() if line]
    texts = [*_asked(VAC, "text"), *lines]
    judged = _judged(open_page(), texts)
    alone = [number for number, kinds in enumerate(judged) if set(kinds) - set(_of_the_server(texts[number]))]
    assert alone == []


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "06-", "a", "A. ", "@", "a@", "van ", "mw ", "Jan ", "NL91", "straat ", "geb "]
)
def test_ten_thousand_characters_are_read_at_once(open_page: Open, piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    (browsers,) = _judged(open_page(), [text])
    assert set(browsers) <= set(_of_the_server(text))


def test_in_other_scripts_digits_are_digits(open_page: Open) -> None:
    judged = _judged(open_page(), ["١١١٢٢٢٣٣٣ is bekend", "𝟙𝟙𝟙𝟚𝟚𝟚𝟛𝟛𝟛", "bel ０６１２３４５６７８"])
    assert judged == [["bsn"], ["bsn"], ["phone"]]


# ---- names that are nobody's ---------------------------------------------------------------------


def test_what_a_document_held_is_called_is_nobody_in_the_browser_either(open_page: Open) -> None:
    page = open_page()
    assert _judged(page, ["Wat zegt Karin Lindeboom?"]) == [["name"]]
    text = b"# Karin Lindeboom\n\nDe gemeente belt.\n"
    document: FilePayload = {"name": "karin.md", "mimeType": "text/markdown", "buffer": text}
    added = page.request.post("/api/v1/documents", multipart={"files": document, "region": "proefhuis"})
    assert added.ok, added.text()
    page.reload()
    held = _judged(page, ["Wat zegt Karin Lindeboom?", "Wat zegt mevrouw Karin Lindeboom?"])
    assert page.request.delete("/api/v1/documents/proefhuis/karin").ok
    assert held == [[], ["name"]]


def test_a_browser_that_has_the_lists_is_not_sent_them_again(open_page: Open) -> None:
    page = open_page()
    first = page.request.get("/persoonsgegevens.json")
    again = page.request.get("/persoonsgegevens.json", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status, again.status, again.body()) == (200, 304, b"")


# ---- what is said --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Mag ik 111222333 delen?",
        "Bel J. de Wit op 06-12345678 of mail proef@example.org.",
        "dhr. Jansen, Lindestraat 5, geboren 1-2-1980",
    ],
)
def test_the_sentence_is_the_one_that_the_server_says(open_page: Open, text: str) -> None:
    page = open_page()
    said = page.evaluate(SAY, [text, personal_words("nl")])
    answered = page.request.post("/", form={"question": text, "region": ""})
    assert answered.status == 400
    assert said in answered.text()


def test_while_somebody_types_they_are_warned_and_the_warning_goes_when_it_is_mended(open_page: Open) -> None:
    page = open_page()
    _judged(page, [])
    field = page.get_by_label("Uw vraag")
    field.press_sequentially("Mag ik 111222333")
    warning = page.locator("[data-personal]")
    expect(warning).to_contain_text("een burgerservicenummer")
    field.fill("Mag ik dit")
    expect(warning).to_be_empty()


@pytest.mark.parametrize("text", ["Mag ik 111222333 delen?", "Wie belt mevrouw Jansen?"])
def test_what_holds_personal_data_is_never_sent(open_page: Open, text: str) -> None:
    page = open_page()
    _judged(page, [])
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_label("Uw vraag").fill(text)
    page.get_by_role("button", name="Zoek het op").click()
    expect(page.get_by_role("alert")).to_contain_text("Uw vraag is niet bewaard en niet doorgestuurd.")
    expect(page.get_by_label("Uw vraag")).to_have_attribute("aria-invalid", "true")
    assert "POST" not in sent
