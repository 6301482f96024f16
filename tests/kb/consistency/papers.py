"""Papers and findings made from a few words, through the same doors as real ones."""

import tempfile
from collections.abc import Sequence
from datetime import date

from ingest.reading import read
from kb.consistency.check import Consistency
from kb.consistency.finding import Finding
from kb.consistency.observe import roles_of
from kb.consistency.paper import Paper
from kb.model import Reading
from kb.store import Store

ON = date(2026, 11, 22)
_CHARS = 900  # of a passage


def reading(text: str, region: str = "proef", name: str = "x.md") -> Reading:
    """What is read from a text."""
    return read(name, text.encode(), region=region, max_chars=_CHARS)


def paper(text: str, region: str = "proef", name: str = "x.md") -> Paper:
    """One document as the rules read it, alone in its region."""
    one = reading(text, region, name)
    return Paper(one, roles_of([one]))


def findings(*texts: str, regions: Sequence[str] = (), on: date = ON) -> tuple[Finding, ...]:
    """What the check finds in documents of one region; with `regions`, one for each text, in several."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.sqlite")
        for n, text in enumerate(texts):
            one = reading(text, regions[n] if regions else "proef", f"x{n + 1}.md")
            store.take_in(one, text.encode(), {}, "none")
        found = Consistency(store).findings(None, on)
        store.close()
        return found
