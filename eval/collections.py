"""Test collections in BEIR's folder format: passages, questions, and which passage answers which."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import Damaged, Unreadable
from kb.search.entry import Entry

_CORPUS, _QUERIES, _JUDGED = "corpus.jsonl", "queries.jsonl", "qrels/test.tsv"


@dataclass(frozen=True)
class Collection:
    """A retrieval test: entries to search, questions by id, and the grade of each judged passage.

    Only judgements of these questions are kept. `left_out` counts what did not fit together.
    """

    name: str
    digest: str
    entries: tuple[Entry, ...]
    questions: Mapping[str, str]
    judged: Mapping[str, Mapping[str, int]]
    left_out: Mapping[str, int]


def read(folder: Path) -> Collection:
    """The collection in a folder with `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`.

    Questions without a judged passage are left out, as trec_eval does; a judged passage that is
    not in the corpus still counts as one to find, as trec_eval does. Raises Unreadable where a
    file is missing, Damaged where one is malformed or names something twice.
    """
    try:
        entries = _placed(list(_lines(folder / _CORPUS)))
        asked = {_name(row["_id"]): _text(row["text"]) for row in _once(_lines(folder / _QUERIES))}
        judged = _judgements(folder / _JUDGED)
        digest = _digest(folder)
    except OSError as error:
        raise Unreadable(f"{folder}: {error}", file=folder.name) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(f"{folder}: {error!r}", file=folder.name) from error
    questions = {name: text for name, text in asked.items() if name in judged}
    kept = {name: judged[name] for name in questions}
    held = {entry.id for entry in entries}
    left_out = {
        "questions_without_judgements": len(asked) - len(questions),
        "judged_questions_absent": len(judged) - len(kept),
        "judged_passages_absent": sum(passage not in held for grades in kept.values() for passage in grades),
        "questions_without_relevant": sum(max(grades.values()) <= 0 for grades in kept.values()),
    }
    return Collection(folder.resolve().name, digest, tuple(entries), questions, kept, left_out)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as lines:  # some tools begin a file with a byte order mark
        yield from (json.loads(line) for line in lines if line.strip())


def _once(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows as they are; ValueError at an id that was there before, for which one is meant?"""
    seen: set[str] = set()
    for row in rows:
        name = _name(row["_id"])
        if name in seen:
            raise ValueError(f"{name} stands there twice")
        seen.add(name)
        yield row


def _name(value: object) -> str:
    """An id as text; a run file has its columns apart by white space, so an id can hold none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"{value!r} is no id")
    name = _text(value)
    if name.split() != [name]:
        raise ValueError(f"{name!r} is no id")
    return name


def _text(value: object) -> str:
    text = "" if value is None else str(value)
    text.encode()  # half a surrogate pair can be escaped in JSON and cannot be written anywhere: UnicodeError
    return text


def _placed(rows: list[dict[str, Any]]) -> list[Entry]:
    """Entries in reading order; only where lines state document and position do neighbours exist.

    Nothing is read from `_id` or from the order of lines: every other line is a document of its own.
    """
    placed: list[tuple[str, float, Entry]] = []
    for row in _once(rows):
        name, where = _name(row["_id"]), row.get("metadata") or {}
        stated = "document" in where and "position" in where
        document = _text(where["document"]) if stated else ""
        found = Entry(
            id=name,
            document_id=document or name,
            region="",
            section=document,
            context=_text(row.get("title")),
            text=_text(row.get("text")),
        )
        placed.append((document, float(where["position"]) if stated else 0.0, found))
    return [found for _, _, found in sorted(placed, key=lambda item: item[:2])]


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    """The grade of each passage by question; the first line may be a header."""
    judged: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(line for line in lines if line.strip()):
            question, passage, grade = (part.strip() for part in line.split("\t"))
            if number == 0 and not grade.lstrip("-").isdigit():
                continue
            if judged.setdefault(_name(question), {}).setdefault(_name(passage), int(grade)) != int(grade):
                raise ValueError(f"{question} and {passage} are judged twice, differently")
    return judged


def _digest(folder: Path) -> str:
    """One digest of the three files, so that a report says on what it measured."""
    whole = hashlib.sha256()
    for name in (_CORPUS, _QUERIES, _JUDGED):
        whole.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return f"sha256:{whole.hexdigest()}"
