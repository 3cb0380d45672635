"""Runs `seeupo audit` of this clone: `npm run build` first."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

MAIN = Path(__file__).parents[2] / "dist" / "cli" / "main.js"


def audit(*words: str | Path) -> dict[str, Any]:
    """The report, with the exit code as `code`."""
    done = subprocess.run(["node", MAIN, "audit", *words, "--json"], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return {**report, "code": done.returncode}


def first_cause(report: dict[str, Any]) -> str:
    """The first cause that the report names."""
    for found in report["contradictions"]:
        return f"{found['text']}: {found.get('cause', '')}"
    for quantity in report["quantities"]:
        if quantity["differing"] > 0:
            if quantity["explanations"]:
                return str(quantity["explanations"][0]["changes"][0])
            return "permuted between rows" if "permuted" in quantity else "unexplained"
    return ""
