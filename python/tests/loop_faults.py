"""Faults planted in the plain SeeUPO loop: what it logs is what it used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from seeupo_loop import SeeUpoLoop, Trajectory
from torch import Tensor


class CarryByRow(SeeUpoLoop):
    """Factors are kept by the position of a row, and rows are arranged anew for every turn."""

    def arranged(self, rows: list[Trajectory]) -> list[Trajectory]:
        generator = torch.Generator().manual_seed(self.update)
        return [rows[i] for i in torch.randperm(len(rows), generator=generator)]

    def keys(self, rows: Sequence[Trajectory]) -> list[str]:
        return [str(i) for i in range(len(rows))]


class NoCarry(SeeUpoLoop):
    def used_factor(self, factor: float) -> float:
        return 1.0


class ClippedCarry(SeeUpoLoop):
    def used_factor(self, factor: float) -> float:
        return min(max(factor, 0.8), 1.2)


class ClippedOnwards(SeeUpoLoop):
    def next_factor(self, factor: float, after: Tensor, old: Tensor, before: Tensor, mask: Tensor) -> float:
        return min(max(super().next_factor(factor, after, old, before, mask), 0.8), 1.2)


class GeometricCarry(SeeUpoLoop):
    def next_factor(self, factor: float, after: Tensor, old: Tensor, before: Tensor, mask: Tensor) -> float:
        return factor * float(torch.exp(((after - old) * mask).sum() / mask.sum()))


class CarryOverStep(SeeUpoLoop):
    def next_factor(self, factor: float, after: Tensor, old: Tensor, before: Tensor, mask: Tensor) -> float:
        return super().next_factor(factor, after, before, before, mask)


class CarryLastOnly(SeeUpoLoop):
    def next_factor(self, factor: float, after: Tensor, old: Tensor, before: Tensor, mask: Tensor) -> float:
        return super().next_factor(1.0, after, old, before, mask)


class CarryWithHeaders(SeeUpoLoop):
    def next_factor(self, factor: float, after: Tensor, old: Tensor, before: Tensor, mask: Tensor) -> float:
        return super().next_factor(factor, after, old, before, torch.ones_like(mask))


class CarryInverted(SeeUpoLoop):
    def next_factor(self, factor: float, after: Tensor, old: Tensor, before: Tensor, mask: Tensor) -> float:
        return super().next_factor(factor, old, after, before, mask)


class Forward(SeeUpoLoop):
    def order(self) -> list[int]:
        return super().order()[::-1]


class Headers(SeeUpoLoop):
    def log_ratio(self, now: Tensor, old: Tensor, mask: Tensor) -> Tensor:
        return super().log_ratio(now, old, torch.ones_like(mask))


class Geometric(SeeUpoLoop):
    def log_ratio(self, now: Tensor, old: Tensor, mask: Tensor) -> Tensor:
        return super().log_ratio(now, old, mask) / mask.sum()


class MinBefore(SeeUpoLoop):
    def loss_of_row(self, now: Tensor, old: Tensor, mask: Tensor, advantage: float) -> Tensor:
        ratio = torch.exp(self.log_ratio(now, old, mask))
        return -torch.min(ratio, ratio.clamp(0.8, 1.2)) * advantage


class NoClip(SeeUpoLoop):
    def loss_of_row(self, now: Tensor, old: Tensor, mask: Tensor, advantage: float) -> Tensor:
        return -torch.exp(self.log_ratio(now, old, mask)) * advantage


class Summed(SeeUpoLoop):
    def aggregate(self, losses: Tensor, masks: Sequence[Tensor], trajectories: int) -> Tensor:
        return losses.sum()


class OverTrajectories(SeeUpoLoop):
    def aggregate(self, losses: Tensor, masks: Sequence[Tensor], trajectories: int) -> Tensor:
        return losses.sum() / trajectories


class OverN(SeeUpoLoop):
    def advantages(self, batch: Sequence[Trajectory]) -> dict[str, float]:
        before = self.config["std"]
        self.config["std"] = "n"
        result = super().advantages(batch)
        self.config["std"] = before
        return result


class WholeBatch(SeeUpoLoop):
    """One group: the batch."""

    def advantages(self, batch: Sequence[Trajectory]) -> dict[str, float]:
        return super().advantages([Trajectory("", t.name, t.responses, t.score) for t in batch])


class WrongGroup(SeeUpoLoop):
    """Groups are the k-th members of all contexts."""

    def advantages(self, batch: Sequence[Trajectory]) -> dict[str, float]:
        return super().advantages([Trajectory(t.name.split("-")[2], t.name, t.responses, t.score) for t in batch])


class AdvantagesRolled(SeeUpoLoop):
    def advantages(self, batch: Sequence[Trajectory]) -> dict[str, float]:
        own = super().advantages(batch)
        names = list(own)
        return {name: own[names[i - 1]] for i, name in enumerate(names)}


#: name → (loop, configuration, a word that the first-named cause must have)
LOOP_FAULTS: dict[str, tuple[type[SeeUpoLoop], dict[str, Any], str]] = {
    "carry-by-row": (CarryByRow, {}, "permuted"),
    "no-carry": (NoCarry, {}, "no factor"),
    "clipped-carry": (ClippedCarry, {}, "clipped to [0.8, 1.2] where they are used"),
    "clipped-onwards": (ClippedOnwards, {}, "clipped to [0.8, 1.2] and carried on"),
    "geometric-carry": (GeometricCarry, {}, "geometric"),
    "carry-over-step": (CarryOverStep, {}, "before the step"),
    "carry-last-only": (CarryLastOnly, {}, "updated last"),
    "carry-with-headers": (CarryWithHeaders, {}, "outside the mask"),
    "carry-inverted": (CarryInverted, {}, "inverted"),
    "forward": (Forward, {}, "order"),
    "headers": (Headers, {}, "outside the mask"),
    "geometric": (Geometric, {}, "geometric"),
    "min-before": (MinBefore, {}, "before the advantage"),
    "no-clip": (NoClip, {}, "no clipping"),
    "summed": (Summed, {}, "sum"),
    "over-trajectories": (OverTrajectories, {"ragged": True}, "trajectories"),
    "over-n": (OverN, {}, "deviation with n instead"),
    "whole-batch": (WholeBatch, {}, "wrong group"),
    "wrong-group": (WrongGroup, {}, "wrong group"),
    "advantages-rolled": (AdvantagesRolled, {}, "permuted"),
    "bounds-unread": (ClippedCarry, {"carry_bounds": [0.5, 2.0]}, "[0.8, 1.2]"),
}
