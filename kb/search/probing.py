"""Has a child process look whether a Chroma folder can be read; a damaged one may bring its reader down."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from kb.errors import IndexUnusable

_ROOT: Final = Path(__file__).parents[2]  # the folder that holds `kb`, for the child that imports it
_LONGEST_S: Final = 300  # reading back 100,000 vectors takes half a minute


class Probing:
    """One look at a time; another thread may break it off."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None
        self._broken_off = threading.Event()

    def look(self, chroma: Path, space: str, count: int) -> None:
        """Raises IndexUnusable where the folder does not hold `count` readable vectors of the space."""
        command = [sys.executable, "-m", "kb.search.probe", str(chroma), space, str(count)]
        with subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.PIPE, text=True) as self._child:  # noqa: S603
            if self._broken_off.is_set():
                self._child.kill()
            try:
                _, said = self._child.communicate(timeout=_LONGEST_S)
            except subprocess.TimeoutExpired:
                self._child.kill()
                said = f"no answer in {_LONGEST_S} s"
        if self._child.returncode != 0:
            raise IndexUnusable(f"probe ended with {self._child.returncode}: {said.strip()[-300:]}")

    def break_off(self) -> None:
        """End the look in hand, and any other, as one that failed."""
        self._broken_off.set()
        if child := self._child:
            child.kill()
