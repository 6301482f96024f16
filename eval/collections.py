"""Test collections in BEIR's folder format: passages, questions, and which passage answers which."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import Damaged, Unreadable
from kb.search.entry import Entry


@dataclass(frozen=True)
class Collection:
    """A retrieval test: entries to search, questions by id, and the grade of each judged passage."""

    name: str
    entries: tuple[Entry, ...]
    questions: Mapping[str, str]
    judged: Mapping[str, Mapping[str, int]]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _placed(rows: list[dict[str, Any]]) -> list[Entry]:
    """Entries in reading order; only where lines state document and position do neighbours exist.

    Nothing is read from `_id` or from the order of lines: every other line is a document of its own.
    """
    placed: list[tuple[str, float, Entry]] = []
    for row in rows:
        where = row.get("metadata") or {}
        stated = "document" in where and "position" in where
        document = str(where["document"]) if stated else ""
        found = Entry(
            id=str(row["_id"]),
            document_id=document or str(row["_id"]),
            region="",
            section=document,
            context=str(row.get("title") or ""),
            text=str(row.get("text") or ""),
        )
        placed.append((document, float(where["position"]) if stated else 0.0, found))
    return [found for _, _, found in sorted(placed, key=lambda item: item[:2])]


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, grade = line.split("\t")
        judged.setdefault(question, {})[passage] = int(grade)
    return judged


def read(folder: Path) -> Collection:
    """The collection in a folder with `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`.

    Questions without a judged passage are left out, as trec_eval does. Raises Unreadable
    where a file is missing, Damaged where one is malformed.
    """
    try:
        entries = _placed(list(_lines(folder / "corpus.jsonl")))
        judged = _judgements(folder / "qrels" / "test.tsv")
        asked = {str(row["_id"]): str(row["text"]) for row in _lines(folder / "queries.jsonl")}
    except OSError as error:
        raise Unreadable(f"{folder}: {error}", file=folder.name) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{folder}: {error!r}", file=folder.name) from error
    questions = {name: text for name, text in asked.items() if name in judged}
    return Collection(folder.resolve().name, tuple(entries), questions, judged)
