"""The console script: ``inatsounds …`` and ``python -m inatsounds …``."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NoReturn

from ._errors import InatsoundsError
from ._program import program


def main() -> NoReturn:
    """Becomes the program, with the arguments of this process."""
    try:
        launcher = program()
        if os.name == "nt":
            sys.exit(subprocess.call([launcher, *sys.argv[1:]]))
        os.execv(launcher, [launcher, *sys.argv[1:]])
    except (InatsoundsError, OSError) as error:
        print(f"inatsounds: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
