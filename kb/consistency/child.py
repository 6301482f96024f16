"""A process that observes papers for another one: `python -m kb.consistency.child`.

On standard input come the roles by region, then readings; each observation goes out as soon as it is made.
Pickles on pipes between a process and its own child. No pool of `multiprocessing`: its children run the main
script of whoever uses this anew.
"""

import pickle
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import IO, Any, Self

from kb.consistency.observe import Observed, observe
from kb.errors import StoreUnusable
from kb.model import Reading
from kb.process.actors import Roles


class Child:
    """A running child; a context manager that ends it."""

    def __init__(self, roles: Mapping[str, Roles]) -> None:
        run = [sys.executable, "-m", "kb.consistency.child"]
        self._process = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("a child without pipes")
        self._to, self._from = self._process.stdin, self._process.stdout
        pickle.dump(dict(roles), self._to)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.kill()
        for pipe in (self._to, self._from):
            with suppress(BrokenPipeError):  # it ended before what was written last had gone
                pipe.close()
        self._process.wait()

    def observe(self, reading: Reading) -> Observed:
        """What a paper says. Raises StoreUnusable where the child has died."""
        try:
            pickle.dump(reading, self._to)
            self._to.flush()
            seen: Observed = pickle.load(self._from)  # noqa: S301 - of our own child
        except (OSError, EOFError) as error:
            raise StoreUnusable("a process that read papers has died", problem="a process died") from error
        return seen


def main(given: IO[Any], out: IO[Any]) -> None:
    """Observe what is given until there is no more."""
    roles = pickle.load(given)  # noqa: S301 - of our own parent
    while True:
        try:
            reading: Reading = pickle.load(given)  # noqa: S301
        except EOFError:
            return
        pickle.dump(observe(reading, roles[reading.document.region]), out)
        out.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
