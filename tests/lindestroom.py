"""The example region as it is taken in: read once a run, whichever workers ask for it, and copied for each of them."""

import fcntl
import os
import shutil
from pathlib import Path
from typing import Final

import pytest

from api.workplace import Workplace
from ingest.intake import find_files
from kb.settings import Settings

EXAMPLES: Final = Path(__file__).parents[1] / "examples" / "lindestroom"


def lindestroom_taken_in(made: pytest.TempPathFactory, name: str) -> Path:
    """A data folder of its own in which the agreements of the example region are held."""
    taken_in, copy = _once(made), made.mktemp(name) / "data"
    shutil.copytree(taken_in, copy)
    return copy


def _once(made: pytest.TempPathFactory) -> Path:
    # the folder of a worker lies in that of the run, which the others have too; without workers they are one
    run = made.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else made.getbasetemp()
    with (run / "lindestroom.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (run / "lindestroom").exists():
            part = run / "lindestroom.part"
            with Workplace.open(Settings(data=part)) as workplace:
                outcomes = [receipt.outcome for receipt in workplace.take_in([EXAMPLES])]
            assert outcomes == ["added"] * len(find_files([EXAMPLES]))
            part.rename(run / "lindestroom")
    return run / "lindestroom"
