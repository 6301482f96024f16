"""What the policy team decided of findings, kept on an open connection to the store until it is taken back."""

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from kb.consistency.finding import Decision, KeptDecision
from kb.schema import decisions as table


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
    return KeptDecision(rule=row.rule, documents=tuple(row.documents), decision=decision)
