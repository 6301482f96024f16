"""What both doors work with keeps its word also where several people work at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from api.workplace import Workplace
from kb.errors import UnknownRegion
from kb.settings import Settings
from tests.faults.readings import SPACE, reading_of, vectors_of

DOCUMENTS, REMOVERS = 40, 4


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    with Workplace.open(Settings(data=tmp_path)) as opened:
        yield opened


def test_a_region_that_several_people_remove_at_once_is_removed_once(workplace: Workplace) -> None:
    for number in range(DOCUMENTS):
        reading, original = reading_of(["Een", "Twee"], stem=f"d{number}")
        workplace.store.take_in(reading, original, vectors_of(reading), SPACE)
    ready = Barrier(REMOVERS)

    def remove() -> int:
        ready.wait()
        try:
            return workplace.remove("lindestroom")
        except UnknownRegion:  # the others were done before this one began
            return 0

    with ThreadPoolExecutor(REMOVERS) as people:
        removed = [one.result() for one in [people.submit(remove) for _ in range(REMOVERS)]]
    assert sum(removed) == 2 * DOCUMENTS
    assert workplace.store.documents() == ()
