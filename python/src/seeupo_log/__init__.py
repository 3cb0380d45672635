"""Logs of RL trainers that `seeupo audit` reads, and a pytest plugin for `seeupo vectors`."""

from .writer import SCHEMA, LogWriter

__all__ = ["SCHEMA", "LogWriter"]
