"""Faults planted in a real GRPOTrainer, each beneath the hook: what the log holds is what the faulty trainer used."""

from __future__ import annotations

from typing import Any, Callable

import torch
from trl import GRPOTrainer

Batch = dict[str, Any]


def advantages_from(make: Callable[[torch.Tensor, int], torch.Tensor]) -> type[GRPOTrainer]:
    """A trainer whose advantages are `make(rewards, group size)`."""

    class Faulty(GRPOTrainer):  # type: ignore[misc]
        def _calculate_rewards(self, *args: Any, **kwargs: Any) -> torch.Tensor:
            rewards = super()._calculate_rewards(*args, **kwargs)
            self._rewards = (rewards * self.reward_weights).nansum(dim=1)
            return rewards

        def _generate_and_score_completions(self, inputs: Any) -> Batch:
            batch: Batch = super()._generate_and_score_completions(inputs)
            batch["advantages"] = make(self._rewards, self.num_generations)
            return batch

    return Faulty


def standardised(rewards: torch.Tensor, n: int, correction: int = 1, eps: float = 1e-4) -> torch.Tensor:
    groups = rewards.view(-1, n)
    scaled = (groups - groups.mean(1, keepdim=True)) / (groups.std(1, keepdim=True, correction=correction) + eps)
    return scaled.flatten()


def tiled(rewards: torch.Tensor, n: int) -> torch.Tensor:
    groups = rewards.view(-1, n)
    k = len(groups)
    mean, std = groups.mean(1).repeat(n), groups.std(1).repeat(n)
    assert len(mean) == k * n
    return (rewards - mean) / (std + 1e-4)


def neighbour(rewards: torch.Tensor, n: int) -> torch.Tensor:
    groups = rewards.view(-1, n)
    mean, std = (x.roll(-1).repeat_interleave(n) for x in (groups.mean(1), groups.std(1)))
    return (rewards - mean) / (std + 1e-4)


def strided(rewards: torch.Tensor, n: int) -> torch.Tensor:
    groups = rewards.view(n, -1)
    return ((groups - groups.mean(0)) / (groups.std(0) + 1e-4)).flatten()


def leave_one_out(rewards: torch.Tensor, n: int) -> torch.Tensor:
    groups = rewards.view(-1, n)
    return (groups - (groups.sum(1, keepdim=True) - groups) / (n - 1)).flatten()


def settings(**given: Any) -> type[GRPOTrainer]:
    """A trainer that reads these members (of itself, or `args_` of its configuration) otherwise in its loss."""

    class Faulty(GRPOTrainer):  # type: ignore[misc]
        def _compute_loss(self, model: Any, inputs: Batch) -> torch.Tensor:
            owners = {
                key: (self.args, key[5:]) if key.startswith("args_") else (self, key) for key in given
            }
            before = {key: getattr(owner, name) for key, (owner, name) in owners.items()}
            for key, (owner, name) in owners.items():
                setattr(owner, name, given[key])
            loss = super()._compute_loss(model, inputs)
            for key, (owner, name) in owners.items():
                setattr(owner, name, before[key])
            return loss

    return Faulty


def own_loss(token_loss: Callable[..., torch.Tensor], reduce: Callable[..., torch.Tensor] | None = None) -> type[GRPOTrainer]:
    """A trainer with its own loss of tokens, from (ratio, advantages, logps, old); row means, accumulated, by default."""

    class Faulty(GRPOTrainer):  # type: ignore[misc]
        def _compute_loss(self, model: Any, inputs: Batch) -> torch.Tensor:
            ids = torch.cat([inputs["prompt_ids"], inputs["completion_ids"]], dim=1)
            attention = torch.cat([inputs["prompt_mask"], inputs["completion_mask"]], dim=1)
            kept = inputs["completion_ids"].size(1)
            logps, _, _ = self._get_per_token_logps_and_entropies(model, ids, attention, kept, compute_entropy=True)
            old = inputs.get("old_per_token_logps")
            old = logps.detach() if old is None else old
            mask = inputs["completion_mask"]
            losses = token_loss(torch.exp(logps - old), inputs["advantages"].unsqueeze(1), logps, old)
            if reduce is not None:
                return reduce(self, losses, mask, inputs)
            means = (losses * mask).sum(-1) / mask.sum(-1).clamp(min=1.0)
            return means.mean() / self.current_gradient_accumulation_steps

    return Faulty


