"""The command line as a process of its own."""

import sys
from typing import Final

PROGRAM: Final = [sys.executable, "-c", "from api.cli import main; main()"]

# A shell starts what runs in the background with Ctrl-C ignored, and children inherit that.
HEEDING_CTRL_C: Final = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from api.cli import main; main()",
]
