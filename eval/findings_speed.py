"""How long comparing many agreements takes: all of them for the first time, and again after one has changed.

`python -m eval.findings_speed [--documents 100] [--pages 20] [--cores 2]`. The agreements are made from the
example region: every document takes chapters of all of them, with the names of its own region and figures
of its own. The peer, in the same run on the same texts and cores, is what one would do first: rapidfuzz
laying every sentence of a region beside every other.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from ingest.reading import read
from kb.language.sentences import sentences
from kb.settings import Settings
from kb.store import Store

_SOURCES: Final = Path(__file__).parents[1] / "examples" / "source"
_REGIONS: Final = ("Berkenveld", "Dennenmeer", "Eikenrade", "Olmendijk", "Sparrenhoek")
_ON_A_PAGE: Final = 2_800  # characters
_CHARS: Final = 900  # of a passage
_NAMES: Final = ("Lindestroom", "Elzenbroek", "Wilgerhout", "Buurtkracht", "Budgetpunt", "De Linde", "De Populier")


def agreement(number: int, pages: int, region: str, seed: int) -> tuple[str, str]:
    """The name and the Markdown of an agreement of about so many pages; the same arguments give the same text."""
    drawn = random.Random(seed)  # noqa: S311
    title = f"Samenwerkingsovereenkomst {_word(number)} {region} 2025-2028"
    parts = [f"# {title}", "Versie 1.0, vastgesteld op 2 december 2024"]
    chapters = _chapters()
    drawn.shuffle(chapters)
    size, at = 0, 0
    while size < pages * _ON_A_PAGE:
        heading, body = chapters[at % len(chapters)]
        at += 1
        text = f"## {at}. {heading}\n\n{body}"
        text = re.sub(r"\b(?:vijf|zeven|tien|twee|drie)\b", lambda _: drawn.choice(["vijf", "zeven", "tien"]), text)
        for own in _NAMES:
            text = text.replace(own, f"{own} {region}" if own[0] == "B" else region if own == "Lindestroom" else own)
        parts.append(text)
        size += len(text)
    return f"overeenkomst-{number}.md", "\n\n".join(parts)


def _word(number: int) -> str:
    things = ("Wonen", "Zorg", "Schuldhulp", "Overlast", "Opvang", "Jeugd", "Veiligheid", "Signalering", "Herstel")
    return f"{things[number % 9]} en {things[(number // 9) % 9]} {number}"


def _chapters() -> list[tuple[str, str]]:
    found = []
    for path in sorted(_SOURCES.glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---", 2)[2]
        body = re.sub(r"<!--.*?-->\n*", "", body, flags=re.S)
        for chapter in re.split(r"^## ", body, flags=re.M)[1:]:
            heading, _, text = chapter.partition("\n")
            found.append((re.sub(r"^(?:Artikel )?\d+\.? ", "", heading).strip(), text.strip()))
    return found


def _take_in(store: Store, name: str, text: str, region: str) -> None:
    data = text.encode()
    store.take_in(read(name, data, region=region.lower(), max_chars=_CHARS), data, {}, "none")


def _checked(folder: Path, cores: Sequence[int]) -> tuple[float, int]:
    """Seconds that the command `check` takes on what is held, and how many findings it has."""
    run = [str(Path(sys.executable).with_name("afsprakenwijzer")), "--data", str(folder), "check", "--json"]
    began = time.perf_counter()
    done = subprocess.run(run, capture_output=True, text=True, check=True, preexec_fn=_on(cores))
    return time.perf_counter() - began, int(json.loads(done.stdout)["total"])


def _on(cores: Sequence[int]) -> Callable[[], None]:
    return lambda: os.sched_setaffinity(0, cores)


def _peer(texts: Sequence[Sequence[str]], cores: int) -> float:
    from rapidfuzz import fuzz, process

    began = time.perf_counter()
    for said in texts:
        process.cdist(said, said, scorer=fuzz.token_set_ratio, score_cutoff=80, workers=cores)
    return time.perf_counter() - began


def _sentences(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from (text[low:high] for low, high in sentences(text))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--peer", action="store_true", help="also the peer, which may take minutes")
    asked = parser.parse_args(arguments)
    cores = sorted(os.sched_getaffinity(0))[: asked.cores]
    texts: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as name_of_it:
        folder = Path(name_of_it)
        store = Store(Settings(data=folder).database_url)
        for number in range(asked.documents):
            region = _REGIONS[number % len(_REGIONS)]
            name, text = agreement(number, asked.pages, region, number)
            texts.setdefault(region, []).append(text)
            _take_in(store, name, text, region)
        first, found = _checked(folder, cores)
        again, _ = _checked(folder, cores)
        name, text = agreement(0, asked.pages, _REGIONS[0], asked.documents + 1)
        _take_in(store, name, text, _REGIONS[0])
        changed, _ = _checked(folder, cores)
        store.close()
    figures: dict[str, float | int] = {
        "documents": asked.documents,
        "characters": sum(len(text) for several in texts.values() for text in several),
        "cores": len(cores),
        "findings": found,
        "first_s": round(first, 2),
        "unchanged_s": round(again, 2),
        "one_changed_s": round(changed, 2),
    }
    if asked.peer:
        figures["peer_s"] = round(_peer([list(_sentences(several)) for several in texts.values()], len(cores)), 2)
    json.dump(figures, sys.stdout, indent=2)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
