"""What the policy team decided of findings, kept on an open connection to the store until it is taken back."""

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, inspect, select
from sqlalchemy.schema import CreateColumn

from kb import rows
from kb.consistency.finding import Decision, KeptDecision
from kb.schema import decisions as table


def make_room(connection: Connection) -> None:
    """Make the table, or the columns of it, that the store of an earlier release lacks."""
    if rows.make_room(connection, table) or not _lacking(connection):
        return
    rows.generation(connection, lock=True)  # of several processes one adds them, the others find them added
    for name in _lacking(connection):
        column = CreateColumn(table.c[name]).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column}")


def _lacking(connection: Connection) -> list[str]:
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    return [column.name for column in table.columns if column.name not in there]


def keep(connection: Connection, decided: KeptDecision) -> None:
    """Keep a decision in place of an earlier one on the same finding."""
    connection.execute(delete(table).where(table.c.finding == decided.decision.finding))
    said = decided.model_dump(mode="json", exclude={"decision"})
    own = decided.decision.model_dump(mode="json", exclude={"lapsed", "on"})
    connection.execute(insert(table).values(said | own | {"day": decided.decision.on.isoformat()}))


def kept(connection: Connection) -> tuple[KeptDecision, ...]:
    """All of them, newest first."""
    found = select(table).order_by(table.c.day.desc(), table.c.finding)
    return tuple(_decision(row) for row in connection.execute(found))


def remove(connection: Connection, finding: str) -> bool:
    """Forget the decision on a finding; whether there was one."""
    return bool(connection.execute(delete(table).where(table.c.finding == finding)).rowcount)


def _decision(row: Row[Any]) -> KeptDecision:
    decision = Decision(
        finding=row.finding,
        verdict=row.verdict,
        note=row.note,
        owner=row.owner,
        on=row.day,
        until=row.until,
        quotes=tuple(row.quotes),
    )
    return KeptDecision(rule=row.rule, documents=tuple(row.documents), decision=decision, sisters=row.sisters)
