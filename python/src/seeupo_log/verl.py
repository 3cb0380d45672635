"""The hook for verl (0.9): wraps a policy loss of its registry so that every call is logged.

    from seeupo_log import LogWriter
    from seeupo_log.verl import logged_policy_loss
    writer = LogWriter("run.jsonl", trainer="verl", version="0.9.1", dtype="float32", config=config)
    logged_policy_loss("vanilla", writer)     # before the actor is built

Rows know their group, trajectory, score and step from `describe`, which RayPPOTrainer calls once after its advantages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .writer import LogWriter


class RowIds:
    """What the loss does not see of its rows, by the response's tokens or in the order of the batch."""

    def __init__(self) -> None:
        self.step = -1
        self.rows: list[Mapping[str, Any]] = []
        self.next = 0
        self.update = 0

    def describe(self, uids: Sequence[Any], scores: Sequence[float], responses: Sequence[Sequence[int]]) -> None:
        """A new generation: `uids` and `scores` of its rows in the order in which the loss gets them."""
        self.step += 1
        self.next = 0
        self.update = 0
        self.rows = [
            {"uid": str(uid), "traj_uid": f"{self.step}/{i}", "row": i, "score": float(score), "responses": list(ids)}
            for i, (uid, score, ids) in enumerate(zip(uids, scores, responses, strict=True))
        ]

    def take(self, n: int) -> list[Mapping[str, Any]]:
        """The next n rows; after the last one the first again (another epoch)."""
        taken = [self.rows[(self.next + i) % len(self.rows)] for i in range(n)]
        self.next = (self.next + n) % len(self.rows)
        return taken


def logged_policy_loss(name: str, writer: LogWriter) -> RowIds:
    """Puts a logging wrapper around the policy loss `name` of verl's registry; returns what `describe` is called on."""
    from verl.trainer.ppo import core_algos

    ids = RowIds()
    inner: Callable[..., Any] = core_algos.POLICY_LOSS_REGISTRY[name]

    def wrapper(old_log_prob: Any, log_prob: Any, advantages: Any, response_mask: Any, **others: Any) -> Any:
        loss, metrics = inner(
            old_log_prob=old_log_prob, log_prob=log_prob, advantages=advantages, response_mask=response_mask, **others
        )
        weights = others.get("rollout_is_weights")
        for i, row in enumerate(ids.take(len(log_prob))):
            writer.row(
                step=ids.step,
                update=ids.update,
                turn=1,
                turns=1,
                **row,
                response_mask=response_mask[i].long(),
                old_log_probs=old_log_prob[i],
                log_probs=log_prob[i],
                advantages=advantages[i],
                rollout_is_weights=None if weights is None else weights[i],
            )
        writer.call(step=ids.step, update=ids.update, scalars={"pg_loss": loss.item(), **metrics})
        ids.update += 1
        return loss, metrics

    core_algos.POLICY_LOSS_REGISTRY[name] = wrapper
    return ids
