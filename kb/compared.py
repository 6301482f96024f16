"""What the consistency check found by comparing, kept on an open connection to the store: a derivative."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from kb.schema import comparisons as table

Sides = tuple[str, str]  # two regions in alphabetical order, or one and an empty string


def kept(connection: Connection, keys: Mapping[Sides, str]) -> dict[Sides, str]:
    """What was found under the given keys; what is kept under another key left out."""
    held = connection.execute(select(table.c.region, table.c.other, table.c.key)).all()
    wanted = [(row.region, row.other) for row in held if keys.get((row.region, row.other)) == row.key]
    found = {}
    for one, other in wanted:
        content = select(table.c.content).where(table.c.region == one, table.c.other == other)
        if (text := connection.scalar(content)) is not None:
            found[one, other] = text
    return found


def keep(connection: Connection, found: Mapping[Sides, tuple[str, str]], among: Mapping[Sides, str]) -> None:
    """Keep keys with what was found under them; what is kept of regions that are not `among` these goes."""
    held = connection.execute(select(table.c.region, table.c.other)).all()
    gone = {(row.region, row.other) for row in held} - set(among)
    for one, other in (*gone, *found):
        connection.execute(delete(table).where(table.c.region == one, table.c.other == other))
    for (one, other), (key, content) in found.items():
        connection.execute(insert(table).values(region=one, other=other, key=key, content=content))
