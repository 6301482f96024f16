"""A run of the tests tells how many it skipped because the shared material is absent."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

def test_stays():
    pass

@pytest.mark.skip(reason="no browser")
def test_other():
    pass
"""
SHARED = """
@pytest.mark.skipif(True, reason="../shared is absent")
@pytest.mark.parametrize("n", [1, 2])
def test_shared(n):
    pass

@pytest.fixture
def corpus():
    pytest.skip("../shared is absent")

def test_corpus(corpus):
    pass
"""


@pytest.mark.parametrize(("tests", "count", "workers"), [(TESTS, 0, "0"), (TESTS + SHARED, 3, "2")])
def test_the_number_skipped_is_printed_once(tmp_path: Path, tests: str, count: int, workers: str) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_it.py").write_text(tests, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "-p", "no:cacheprovider", "--rootdir", ".", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.count("skipped because") == 1
    assert f"\n{count} tests skipped because ../shared is absent\n" in done.stdout