def clipped(ratio: torch.Tensor, a: torch.Tensor, *_: torch.Tensor) -> torch.Tensor:
    return -torch.min(ratio * a, ratio.clamp(0.8, 1.2) * a)


def over_mask(change: Callable[[torch.Tensor], torch.Tensor]) -> type[GRPOTrainer]:
    """Row means over another mask than the one that is logged."""

    def reduce(trainer: Any, losses: torch.Tensor, mask: torch.Tensor, _: Batch) -> torch.Tensor:
        used = change(mask)
        means = (losses * used).sum(-1) / used.sum(-1).clamp(min=1.0)
        return means.mean() / trainer.current_gradient_accumulation_steps

    return own_loss(clipped, reduce)


class LoggedShiftedMask(GRPOTrainer):  # type: ignore[misc]
    """The mask is shifted before it enters the loss, and so it is logged."""

    def _generate_and_score_completions(self, inputs: Any) -> Batch:
        batch: Batch = super()._generate_and_score_completions(inputs)
        batch["completion_mask"] = batch["completion_mask"].roll(1, dims=1)
        batch["completion_mask"][:, 0] = 0
        return batch


class Permuted(GRPOTrainer):  # type: ignore[misc]
    """Advantages stay in the order before the shuffle."""

    def _prepare_inputs(self, generation_batch: Any) -> Batch:
        inputs: Batch = super()._prepare_inputs(generation_batch)
        if self._step % (self.args.steps_per_generation * self.num_iterations) == 0:
            parts = self._buffered_inputs
            assert parts is not None
            order = torch.cat([part["log_row"] for part in parts]).argsort()
            before = torch.cat([part["advantages"] for part in parts])[order]
            for part, own in zip(parts, before.split(len(parts[0]["advantages"])), strict=True):
                part["advantages"] = own
        return inputs


class OldPermuted(GRPOTrainer):  # type: ignore[misc]
    """Old log-probabilities are those of the next row."""

    def _generate_and_score_completions(self, inputs: Any) -> Batch:
        batch: Batch = super()._generate_and_score_completions(inputs)
        batch["old_per_token_logps"] = batch["old_per_token_logps"].roll(1, dims=0)
        return batch


class OldShifted(GRPOTrainer):  # type: ignore[misc]
    """Old log-probabilities are off by one token."""

    def _generate_and_score_completions(self, inputs: Any) -> Batch:
        batch: Batch = super()._generate_and_score_completions(inputs)
        batch["old_per_token_logps"] = batch["old_per_token_logps"].roll(1, dims=1)
        return batch


class LateFault(GRPOTrainer):  # type: ignore[misc]
    """Deviations with n, from the second generation on."""

    def _calculate_rewards(self, *args: Any, **kwargs: Any) -> torch.Tensor:
        rewards = super()._calculate_rewards(*args, **kwargs)
        self._rewards, self._count = rewards.sum(1), getattr(self, "_count", 0) + 1
        return rewards

    def _generate_and_score_completions(self, inputs: Any) -> Batch:
        batch: Batch = super()._generate_and_score_completions(inputs)
        if self._count > 1:
            batch["advantages"] = standardised(self._rewards, self.num_generations, correction=0)
        return batch


def token_mean(trainer: Any, losses: torch.Tensor, mask: torch.Tensor, _: Batch) -> torch.Tensor:
    return (losses * mask).sum() / mask.sum() / trainer.current_gradient_accumulation_steps


def no_accumulation(_: Any, losses: torch.Tensor, mask: torch.Tensor, __: Batch) -> torch.Tensor:
    return ((losses * mask).sum(-1) / mask.sum(-1)).mean()


def padded_width(trainer: Any, losses: torch.Tensor, mask: torch.Tensor, _: Batch) -> torch.Tensor:
    return (losses * mask).mean() / trainer.current_gradient_accumulation_steps


def generation_tokens(_: Any, losses: torch.Tensor, mask: torch.Tensor, inputs: Batch) -> torch.Tensor:
    return (losses * mask).sum() / inputs["num_items_in_batch"]


def roll_left(mask: torch.Tensor) -> torch.Tensor:
    shifted = mask.roll(-1, dims=1).clone()
    shifted[:, -1] = 0
    return shifted


def roll_right(mask: torch.Tensor) -> torch.Tensor:
    shifted = mask.roll(1, dims=1).clone()
    shifted[:, 0] = 0
    return shifted


def without_last(mask: torch.Tensor) -> torch.Tensor:
    return mask * (mask.cumsum(1) < mask.sum(1, keepdim=True))


