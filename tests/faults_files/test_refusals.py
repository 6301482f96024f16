"""One command over bad files and good ones: each bad one has its own reason, the good ones are taken in."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.workplace import Workplace
from kb.settings import load
from tests.faults_files import making

REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "leeg.pdf": ("empty", lambda: b""),
    "leeg.docx": ("empty", lambda: b""),
    "leeg.txt": ("empty", lambda: b""),
    "witruimte.txt": ("empty", lambda: b" \n\t \n"),
    "wachtwoord.pdf": ("encrypted", lambda: making.encrypted_pdf("geheim")),
    "wachtwoord.docx": ("encrypted", making.encrypted_docx),
    "afgebroken.pdf": ("damaged", lambda: making.pdf(9)[:-2000]),
    "afgebroken.docx": ("damaged", lambda: making.docx()[:-300]),
    "foto.pdf": ("damaged", making.png),
    "word.pdf": ("damaged", making.docx),
    "pdf.docx": ("damaged", making.pdf),
    "zip.docx": ("unsupported", lambda: b"PK\x05\x06" + bytes(18)),
    "binair.txt": ("damaged", lambda: bytes(range(256)) * 8),
    "nullen.txt": ("damaged", lambda: b"tekst\x00\x00tekst" * 40),
    "foto.png": ("unsupported", making.png),
    "scan.pdf": ("no_text", lambda: making.scanned_pdf(2)),
    "groot.txt": ("too_large", lambda: b"woord " * 200_000),
    "zipbom.docx": ("too_large", lambda: making.zip_bomb(200)),
    "onderdelen.docx": ("too_large", lambda: making.many_parts(20_000)),
    "entiteit.docx": ("damaged", lambda: making.docx_with_entity("file:///etc/hostname")),
    "lachen.docx": ("damaged", making.billion_laughs),
    "rondje.pdf": ("damaged", making.page_tree_cycle),
    "tabel.pdf": ("damaged", making.table_cycle),
    "diep.pdf": ("damaged", making.deep_nesting),
    "traag.pdf": ("too_slow", lambda: making.unpacking(60)),
}
ACCENTS = "# Werkafspraken Lindestroom\n\nDe coördinator belt – zo nodig – het café.\n"
TAKEN_IN: dict[str, Callable[[], bytes]] = {
    "goed-md.md": making.MARKDOWN.encode,
    "goed-pdf.pdf": making.pdf,
    "goed-docx.docx": making.docx,
    "leeg-wachtwoord.pdf": lambda: making.encrypted_pdf(""),
    "windows.txt": lambda: ACCENTS.encode("cp1252"),
    "utf16.txt": lambda: ACCENTS.encode("utf-16"),
    "utf8-bom.txt": lambda: ACCENTS.encode("utf-8-sig"),
    "latin1.txt": lambda: "# Werkafspraken\n\nDe coördinator belt het café.\n".encode("latin-1"),
}


ACCENTED = {"windows.txt", "utf16.txt", "utf8-bom.txt", "latin1.txt"}


def _ingest(folder: Path, *options: str, files: Mapping[str, Callable[[], bytes]]) -> Result:
    incoming = folder / "aangeboden"
    incoming.mkdir()
    for name, make in files.items():
        (incoming / name).write_bytes(make())
    paths = [str(path) for path in sorted(incoming.iterdir())]
    environment = {"AFSPRAKENWIJZER_MAX_FILE_MB": "1", "AFSPRAKENWIJZER_READ_CPU_S": "5"}
    command = ["--data", str(folder / "data"), "ingest", *options, "--region", "lindestroom", *paths]
    return CliRunner().invoke(app, command, env=environment)


def _receipts(result: Result) -> dict[str, dict[str, Any]]:
    return {receipt["file"]: receipt for receipt in map(json.loads, result.stdout.splitlines())}


@pytest.mark.faults
def test_each_bad_file_has_its_reason_and_a_sentence_and_the_others_are_taken_in(tmp_path: Path) -> None:
    bad = {name: make for name, (_, make) in REFUSED.items()}
    result = _ingest(tmp_path, "--json", files=bad | TAKEN_IN)
    receipts = _receipts(result)
    found = {name: receipt["reason"] or receipt["outcome"] for name, receipt in receipts.items()}
    wanted = {name: reason for name, (reason, _) in REFUSED.items()} | dict.fromkeys(TAKEN_IN, "added")
    assert found == wanted
    assert result.exit_code == 4

    sentences = {line.partition(":")[0]: line for line in result.stderr.splitlines()}
    assert sentences.keys() == REFUSED.keys()
    assert all(receipts[name]["warnings"][0]["text"] == line for name, line in sentences.items())
    assert "scan.pdf: 2 pagina's zonder tekst (een scan)" in result.stderr

    with Workplace.open(load(data=tmp_path / "data")) as workplace:
        held = {document.file: document.id for document in workplace.store.documents()}
        texts = {file: workplace.store.full_text(document_id) for file, document_id in held.items()}
    assert held.keys() == TAKEN_IN.keys()
    assert all("De coördinator belt" in texts[name] for name in ACCENTED)
    assert all(making.SENTENCE in texts[name] for name in TAKEN_IN.keys() - ACCENTED)


@pytest.mark.faults
def test_a_page_that_unpacks_past_the_limit_is_too_large(tmp_path: Path) -> None:
    result = _ingest(tmp_path, "--json", files={"bom.pdf": lambda: making.unpacking(300)})
    assert _receipts(result)["bom.pdf"]["reason"] == "too_large"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "leeg.pdf: er staat niets in. Kijk of het goed is opgeslagen en voeg het opnieuw toe."),
        (["--lang", "en"], "leeg.pdf: there is nothing in it. Check that it was saved properly and add it again."),
    ],
)
def test_a_refusal_is_told_on_stderr_in_the_asked_language(tmp_path: Path, options: list[str], sentence: str) -> None:
    result = _ingest(tmp_path, *options, files={"leeg.pdf": lambda: b""})
    assert (result.exit_code, result.stdout, result.stderr) == (4, "", sentence + "\n")


def test_a_refused_new_version_leaves_the_held_one_in_place(tmp_path: Path) -> None:
    path, data = tmp_path / "afspraak.md", str(tmp_path / "data")
    command = ["--data", data, "ingest", "--json", "--sync", "--region", "lindestroom", str(tmp_path)]
    path.write_text(making.MARKDOWN, encoding="utf-8")
    assert CliRunner().invoke(app, command).exit_code == 0
    path.write_bytes(b"")
    assert CliRunner().invoke(app, command).exit_code == 4
    documents = CliRunner().invoke(app, ["--data", data, "documents", "--json"])
    assert json.loads(documents.stdout)["total"] == 1
