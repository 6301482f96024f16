"""The agreements of Lindestroom are read as their golden files say; `python -m tests.golden_write` rewrites them."""

from pathlib import Path

import pytest

from ingest.intake import find_files
from tests.golden_write import BUILT, GOLDEN, golden_of, told

AGREEMENTS = find_files([BUILT])


@pytest.mark.parametrize("path", AGREEMENTS, ids=[path.stem for path in AGREEMENTS])
def test_an_agreement_is_read_as_its_golden_file_says(path: Path) -> None:
    assert told(path).splitlines() == golden_of(path).read_text(encoding="utf-8").splitlines()


def test_every_golden_file_is_of_an_agreement() -> None:
    assert sorted(GOLDEN.glob("*.txt")) == sorted(golden_of(path) for path in AGREEMENTS)
