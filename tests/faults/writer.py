"""Changes a store until it is killed: `python -m tests.faults.writer DATA SEED COUNT store|indexes [BYTES]`.

After each change that was acknowledged it writes the number of changes so far. With `indexes` it
brings the indexes along as well.
"""

import sys
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path

from kb.errors import StoreError
from kb.store import Store
from tests.faults.operations import carry_out, operations
from tests.faults.readings import SPACE, embed


def write(data: Path, seed: int, count: int, *, indexed: bool) -> None:
    """Carry out the seed's operations."""
    with ExitStack() as opened:
        store = opened.enter_context(closing(Store(f"sqlite:///{data / 'store.sqlite'}")))
        indexes = None
        if indexed:
            from kb.search.indexes import Indexes

            indexes = opened.enter_context(closing(Indexes(store, data / "indexes", embed, SPACE)))
        for done, operation in enumerate(islice(operations(seed), count), start=1):
            carry_out(store, operation)
            sys.stdout.write(f"{done}\n")
            sys.stdout.flush()
            if indexes:
                indexes.search.search("wijkteam")
                if done % 4 == 0 or done == count:
                    indexes.wait()


if __name__ == "__main__":
    if len(sys.argv) > 5:  # a disk with no more room than this, in bytes
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[5]), int(sys.argv[5])))
    try:
        write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), indexed=sys.argv[4] == "indexes")
    except StoreError as error:
        sys.exit(f"{type(error).__name__}: {error}")
