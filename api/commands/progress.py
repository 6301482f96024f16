"""How far the work is, on stderr and only for a person who watches it on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.sentences import Lang, sentence


class Bar:
    """A bar that fills file by file."""

    def __init__(self, shown: Progress, total: int, lang: Lang) -> None:
        self._shown = shown
        self._task = shown.add_task(sentence("label_reading", {}, lang), total=total)

    def advance(self) -> None:
        """One more file is done."""
        self._shown.advance(self._task)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Out of the way while something is written on the same terminal."""
        self._shown.stop()
        try:
            yield
        finally:
            self._shown.start()


@contextmanager
def progress(total: int, lang: Lang) -> Iterator[Bar]:
    """A bar over `total` files; it leaves nothing behind."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    shown = Progress(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        redirect_stdout=False,  # what goes to stdout is data, also while a bar is shown on stderr
        redirect_stderr=False,
    )
    with shown:
        yield Bar(shown, total, lang)


@contextmanager
def busy(code: str, lang: Lang) -> Iterator[None]:
    """A sign that work of unknown length goes on; `code` names the work."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(sentence(code, {}, lang)):
        yield
