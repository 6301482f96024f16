"""Writes an embedding and a reranker of random weights where an evaluation is to find them.

`python -m tests.kb.neural.tiny_models FOLDER` makes FOLDER/embedding and FOLDER/reranker.
"""

import sys
from pathlib import Path

from tests.kb.neural.tiny import tiny_folder
from tests.kb.neural.tiny_reranker import tiny_reranker

if __name__ == "__main__":
    tiny_folder(Path(sys.argv[1]) / "embedding")
    tiny_reranker(Path(sys.argv[1]) / "reranker")
