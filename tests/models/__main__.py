"""A scripted model as a process of its own: `python -m tests.models BEHAVIOUR`, a name in transport.py.

It serves until its standard input ends, and says its address on the first line of standard output.
"""

import sys

from tests.models import transport
from tests.models.server import ScriptedModel

if __name__ == "__main__":
    with ScriptedModel(getattr(transport, sys.argv[1])) as model:
        print(model.url, flush=True)  # noqa: T201 - for whoever started it
        sys.stdin.read()
