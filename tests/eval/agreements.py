"""Two small invented agreements, a national text and questions over them, for the measures over question files."""

import hashlib
import io
import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

_MEERWIJK = """# Convenant huurschulden gemeente Meerwijk

## 1. Aanmelden

De verhuurder meldt de huurder aan bij het wijkteam zodra drie maanden huur openstaan.

## 2. Bezoek

Het wijkteam belt binnen twee dagen en maakt een afspraak voor een huisbezoek.

## 3. Kluis

Voor de sleutels is er een kluis.
"""
_DUINDORP = """# Convenant woonoverlast gemeente Duindorp

## 1. Regie

De regie bij woonoverlast ligt bij de wijkagent.

## 2. Bemiddeling

Omwonenden kunnen buurtbemiddeling vragen; dat is kosteloos.
"""
_LAW = """# Wet op de sleutels

## 1. Bewaren

De conciërge bewaart de sleutels van het buurthuis.
"""
QUESTIONS: tuple[tuple[str, str, str, str, str, str, list[str]], ...] = (
    ("q-schuld", "nl", "Wanneer meldt de verhuurder een huurder aan?", "meerwijk", "meerwijk", "drie maanden huur", []),
    ("q-bezoek", "nl", "Wie maakt een afspraak voor een huisbezoek?", "meerwijk", "meerwijk", "een huisbezoek", []),
    ("q-sleutel", "nl", "Wie bewaart de sleutels van het buurthuis?", "meerwijk", "meerwijk", "er een kluis", ["typo"]),
    ("q-regie", "en", "Who leads in case of nuisance?", "duindorp", "duindorp", "bij de wijkagent", ["english"]),
)
ABSENT: tuple[tuple[str, str, str, str, list[str]], ...] = (
    ("q-taart", "nl", "Hoeveel eieren gaan er in een appeltaart?", "meerwijk", ["off_topic"]),
    ("q-maan", "nl", "Waarom schijnt de maan 's nachts zo fel?", "duindorp", ["off_topic"]),
    ("q-weer", "en", "Will it rain tomorrow?", "duindorp", ["off_topic", "english"]),
)


class Ran(NamedTuple):
    """What a command did: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        return json.loads(self.out)


def run(main: Callable[[Sequence[str]], None], *command: str) -> Ran:
    """Run a command line in this process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(command)
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def tells_of_a_question(ran: Ran) -> list[str]:
    """Ids and texts of single questions in what was written."""
    parts = [(row[0], row[2]) for row in QUESTIONS] + [(row[0], row[2]) for row in ABSENT]
    return [part for pair in parts for part in pair if part in ran.out + ran.err]


def seal(folder: Path, path: str) -> str:
    """Path of the digests of sealed files, of which this is one."""
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return _write(folder / "seals.json", json.dumps({"vragen.jsonl": {"sha256": digest}}))


def documents(folder: Path) -> list[str]:
    """Paths of the agreements."""
    return [_write(folder / "meerwijk.md", _MEERWIJK), _write(folder / "duindorp.md", _DUINDORP)]


def law(folder: Path) -> str:
    """Path of a national text that says of keys what an agreement says."""
    return _write(folder / "wet.md", _LAW)


def question_file(folder: Path, **golds: str) -> str:
    """Path of the questions; `golds` gives another quote by the second half of a question's id."""
    rows = [
        {
            "id": name,
            "lang": language,
            "question": question,
            "jurisdiction": region,
            "tags": tags,
            "expected": "answer",
            "gold": [{"doc": f"{stem}.md", "quote": golds.get(name.partition("-")[2], quote)}],
        }
        for name, language, question, region, stem, quote, tags in QUESTIONS
    ]
    rows += [
        {
            "id": name,
            "lang": language,
            "question": question,
            "jurisdiction": region,
            "tags": tags,
            "expected": "abstain",
        }
        for name, language, question, region, tags in ABSENT
    ]
    return _write(folder / "vragen.jsonl", "".join(json.dumps(row) + "\n" for row in rows))


def _write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)
