"""Writes how the built agreements of Lindestroom are read: `python -m tests.golden_write`; read the diff like code."""

from collections.abc import Iterator
from pathlib import Path

from ingest.intake import find_files
from ingest.reading import read
from kb.model import Passage, Reading

GOLDEN = Path(__file__).parent / "golden"
BUILT = Path(__file__).parents[1] / "examples" / "lindestroom"
_SHOWN = 70  # characters of a passage: enough to know it by


def told(path: Path) -> str:
    """How a file is read, as a page a caseworker can check against the agreement."""
    reading = read(path.name, path.read_bytes())
    return "\n".join([*_description(reading), "", *_passages(reading), ""])


def golden_of(path: Path) -> Path:
    """Where the golden file of an agreement stands."""
    return GOLDEN / f"{path.stem}.txt"


def _description(reading: Reading) -> Iterator[str]:
    document = reading.document
    yield f"file        {document.file}"
    yield f"id          {document.id}"
    yield f"title       {document.title}"
    yield f"kind        {document.kind.value}"
    yield f"dated       {document.dated}, {document.status}"
    yield f"in force    {document.valid_from} to {document.valid_until}"
    yield f"pages       {document.pages}"
    for party in document.parties:
        yield f"party       {party.name} = {', '.join(party.aliases) or '-'}"
    for label, group in (
        ("replaces", document.replaces),
        ("depends on", document.depends_on),
        ("names", document.names),
    ):
        for one in group:
            evidence = reading.full_text[one.evidence.start : one.evidence.end]
            yield f"{label:<11} {one.name} << {_first(evidence)}"
    for field, span in sorted(document.evidence.items()):
        yield f"evidence    {field}: {_first(reading.full_text[span.start : span.end])}"
    for warning in reading.warnings:
        yield f"warning     {warning.code} {warning.facts}"


def _passages(reading: Reading) -> Iterator[str]:
    headings: tuple[str, ...] | None = None
    for passage in reading.passages:
        if passage.headings != headings:
            headings = passage.headings
            yield f"\n# {' > '.join(headings) or '-'}"
        yield _passage(passage, reading)


def _passage(passage: Passage, reading: Reading) -> str:
    number = passage.id.rpartition(".")[2]
    lead = passage.lead_in
    led = f" << {_first(reading.full_text[lead.start : lead.end])}" if lead else ""
    lines = passage.text.count("\n") + 1
    size = f"{len(passage.text)} characters" + (f", {lines} lines" if lines > 1 else "")
    return f"{number:>4} p{passage.page} {passage.role.value:<10} {_first(passage.text)} ({size}){led}"


def _first(text: str) -> str:
    """The first words of a text in one line."""
    line = " | ".join(part for part in text.replace("\t", " / ").splitlines() if part)
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0] + " ..."


def main() -> None:
    """Write every golden file anew."""
    GOLDEN.mkdir(exist_ok=True)
    for path in find_files([BUILT]):
        golden_of(path).write_text(told(path), encoding="utf-8")


if __name__ == "__main__":
    main()
