"""The plain SeeUPO loop, clean and with planted faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from audit import audit, first_cause
from loop_faults import LOOP_FAULTS
from seeupo_loop import CONFIG, SeeUpoLoop

from seeupo_log import LogWriter

CLEAN: dict[str, dict[str, Any]] = {
    "as-published": {},
    "ragged": {"ragged": True},
    "forward": {"order": "forward"},
    "leave-one-out": {"baseline": "leave-one-out", "scale": "none"},
    "batch-mean": {"baseline": "batch-mean"},
    "no-baseline": {"baseline": "none", "scale": "none"},
    "token": {"level": "token", "ragged": True},
    "token-mean": {"level": "token", "aggregation": "token-mean", "ragged": True},
    "geometric": {"level": "geometric", "ragged": True},
    "bounds": {"carry_bounds": [0.5, 2.0], "ragged": True},
    "trajectory-mean": {"aggregation": "trajectory-mean", "ragged": True},
    "one-epoch": {"epochs": 1},
    "five-turns-far": {"turns": 5, "ragged": True, "learning_rate": 3.0},
    "bfloat16": {"dtype": torch.bfloat16},
    "float64": {"dtype": torch.float64, "ragged": True},
}


def run(loop: type[SeeUpoLoop], folder: Path, given: dict[str, Any]) -> Path:
    path = folder / "run.jsonl"
    parts = {key: given.pop(key) for key in ("ragged", "turns", "learning_rate", "dtype") if key in given}
    dtype = str(parts.get("dtype", torch.float32)).removeprefix("torch.")
    config = {**CONFIG, **given}
    with LogWriter(path, trainer="plain", dtype=dtype, config=config) as log:
        made = loop(log, config, seed=5, **parts)
        for _ in range(2):
            made.iterate()
    return path


@pytest.mark.parametrize("name", CLEAN)
def test_clean_loop_agrees(name: str, tmp_path: Path) -> None:
    report = audit(run(SeeUpoLoop, tmp_path, dict(CLEAN[name])))
    assert (report["verdict"], report["code"]) == ("agrees", 0), first_cause(report)
    assert len(report["quantities"]) == 4


@pytest.mark.parametrize("name", LOOP_FAULTS)
def test_loop_fault_is_found(name: str, tmp_path: Path) -> None:
    loop, given, cause = LOOP_FAULTS[name]
    report = audit(run(loop, tmp_path, dict(given)))
    assert (report["verdict"], report["code"]) == ("differs", 1)
    assert cause in first_cause(report)
