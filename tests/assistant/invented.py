"""Small agreements of invented places, written by the tests that ask about them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from assistant.compose import Assistant
from assistant.turns import Turn
from kb.answer import Answer
from tests.assistant.conftest import assistant_on

ON = date(2026, 11, 22)
HOLDS = "Vastgesteld op 3 maart 2026. Deze afspraken gelden vanaf 1 april 2026."


def agreement(title: str, sections: Mapping[str, str], holds: str = HOLDS) -> str:
    """An agreement in Markdown; `title` names its municipality, each section is its heading and its text."""
    body = "\n\n".join(
        f"## {number}. {heading}\n\n{text}" for number, (heading, text) in enumerate(sections.items(), start=1)
    )
    return f"# {title}\n\n{holds}\n\n{body}\n"


@contextmanager
def assistant_told(folder: Path, *agreements: str) -> Iterator[Assistant]:
    """An assistant on agreements written as text."""
    files = []
    for number, text in enumerate(agreements, start=1):
        files.append(folder / f"afspraken-{number}.md")
        files[-1].write_text(text, encoding="utf-8")
    with assistant_on(folder / "data", files) as assistant:
        yield assistant


def said(answer: Answer) -> str:
    """All that an answer says, its options included."""
    options = (claim for option in answer.options for claim in option.claims)
    return "\n".join(claim.text for claim in (*answer.claims, *options))


def talk(assistant: Assistant, *questions: str, region: str | None = None) -> list[Answer]:
    """The answers to questions asked one after the other, each with those before it as its history."""
    history: list[Turn] = []
    answers: list[Answer] = []
    for question in questions:
        answers.append(assistant.answer(question, on=ON, region=region, history=history))
        history.append(Turn(question=question, answer=said(answers[-1])))
    return answers
