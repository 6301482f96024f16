"""Personal data are seen in what caseworkers type, and organisations, places and ordinary words are not."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from assistant.privacy import found

ROOT = Path(__file__).parents[2]
LISTS = Path(__file__).parent / "privacy"
VAC = ROOT.parent / "shared" / "eval" / "vac" / "queries.jsonl"


def _lines(name: str) -> list[str]:
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _personal(*names: str) -> list[tuple[str, str]]:
    pairs = [line.split("\t") for name in names for line in _lines(name)]
    return [(kind, text) for kind, text in pairs]


def _seen(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in found(text)]


PERSONAL = _personal("personal.txt", "personal-later.txt", "personal-third.txt")
ORDINARY = [*_lines("ordinary.txt"), *_lines("ordinary-later.txt"), *_lines("ordinary-third.txt")]


def test_at_least_97_in_100_spoken_sentences_with_personal_data_are_stopped() -> None:
    missed = [text for _, text in PERSONAL if not found(text)]
    assert len(PERSONAL) >= 300
    assert len(missed) <= 0.03 * len(PERSONAL), missed


@pytest.mark.parametrize("kind", ["bsn", "account", "email", "phone", "birth_date", "number", "plate"])
def test_every_number_and_address_of_the_wire_in_the_lists_is_called_what_it_is(kind: str) -> None:
    assert [text for expected, text in PERSONAL if expected == kind and kind not in dict(_seen(text))] == []


def test_no_question_of_the_open_half_is_stopped() -> None:
    lines = (ROOT / "eval" / "questions" / "retrieval-open.jsonl").read_text(encoding="utf-8").splitlines()
    assert [text for line in lines if found(text := json.loads(line)["question"])] == []


def test_of_questions_meant_to_mislead_at_most_two_in_a_hundred_are_stopped() -> None:
    stopped = [text for text in ORDINARY if found(text)]
    assert len(ORDINARY) >= 350
    assert len(stopped) <= 0.02 * len(ORDINARY), stopped


@pytest.mark.shared
@pytest.mark.skipif(not VAC.exists(), reason="../shared is absent")
def test_no_question_that_citizens_ask_the_government_is_stopped() -> None:
    lines = VAC.read_text(encoding="utf-8").splitlines()
    assert sum(bool(found(json.loads(line)["text"])) for line in lines) == 0


@pytest.mark.parametrize("agreement", sorted((ROOT / "examples" / "source").glob("*.md")), ids=lambda path: path.stem)
def test_in_an_agreement_only_signatures_and_contacts_look_like_somebody(agreement: Path) -> None:
    sentences = re.split(r"(?<=[.?!])\s+|\n", agreement.read_text(encoding="utf-8"))
    seen = [one for sentence in sentences for one in _seen(sentence)]
    assert {words for kind, words in seen if kind not in ("email", "address")} <= {"Jasmijn"}


# ---- numbers -------------------------------------------------------------------------------------

SAID = ["mag", "ik", "dat", "delen", "met", "de", "politie", "of", "niet", "in", "2024", "week", "12"]
WORDS = st.lists(st.sampled_from(SAID), max_size=6)


def _completed(eight: int) -> str:
    """Eight digits with the ninth that makes them a BSN; one digit too many where there is none."""
    weighed = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), f"{eight:08}", strict=True))
    return f"{eight:08}{weighed % 11}"


BSN = st.integers(1, 99_999_999).map(_completed).filter(lambda digits: len(digits) == 9)
SHAPES = st.sampled_from(
    ["{0}{1}{2}", "{0}.{1}.{2}", "{0} {1} {2}", "{0}-{1}-{2}", "{0}/{1}/{2}", "{0}\u00a0{1}\u00a0{2}"]
)
BANKS = st.sampled_from(["LIND", "PROE"])


@given(before=WORDS, bsn=BSN, shape=SHAPES, after=WORDS, mark=st.sampled_from([" ", ", ", ". ", "? "]))
@example(before=["in", "2024"], bsn="111222333", shape="{0} {1} {2}", after=[], mark=" ")
def test_a_valid_bsn_is_found_in_any_sentence_however_it_is_grouped(
    before: list[str], bsn: str, shape: str, after: list[str], mark: str
) -> None:
    written = shape.format(bsn[:3], bsn[3:6], bsn[6:])
    text = " ".join(["klant", *before, written]) + mark + " ".join(after)
    start = text.index(written)
    assert any(one.start <= start and start + len(written) <= one.end for one in found(text))


@given(bsn=BSN, place=st.integers(0, 8), other=st.integers(1, 9))
def test_one_wrong_digit_is_no_bsn_unless_it_is_called_one(bsn: str, place: int, other: int) -> None:
    wrong = bsn[:place] + str((int(bsn[place]) + other) % 10) + bsn[place + 1 :]
    assume(not wrong.startswith("0"))  # nine digits that begin so may be a phone number
    assert "bsn" not in {kind for kind, _ in _seen(f"Er zijn {wrong} meldingen.")}
    assert ("bsn", wrong) in _seen(f"bsn {wrong}")


def test_a_number_that_fails_the_test_of_eleven_is_a_bsn_only_where_it_is_called_one() -> None:
    assert _seen("bsn 111222334") == [("bsn", "111222334")]
    assert _seen("Er zijn 111222334 meldingen.") == []


@given(bank=BANKS, account=st.integers(0, 9_999_999_999), words=WORDS, groups=st.sampled_from([34, 4]))
def test_a_valid_iban_is_found_in_any_sentence(bank: str, account: int, words: list[str], groups: int) -> None:
    rest = f"{bank}{account:010}"
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{rest}NL00")) % 97
    code = f"NL{check:02}{rest}"
    written = " ".join(code[at : at + groups] for at in range(0, len(code), groups))
    text = f"Mag {written} {' '.join(words)}"
    assert ("account", written) in _seen(text)
    assert ("account", written.lower()) in _seen(text.lower())


@given(st.text(alphabet="abdeginorstvwyz ,.?-'\n", max_size=80))
def test_text_without_digits_is_never_stopped_by_a_number(text: str) -> None:
    assert {one.kind for one in found(text)} <= {"name"}


@given(st.text(max_size=60))
def test_whatever_is_typed_stretches_lie_within_it_in_order(text: str) -> None:
    spans = [(one.start, one.end) for one in found(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "112",
        "0900-8844",
        "0800 2000",
        "14 030",
        "1 januari 2026",
        "12-05-2024",
        "2019-2022",
        "€ 12.345.678",
        "artikel 6.2",
    ],
)
def test_service_numbers_dates_and_amounts_are_nobodys(text: str) -> None:
    assert found(f"Geldt {text} nog?") == ()


# ---- names ---------------------------------------------------------------------------------------


def test_what_documents_call_themselves_and_their_parties_is_nobody() -> None:
    question = "Doet Karin Lindeboom mee, en mag dat van Jan de Wit?"
    assert [one.kind for one in found(question)] == ["name", "name"]
    assert _seen(question)[0] == ("name", "Karin Lindeboom")
    (left,) = found(question, frozenset({"Stichting X", "karin lindeboom"}))
    assert question[left.start : left.end] == "Jan de Wit"


def test_a_number_is_somebodys_whatever_documents_are_called() -> None:
    assert found("Is 111222333 bekend?", frozenset({"111222333"}))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mw de vries wil niet", "mw de vries"),
        ("Kan mevrouw Van den Berg dat?", "mevrouw Van den Berg"),
        ("Is A.B. de Wit er?", "A.B. de Wit"),
        ("Mijn cliënt Ahmed wil niet", "Ahmed"),
        ("MEVROUW DE VRIES WIL NIET", "MEVROUW DE VRIES"),
        ("mevouw jansen wil niet", "mevouw jansen"),
    ],
)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert _seen(text) == [("name", name)]


# ---- hostile input -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "0",
        "06-",
        "a",
        "A.",
        "A. ",
        "@",
        "a@",
        "a.",
        "van ",
        "mw ",
        "Jan ",
        "NL91",
        "x-",
        "straat ",
        "12-",
        "geb ",
        "zaak",
    ],
)
def test_ten_thousand_characters_of_anything_are_read(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert all(one.end <= len(text) for one in found(text))
