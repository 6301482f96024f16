"""What every command shares: its common options, its exit codes, and how an error leaves it."""

import json
import logging
import os
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from api.sentences import Lang
    from api.workplace import Workplace
    from kb.errors import AfsprakenwijzerError
    from kb.settings import Settings

# Nothing of ours is imported up here: `--help` must not wait for the libraries that do the work.

AsJson = Annotated[bool, typer.Option("--json", help="Data for programs instead of text for people.")]
Language = Annotated[
    Literal["nl", "en"] | None, typer.Option("--lang", help="Language of the sentences.  [default: nl]")
]
Region = Annotated[str | None, typer.Option("--region", help="Region, as `documents` shows it.")]

UNEXPECTED, USAGE, NOT_FOUND, REFUSED, STORE, MODEL, FOUND, BROKEN_PIPE = 1, 2, 3, 4, 5, 6, 7, 141

_log = logging.getLogger(__name__)


@dataclass
class Door:
    """The common options, given before or after the name of the command."""

    data: Path | None = None
    as_json: bool = False
    asked_lang: "Lang | None" = None

    @classmethod
    def of(cls, context: typer.Context, *, as_json: bool = False, lang: "Lang | None" = None) -> "Door":
        """The door of this call, with what was given after the name of the command."""
        door = context.ensure_object(cls)
        door.as_json = door.as_json or as_json
        door.asked_lang = lang or door.asked_lang
        return door

    @property
    def lang(self) -> "Lang":
        """The language people are spoken to in."""
        return self.asked_lang or "nl"

    def settings(self) -> "Settings":
        """The settings in force; raises SettingsError."""
        from kb.settings import load

        return load(data=self.data)

    def workplace(self) -> "Workplace":
        """The workplace on the data folder in force; raises SettingsError."""
        from api.workplace import Workplace

        return Workplace.open(self.settings())

    def busy(self, code: str) -> AbstractContextManager[None]:
        """A sign on a terminal that the work a code names goes on."""
        from api.commands.progress import busy

        return busy(code, self.lang)

    def tell(self, code: str, facts: Mapping[str, str] | None = None) -> None:
        """A sentence for a person, on stderr."""
        from api.sentences import sentence

        typer.echo(sentence(code, facts or {}, self.lang), err=True)


def write_json(value: Any, *, one_line: bool = False) -> None:
    """Data for programs, on stdout."""
    text = json.dumps(value, ensure_ascii=False, indent=None if one_line else 2)
    # A file name may hold bytes that are no text; Python's escape for those is JSON's as well.
    typer.echo(text.encode("utf-8", "backslashreplace"))


class Command(TyperCommand):
    """A command whose errors become one sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; only typer's own exceptions leave it."""
        from kb.errors import AfsprakenwijzerError

        door = ctx.ensure_object(Door)
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except AfsprakenwijzerError as error:
            _log.info("%s", error)
            door.tell(error.code, error.facts)
            raise typer.Exit(exit_code(error)) from error
        except BrokenPipeError as error:  # the reader, `head` for one, has seen enough
            hush()
            raise typer.Exit(BROKEN_PIPE) from error
        except Exception as error:
            _log.exception("unexpected")
            door.tell("unexpected")
            raise typer.Exit(UNEXPECTED) from error


def exit_code(error: "AfsprakenwijzerError") -> int:
    """The exit code of the contract for an error."""
    from kb import errors

    codes: dict[type[AfsprakenwijzerError], int] = {
        errors.UnknownRegion: USAGE,  # a wrong value of an option says nothing of what the texts hold
        errors.NotHeld: NOT_FOUND,
        errors.StoreError: STORE,
        errors.ModelError: MODEL,
        errors.SettingsError: USAGE,
        errors.IngestError: REFUSED,
        errors.QuestionError: REFUSED,
    }
    return next((code for kind, code in codes.items() if isinstance(error, kind)), UNEXPECTED)


def hush() -> None:
    """Send what is still buffered for stdout nowhere, so that closing it cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
