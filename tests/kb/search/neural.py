"""What the tests of the neural leg share: indexes with a leg on a scripted server, and a calibration that is heard."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from kb.address import Server
from kb.neural.bound import bind
from kb.neural.embedding import open_embedding
from kb.search.cloze import Gain
from kb.search.embedding import SPACE, subword_vectors
from kb.search.hybrid import HybridSearch
from kb.search.indexes import Indexes
from kb.search.neural_leg import NeuralLeg
from kb.search.semantic import NAME, Calibration
from kb.search.weighing import Weighed
from kb.store import Store
from tests.faults.readings import reading_of
from tests.kb.neural.scripted_embedding import ScriptedEmbedding, numbers

TEXTS = (
    "De woonconsulent meldt een dreigende huisuitzetting bij het wijkteam.",
    "De gemeente heeft de regie op het casusoverleg.",
    "De corporatie stuurt de huurder een brief over de achterstand.",
)
QUESTION = "wie meldt een huisuitzetting"


def take_in(store: Store, stem: str, *texts: str) -> None:
    """Keep a document with these passages."""
    reading, original = reading_of(texts, stem=stem)
    store.take_in(reading, original, {}, SPACE)


def leg_on(store: Store, server: ScriptedEmbedding, *, patience_s: float = 30, pause_s: float = 0.05) -> NeuralLeg:
    """A leg on a scripted server; the first search waits for it."""
    model = partial(open_embedding, Server(server.url, "m"))
    return NeuralLeg(store, model, f"{server.url}#m", patience_s=patience_s, pause_s=pause_s)


@contextmanager
def indexes_on(store: Store, folder: Path, neural: NeuralLeg | None) -> Iterator[Indexes]:
    """The indexes of a store with such a leg."""
    with closing(Indexes(store, folder, subword_vectors, SPACE, neural=neural)) as indexes:
        yield indexes


def make_heard(store: Store, server: ScriptedEmbedding) -> str:
    """Have the model of now weigh something, as if it had been found to help; returns its space."""
    calibration = Calibration(gain=Gain(asked=200, mean=1.0, error=0.1, over_chance=2.0))
    with closing(open_embedding(Server(server.url, "m"))) as model:
        space = bind(model, store.spaces).space.name
    kept = Weighed(calibration=calibration, documents=store.marks())
    store.spaces.keep_calibration(space, kept.model_dump_json())
    return space


def there(indexes: Indexes) -> bool:
    """Whether there is a leg, heard or not."""
    return indexes.search.semantic is not None


def hears(search: HybridSearch, question: str = QUESTION) -> bool:
    """Whether the neural leg adds to what is found."""
    return any(NAME in hit.legs for hit in search.search(question))


def found(search: HybridSearch, question: str = QUESTION) -> list[tuple[str, float]]:
    """What is found, with its scores, which Chroma and exact comparison give to the sixth digit alike."""
    return [(hit.passage_id, round(hit.score, 4)) for hit in search.search(question)]


def until(true: Callable[[], bool]) -> bool:
    """Whether something becomes true in the background; half a minute at most."""
    for _ in range(600):
        if true():
            return True
        threading.Event().wait(0.05)
    return False


def all_of_model(store: Store, space: str, model: int) -> bool:
    """Whether every vector of a space is what this model makes of the passage."""
    ids, matrix = store.vectors(space)
    texts = {passage.id: passage for passage, _, _ in store.searchable()}
    lead_in = {passage.id: lead for passage, _, lead in store.searchable()}
    given = ["\n".join((*texts[id_].headings, lead_in[id_])).strip() + "\n" + texts[id_].text for id_ in ids]
    return len(ids) == len(texts) and np.allclose(matrix, numbers(given, model), atol=1e-4)
