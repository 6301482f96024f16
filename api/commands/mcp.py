"""The command `mcp`: the door for agents over standard input and output."""

import signal

import typer

from api.commands.door import USAGE, Door, Language


def mcp(context: typer.Context, *, lang: Language = None) -> None:
    """Serve agents over standard input and output (Model Context Protocol)."""
    from api.mcp_door.http import installed

    door = Door.of(context, lang=lang)
    settings = door.settings()
    if not installed():
        door.tell("mcp_absent")
        raise typer.Exit(USAGE)
    from api.mcp_door.server import server
    from api.workplace import Workplace
    from assistant.processes import Processes

    # Python would wait for a line from standard input before it stops; the store is whole whenever a process ends.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with Workplace.open(settings, serving=True) as workplace:
        _ = workplace.store  # data that cannot be used is told at the start, not to the first who asks
        server(workplace, Processes(lambda: workplace.store), workplace.answer).run("stdio")
