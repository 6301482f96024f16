"""The speed benchmark has something to measure on."""

from pathlib import Path

from eval.speed import agreements


def test_as_many_passages_are_written_as_are_asked_for(tmp_path: Path) -> None:
    written = agreements(tmp_path, 60)
    assert written >= 60
    texts = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.txt"))]
    assert texts
    assert not any("Lindestroom" in text for text in texts)
