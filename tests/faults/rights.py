"""Root as anybody else: how a child of root is kept from what its rights forbid."""

import os
import shutil
from typing import Final

import pytest

# Root reads and writes everything; without these two capabilities it is refused like anybody else.
AS_ANYBODY: Final = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []

needs_rights = pytest.mark.skipif(
    bool(AS_ANYBODY) and shutil.which("setpriv") is None, reason="root cannot be refused anything here"
)