KL = {"beta": 0.1, "loss_type": "grpo"}

#: name → (trainer, configuration, a word that the first-named cause must have)
FAULTS: dict[str, tuple[type[GRPOTrainer], dict[str, Any], str]] = {
    "deviation-over-n": (advantages_from(lambda r, n: standardised(r, n, 0)), {}, "deviation with n instead"),
    "epsilon": (advantages_from(lambda r, n: standardised(r, n, 1, 1e-2)), {}, "epsilon 0.01"),
    "not-scaled": (advantages_from(lambda r, n: standardised(r, n) * (r.view(-1, n).std(1, keepdim=True) + 1e-4).expand(-1, n).flatten()), {}, "not divided"),
    "batch-deviation": (advantages_from(lambda r, n: (r - r.view(-1, n).mean(1).repeat_interleave(n)) / (r.std() + 1e-4)), {}, "batch"),
    "batch-mean": (advantages_from(lambda r, n: (r - r.mean()) / (r.view(-1, n).std(1).repeat_interleave(n) + 1e-4)), {}, "batch-mean"),
    "leave-one-out": (advantages_from(leave_one_out), {"scale_rewards": "none"}, "leave-one-out"),
    "group-tiled": (advantages_from(tiled), {}, "wrong group"),
    "group-strided": (advantages_from(strided), {}, "wrong group"),
    "group-neighbour": (advantages_from(neighbour), {}, "wrong group"),
    "group-half": (advantages_from(lambda r, n: standardised(r, n // 2)), {}, "wrong group"),
    "negated": (advantages_from(lambda r, n: -standardised(r, n)), {}, "sign"),
    "permuted": (Permuted, {}, "permuted"),
    "late": (LateFault, {"max_steps": 12}, "deviation with n instead"),
    "mask-left": (over_mask(roll_left), {}, "shifted left"),
    "mask-right": (over_mask(roll_right), {}, "shifted right"),
    # Without holes this is the mask shifted left: both are named.
    "mask-without-last": (over_mask(without_last), {}, "mask "),
    "mask-logged-shifted": (LoggedShiftedMask, {}, "shifted"),
    "token-mean": (own_loss(clipped, token_mean), {}, "tokens"),
    "no-accumulation": (own_loss(clipped, no_accumulation), {}, "row means over rows instead"),
    "padded-width": (own_loss(clipped, padded_width), {}, "token sums over rows"),
    "generation-tokens": (own_loss(clipped, generation_tokens), {"loss_type": "dapo"}, "token sums over tokens of the"),
    "clip-only": (own_loss(lambda r, a, *_: -r.clamp(0.8, 1.2) * a), {}, "without the minimum"),
    "min-before": (own_loss(lambda r, a, *_: -torch.min(r, r.clamp(0.8, 1.2)) * a), {}, "before the advantage"),
    "no-clip": (own_loss(lambda r, a, *_: -r * a), {}, "no clipping"),
    "ratio-one": (own_loss(lambda _, a, logps, __: -torch.exp(logps - logps.detach()) * a), {}, "every ratio is 1"),
    "log-probability": (own_loss(lambda _, a, logps, __: -logps * a), {}, "without a ratio"),
    "epsilon-high-unread": (settings(epsilon_high=0.2), {"epsilon_high": 0.5}, "clip high 0.2"),
    "epsilon-low-unread": (settings(epsilon_low=0.2), {"epsilon": 0.1, "epsilon_high": 0.2}, "clip low 0.2"),
    "level-unread": (settings(importance_sampling_level="token"), {"importance_sampling_level": "sequence"}, "by token"),
    "beta-unread": (settings(beta=0.0), KL, "no KL"),
    "kl-coefficient": (settings(beta=0.05), KL, "KL coefficient 0.05"),
    "kl-ratio": (settings(args_use_bias_correction_kl=False), KL, "KL not multiplied"),
    "loss-type-unread": (settings(loss_type="bnpo"), {"loss_type": "grpo"}, "tokens"),
    "dr-length": (settings(max_completion_length=512), {"loss_type": "dr_grpo"}, "times the claimed"),
    "sapo-temperature": (settings(args_sapo_temperature_neg=1.0), {"loss_type": "sapo"}, "one temperature"),
    "cispo-high": (settings(epsilon_high=0.2), {"loss_type": "cispo", "epsilon_high": 2.0}, "[0, 0.2]"),
    "old-permuted": (OldPermuted, {}, "permuted"),
    "old-shifted": (OldShifted, {}, "shifted by one token"),
}
