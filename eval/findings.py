"""How well the consistency check finds what is wrong: recall of known flaws by rule, and what else it claims."""

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from eval.question_file import hold
from ingest.reading import FORMATS, read
from kb.consistency.check import Consistency
from kb.consistency.finding import Finding, Severity, topic_of
from kb.store import Store

ON = date(2026, 11, 22)
_CHARS = 900  # of a passage
_LEAST = 20  # letters that two quotes must share to be of one place


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is known to be wrong: its rule, and what to quote of it by file stem.

    `mechanical`: a careful program without knowledge of the world can find it.
    """

    id: str
    rule: str
    quotes: tuple[tuple[str, str], ...]
    mechanical: bool = True


@dataclass(frozen=True, slots=True)
class Scored:
    """Flaws with the findings that show them, and findings that show none. Variants are left out."""

    found: Mapping[str, tuple[Finding, ...]]
    missed: tuple[Flaw, ...]
    other: tuple[Finding, ...]


def flaws(path: Path, texts: Path | None = None) -> list[Flaw]:
    """The flaws of a YAML file in the shape of `examples/lindestroom/flaws.yaml`, or of a JSON-lines file of places.

    The places are stretches of the `.txt` of each stem in `texts`, checked by their digests. Raises ValueError
    where a text is not the one that was read.
    """
    written = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [_placed(json.loads(line), texts or path.parent) for line in written.splitlines()]
    return [_flaw(one) for one in yaml.safe_load(written)]


def _flaw(one: Mapping[str, Any]) -> Flaw:
    sides = [one, *one.get("against", [])]
    quotes = [(Path(side["file"]).stem, quote) for side in sides for quote in side["quotes"]]
    return Flaw(one["id"], one["kind"], tuple(quotes), one.get("mechanical", True))


def _placed(one: Mapping[str, Any], texts: Path) -> Flaw:
    text, quotes = (texts / f"{one['doc']}.txt").read_text(encoding="utf-8"), []
    for side in one["sides"]:
        quote = text[side["start"] : side["end"]]
        if hashlib.sha256(quote.encode()).hexdigest() != side["sha256"]:
            raise ValueError(f"{one['id']}: {one['doc']} is not the text that was read")
        quotes.append((one["doc"], quote))
    return Flaw(one["id"], one["rule"], tuple(quotes), one["mechanical"])


def findings(files: Sequence[tuple[Path, str | None]], on: date = ON) -> tuple[Finding, ...]:
    """What the check finds in files, each taken in for the given region or the one its text names."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.sqlite")
        for path, region in files:
            data = path.read_bytes()
            store.take_in(read(path.name, data, region=region, max_chars=_CHARS), data, {}, "none")
        found = Consistency(store).findings(None, on)
        store.close()
        return found


def scored(known: Sequence[Flaw], found: Sequence[Finding]) -> Scored:
    """Which flaws are found, by rule kin and place, and which findings are of no flaw.

    A finding shows a flaw when its rule has the same topic and one of its quotes lies in, holds or overlaps one
    of the flaw's in the same file, white space and punctuation aside.
    """
    faults = [one for one in found if one.severity is not Severity.VARIANT]
    shown = {flaw.id: tuple(one for one in faults if _shows(one, flaw)) for flaw in known}
    used = {one.id for several in shown.values() for one in several}
    return Scored(
        shown, tuple(flaw for flaw in known if not shown[flaw.id]), tuple(one for one in faults if one.id not in used)
    )


def _shows(finding: Finding, flaw: Flaw) -> bool:
    if topic_of(finding.rule) != topic_of(type(finding.rule)(flaw.rule)):
        return False
    said = [(Path(cited.file).stem, _squeezed(cited.quote)) for cited in finding.citations]
    return any(
        file == name and _overlap(_squeezed(quote), words) for file, words in said for name, quote in flaw.quotes
    )


def _overlap(one: str, other: str) -> bool:
    """Whether one lies in the other, or the end of one is the beginning of the other for half of the shorter."""
    short, long = sorted((one, other), key=len)
    if short in long:
        return True
    least = max(len(short) // 2, _LEAST)
    return any(one.endswith(other[:size]) or other.endswith(one[:size]) for size in range(least, len(short)))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", text).lower()


def files_in(folder: Path, endings: Collection[str] = FORMATS) -> Iterator[tuple[Path, str | None]]:
    """The files of a folder that can be read, each with the region that a folder under `consistency` is named after."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in endings and path.name.lower() != "readme.md":
            yield path, path.parent.name if path.parent.parent.name == "consistency" else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the check on files with known flaws; misses and other findings on stderr, figures on stdout."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("flaws", type=Path)
    parser.add_argument("--folder", type=Path, help="default: where the flaws stand")
    parser.add_argument("--ending", default="", help="only files that end so, as .pdf")
    parser.add_argument("--rule", help="this rule only")
    parser.add_argument("--name", help="what the baseline calls this set; default: the name of the folder")
    parser.add_argument("--baseline", type=Path, help="end with 7 where a figure is below its entry")
    asked = parser.parse_args(arguments)
    folder = asked.folder or asked.flaws.parent
    known = [one for one in flaws(asked.flaws, folder) if asked.rule in (None, one.rule)]
    files = list(files_in(folder, (asked.ending,) if asked.ending else FORMATS))
    found = [one for one in findings(files) if asked.rule in (None, one.rule.value)]
    result = scored(known, found)
    _show(result)
    figures = _figures(known, found, result)
    json.dump(figures, sys.stdout, indent=2)
    print()
    hold(asked.baseline, asked.name or f"findings-{folder.name}", figures)
    return 0


def _show(result: Scored) -> None:
    for flaw in result.missed:
        mark = "MISSED" if flaw.mechanical else "missed (by hand only)"
        print(f"{mark} {flaw.rule} {flaw.id}: {[quote[:90] for _, quote in flaw.quotes]}", file=sys.stderr)
    for one in result.other:
        print(f"OTHER  {one.code} {one.facts}", file=sys.stderr)
        for cited in one.citations:
            print(f"         {cited.file} {cited.headings[-1:]}: {cited.quote[:200]!r}", file=sys.stderr)


def _figures(known: Sequence[Flaw], found: Sequence[Finding], result: Scored) -> dict[str, Any]:
    mechanical = [flaw for flaw in known if flaw.mechanical]
    by_rule: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for flaw in mechanical:
        by_rule[flaw.rule][0] += bool(result.found[flaw.id])
        by_rule[flaw.rule][1] += 1
    for one in result.other:
        by_rule[one.rule.value][2] += 1
    faults = [one for one in found if one.severity is not Severity.VARIANT]
    return {
        "recall": round(sum(bool(result.found[one.id]) for one in mechanical) / max(len(mechanical), 1), 3),
        "precision": round(1 - len(result.other) / max(len(faults), 1), 3),
        "flaws": len(known),
        "mechanical": len(mechanical),
        "findings": len(faults),
        "variants": len(found) - len(faults),
        "by_rule": {rule: {"found": a, "of": b, "other": c} for rule, (a, b, c) in sorted(by_rule.items())},
    }


if __name__ == "__main__":
    sys.exit(main())
