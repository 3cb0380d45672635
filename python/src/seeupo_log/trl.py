"""The hook for TRL's GRPOTrainer (1.16): a subclass that logs what the trainer uses.

    from seeupo_log.trl import LoggedGRPOTrainer
    trainer = LoggedGRPOTrainer(..., log_path="run.jsonl")   # everything else as for GRPOTrainer
    trainer.train()
    # seeupo audit run.jsonl
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import torch
import trl
from trl import GRPOTrainer

from .writer import LogWriter

#: What enters the formulas; everything else of a GRPOConfig is left out of the log.
KEYS = (
    "loss_type num_generations per_device_train_batch_size gradient_accumulation_steps steps_per_generation "
    "num_iterations max_completion_length beta temperature epsilon epsilon_high delta importance_sampling_level "
    "scale_rewards use_bias_correction_kl sapo_temperature_neg sapo_temperature_pos vespo_k_pos vespo_lambda_pos "
    "vespo_k_neg vespo_lambda_neg top_entropy_quantile entropy_coef use_adaptive_entropy off_policy_mask_threshold "
    "use_vllm multi_objective_aggregation mask_truncated_completions"
).split()


class LogMixin:
    """Put before GRPOTrainer, or before a subclass of it: writes a seeupo-log/1 to `log_path`.

    Rank r > 0 writes to `log_path` with .r before its suffix.
    """

    def __init__(self, *args: Any, log_path: str | Path, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        config = {key: value for key, value in dataclasses.asdict(self.args).items() if key in KEYS}
        path = Path(log_path)
        rank = self.accelerator.process_index
        if rank > 0:
            path = path.with_suffix(f".{rank}{path.suffix}")
        dtype = str(next(self.model.parameters()).dtype).removeprefix("torch.")
        self.log_writer = LogWriter(path, trainer="trl", version=trl.__version__, dtype=dtype, config=config)
        self._generation = -1
        self._scores: list[float] = []
        self._seen: tuple[torch.Tensor, torch.Tensor | None] | None = None

    def _calculate_rewards(self, *args: Any, **kwargs: Any) -> torch.Tensor:
        rewards = super()._calculate_rewards(*args, **kwargs)
        total = (rewards * self.reward_weights.to(rewards.device)).nansum(dim=1)
        total[torch.isnan(rewards).all(dim=1)] = torch.nan
        self._scores = total.tolist()
        return rewards

    def _generate_and_score_completions(self, inputs: Any) -> dict[str, Any]:
        batch: dict[str, Any] = super()._generate_and_score_completions(inputs)
        if self.model.training:
            self._generation += 1
            n = len(batch["completion_ids"])
            first = self.accelerator.process_index * n
            device = batch["completion_ids"].device
            # Tensors with one entry a row are shuffled and split with the batch.
            batch["log_row"] = torch.arange(first, first + n, device=device)
            batch["log_score"] = torch.tensor(self._scores[first : first + n], device=device, dtype=torch.float64)
        return batch

    def _get_per_token_logps_and_entropies(self, *args: Any, **kwargs: Any) -> Any:
        result = super()._get_per_token_logps_and_entropies(*args, **kwargs)
        self._seen = (result[0].detach(), None if result[1] is None else result[1].detach())
        return result

    def _compute_loss(self, model: Any, inputs: dict[str, Any]) -> torch.Tensor:
        loss = super()._compute_loss(model, inputs)
        if self.model.training and self._seen is not None:
            self._log(inputs, loss.detach())
        return loss

    def _log(self, inputs: dict[str, Any], loss: torch.Tensor) -> None:
        logps, entropies = self._seen if self._seen is not None else (None, None)
        micro = self._step % (self.args.steps_per_generation * self.num_iterations)
        place = {"update": self.state.global_step, "micro": micro}
        mask = inputs["completion_mask"]
        if "tool_mask" in inputs:
            mask = mask * inputs["tool_mask"]
        tokens = {
            "responses": inputs["completion_ids"],
            "response_mask": mask,
            "log_probs": logps,
            "old_log_probs": inputs.get("old_per_token_logps"),
            "ref_log_prob": inputs.get("ref_per_token_logps"),
            "rollout_log_probs": inputs.get("sampling_per_token_logps"),
            "entropies": entropies if self.args.top_entropy_quantile < 1 or self.args.entropy_coef != 0 else None,
        }
        weights = inputs.get("importance_sampling_ratio")
        advantages = inputs["advantages"]
        for i, row in enumerate(inputs["log_row"].tolist()):
            # Padding on the right says nothing.
            kept = max(1, int(inputs["completion_mask"][i].nonzero().max().item()) + 1) if mask[i].any() else 1
            self.log_writer.row(
                step=self._generation,
                **place,
                uid=f"{self._generation}-{row // self.num_generations}",
                traj_uid=f"{self._generation}/{row}",
                turn=1,
                turns=1,
                row=row,
                pos=i,
                score=inputs["log_score"][i],
                **{name: value[i, :kept] for name, value in tokens.items() if value is not None},
                advantages=advantages[i] if advantages.dim() == 1 else advantages[i, :kept],
                rollout_is_weights=None if weights is None else (weights[i, :kept] if weights.shape[1] > 1 else weights[i, 0]),
            )
        items = float(inputs["num_items_in_batch"])
        self.log_writer.call(step=self._generation, **place, scalars={"loss": loss.item(), "num_items_in_batch": items})


class LoggedGRPOTrainer(LogMixin, GRPOTrainer):  # type: ignore[misc]
    """GRPOTrainer with a log."""
