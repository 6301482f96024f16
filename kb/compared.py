"""What the consistency check found by comparing, kept on an open connection to the store: a derivative."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from kb.schema import comparisons as table

Sides = tuple[str, str]  # two regions in alphabetical order, or one and an empty string


def kept(connection: Connection, keys: Mapping[Sides, str], on: date | None) -> dict[Sides, str]:
    """What was found under the given keys for a day, or for the last day that was asked for."""
    held = connection.execute(select(table.c.region, table.c.other, table.c.key, table.c.day)).all()
    found = {}
    for row in held:
        sides = row.region, row.other
        if keys.get(sides) == row.key and on in (None, date.fromisoformat(row.day)):
            content = select(table.c.content).where(table.c.region == row.region, table.c.other == row.other)
            found[sides] = connection.execute(content).scalar_one()
    return found


def keep(connection: Connection, found: Mapping[Sides, tuple[str, str]], on: date, among: Mapping[Sides, str]) -> None:
    """Keep keys with what was found under them for a day; what is kept of regions that are not `among` these goes."""
    held = connection.execute(select(table.c.region, table.c.other)).all()
    gone = {(row.region, row.other) for row in held} - set(among)
    for one, other in (*gone, *found):
        connection.execute(delete(table).where(table.c.region == one, table.c.other == other))
    for (one, other), (key, content) in found.items():
        row = {"region": one, "other": other, "key": key, "day": on.isoformat(), "content": content}
        connection.execute(insert(table).values(row))
