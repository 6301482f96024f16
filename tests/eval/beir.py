"""Small BEIR folders for tests."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

PASSAGES: Sequence[Mapping[str, object]] = (
    {"_id": "p1", "title": "Bellen", "text": "De agent belt de melder terug."},
    {"_id": "p2", "title": "Schrijven", "text": "Het college stuurt een brief."},
    {"_id": "p3", "title": "Bezoeken", "text": "De coach gaat op huisbezoek."},
)
QUESTIONS: Mapping[str, str] = {"q1": "Wie belt?", "q2": "Wie verstuurt brieven?", "q3": "Wie gaat op huisbezoek?"}
JUDGED: Mapping[str, Mapping[str, int]] = {"q1": {"p1": 1}, "q2": {"p2": 1}, "q3": {"p3": 1}}


def write(
    folder: Path,
    passages: Sequence[Mapping[str, object]] = PASSAGES,
    questions: Mapping[str, str] = QUESTIONS,
    judged: Mapping[str, Mapping[str, int]] = JUDGED,
) -> Path:
    """A folder of its own in `folder` with these passages, questions and judgements."""
    made = folder / "buurt"
    (made / "qrels").mkdir(parents=True)
    lines = [json.dumps(passage, ensure_ascii=False) for passage in passages]
    (made / "corpus.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    asked = [json.dumps({"_id": name, "text": text}) for name, text in questions.items()]
    (made / "queries.jsonl").write_text("".join(f"{line}\n" for line in asked), encoding="utf-8")
    grades = [f"{name}\t{passage}\t{grade}\n" for name, one in judged.items() for passage, grade in one.items()]
    header = "query-id\tcorpus-id\tscore\n"
    (made / "qrels" / "test.tsv").write_text(header + "".join(grades), encoding="utf-8")
    return made


def unfair(folder: Path) -> Path:
    """A collection on which plain BM25 does better: neighbours lend weight to what is not asked for."""
    passages: list[Mapping[str, object]] = []
    words = ("egel", "mus", "vos", "das", "uil", "bever", "otter", "kraai")
    for word in words:
        asked = f"{word} {word}huis"
        passages.append({"_id": f"{word}-asked", "text": asked})
        for position, more in enumerate(("staat bij water", "ligt onder bomen")):
            place = {"document": word, "position": position}
            passages.append({"_id": f"{word}-{position}", "text": f"{asked} {more}", "metadata": place})
    questions = {word: f"{word} {word}huis" for word in words}
    return write(folder, passages, questions, {word: {f"{word}-asked": 1} for word in words})
