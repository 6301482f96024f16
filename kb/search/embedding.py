"""The built-in embedding: hashed character n-grams of words, so that "aanmelding" is near "aangemeld"."""

import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from kb.language.words import STOP_WORDS, tokens

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

DIMENSIONS = 1024
# Names what the numbers mean: vectors of another space are never compared with these.
SPACE = f"subword-2/{DIMENSIONS}"

SHORTEST, LONGEST = 3, 5  # letters of an n-gram, word boundaries counted
_KEPT = 16384  # words whose vectors are remembered, at most 2 kB each
_STOP_WEIGHT = 0.2  # function words say little, but a text of nothing else still has a direction


class Embed(Protocol):
    """The seam where an embedding plugs in: texts to vectors, questions and passages alike.

    Whoever hands one on hands on its `space` too: a name for what the numbers mean, which changes
    whenever they do (`SPACE` for the built-in one). Stored vectors are kept by it.
    """

    def __call__(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """One row per text, all of the same width; zero for a text that points nowhere."""
        ...


def grams(word: str) -> tuple[int, ...]:
    """A 32-bit hash of each character 3- to 5-gram of the word between boundary marks, and of the whole."""
    marked = f"<{word}>".encode()
    found = [
        zlib.crc32(marked[start : start + size])
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(marked) - size + 1)
    ]
    return (*found, zlib.crc32(marked + b"#"))


@lru_cache(maxsize=_KEPT)
def _word_vector(word: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Places and values of a word's unit vector; the highest bit of a hash is its sign."""
    hashes = np.array(grams(word), dtype=np.uint32)
    signs = np.where(hashes >> 31, np.float32(-1), np.float32(1))
    dense = np.bincount(hashes % DIMENSIONS, weights=signs, minlength=DIMENSIONS)
    places = np.flatnonzero(dense)
    values = dense[places].astype(np.float32)
    return places, values / np.float32(np.linalg.norm(values) or 1)


def _vector(text: str) -> NDArray[np.float64]:
    total = np.zeros(DIMENSIONS)
    for word, n in Counter(tokens(text)).items():
        places, values = _word_vector(word)
        # Sublinear: a word's second mention adds less than its first.
        total[places] += values * ((1 + np.log(n)) * (_STOP_WEIGHT if word in STOP_WORDS else 1))
    return total


def subword_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """One row of `DIMENSIONS` numbers per text, of length 1; zero for a text without words.

    Needs no training and no download: character 3- to 5-grams within each word, hashed with a
    sign. Equal texts give equal rows on every machine.

    Source: Bojanowski et al., TACL 2017 (n-grams with boundary marks); Weinberger et al., ICML
    2009 (signed hashing).
    """
    matrix = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in enumerate(texts):
        vector = _vector(text)
        length = np.linalg.norm(vector)
        if length > 0:
            matrix[row] = vector / length
    return matrix


def embed_with(embedding: "BaseEmbedding") -> Embed:
    """Any LlamaIndex embedding model at the seam; the caller names its space.

    What the model raises is passed on.
    """

    def embed(texts: Sequence[str], /) -> NDArray[np.float32]:
        rows = np.array(embedding.get_text_embedding_batch(list(texts)), dtype=np.float32)
        return rows.reshape(len(texts), -1 if texts else 0)

    return embed


def built_in_embedding() -> "BaseEmbedding":
    """The same vectors as a LlamaIndex embedding model, for whoever builds on LlamaIndex.

    The search itself is given `subword_vectors`: llama_index is imported here and not before, which
    spares every process that answers a question its import.
    """
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class SubwordEmbedding(BaseEmbedding):
        """LlamaIndex's door to `subword_vectors`."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return [float(value) for value in subword_vectors([text])[0]]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(value) for value in row] for row in subword_vectors(texts)]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return SubwordEmbedding(model_name=SPACE, embed_batch_size=256)
