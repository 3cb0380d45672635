"""Writes a log in the form seeupo-log/1: the run first, then one JSON object a line."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

SCHEMA = "seeupo-log/1"

#: What a row may hold beside the fields of `LogWriter.row`.
Numbers = Sequence[float]


class LogWriter:
    """A log of one run (of one rank, where there are several).

    Every line is written at once, so that a run that is killed loses at most the line it was writing.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        trainer: str,
        config: Mapping[str, Any],
        version: str | None = None,
        dtype: str | None = None,
    ) -> None:
        self._file: TextIO = Path(path).open("w", encoding="utf-8")
        self._write({"schema": SCHEMA, "trainer": trainer, "version": version, "dtype": dtype, "config": plain(config)})

    def row(self, *, step: int, **fields: Any) -> None:
        """One response of one turn in one loss call; `fields` as in docs/audit.md."""
        self._write({"step": step, **fields})

    def call(self, *, step: int, scalars: Mapping[str, float], **place: Any) -> None:
        """The loss call that the rows before belong to (they share `update`, `micro`, `turn`, `epoch`)."""
        self._write({"step": step, **place, "scalars": dict(scalars)})

    def after(self, *, step: int, traj_uid: str, turn: int, log_probs_after: Numbers, **fields: Any) -> None:
        """A response's log-probabilities right after the update of its turn."""
        self._write({"step": step, **fields, "traj_uid": traj_uid, "turn": turn, "log_probs_after": log_probs_after})

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> LogWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _write(self, line: Mapping[str, Any]) -> None:
        known = {key: finite(numbers(value)) for key, value in line.items() if value is not None}
        self._file.write(json.dumps(known, allow_nan=False) + "\n")
        self._file.flush()


def numbers(value: Any) -> Any:
    """Tensors and arrays as (nested) lists of Python numbers; half precision becomes float32, which is exact."""
    if hasattr(value, "detach"):
        value = value.detach()
        return (value.float() if value.is_floating_point() else value).tolist()
    if hasattr(value, "tolist"):
        return value.tolist()
    return value


def finite(value: Any) -> Any:
    """JSON has no NaN: null stands for it."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (list, tuple)):
        return [finite(x) for x in value]
    if isinstance(value, dict):
        return {key: finite(x) for key, x in value.items()}
    return value


def plain(config: Mapping[str, Any]) -> dict[str, Any]:
    """A configuration as JSON: what is neither a number, text, list nor mapping becomes its text."""

    def known(value: Any) -> Any:
        if value is None or isinstance(value, (bool, int, float, str)):
            return getattr(value, "value", value)
        if isinstance(value, Mapping):
            return {str(key): known(x) for key, x in value.items()}
        if isinstance(value, (list, tuple)):
            return [known(x) for x in value]
        return str(value)

    return {str(key): known(value) for key, value in config.items()}
