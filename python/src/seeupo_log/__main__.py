"""`python -m seeupo_log audit RUN …` hands a log to the npm command `seeupo`, and says how to get it where it is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence

ADVICE = (
    "seeupo_log: the command `seeupo` is not on the path. It is an npm package and needs Node 20.19 or later:\n"
    "  npm install --global seeupo      (or, in a clone: npm ci && npm run build && npm link)"
)


def main(words: Sequence[str]) -> int:
    """The exit code of `seeupo audit`, or 2 for bad use and where there is no such command."""
    if not words or words[0] not in {"audit", "vectors"}:
        print("usage: python -m seeupo_log audit LOG… [options of seeupo audit]", file=sys.stderr)
        return 2
    command = shutil.which("seeupo")
    if command is None:
        print(ADVICE, file=sys.stderr)
        return 2
    return subprocess.run([command, *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
