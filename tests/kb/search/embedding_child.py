"""Embeds what a store holds until it is killed: `python -m tests.kb.search.embedding_child DATA URL`."""

import sys
import threading
from pathlib import Path

from kb.address import Server
from kb.neural.embedding import open_embedding
from kb.search.embedding import SPACE, subword_vectors
from kb.search.indexes import Indexes
from kb.search.neural_leg import NeuralLeg
from kb.store import Store

if __name__ == "__main__":
    data, url = Path(sys.argv[1]), sys.argv[2]
    store = Store(f"sqlite:///{data / 'store.sqlite'}")
    leg = NeuralLeg(store, lambda: open_embedding(Server(url, "m")), url)
    indexes = Indexes(store, data / "indexes", subword_vectors, SPACE, neural=leg)
    threading.Event().wait()
