"""SeeUPO (Algorithm 1) as a plain PyTorch loop that logs what it uses: the worked example of docs/vectors.md.

    python seeupo_loop.py run.jsonl && seeupo audit run.jsonl

Each method is one formula of the paper, so that each can be tested against `seeupo vectors` by itself, and replaced.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from seeupo_log import LogWriter

CONFIG: dict[str, Any] = {
    "algorithm": "seeupo",
    "order": "reverse",
    "group": 4,
    "baseline": "group-mean",
    "scale": "std",
    "std": "n-1",
    "eps": 1e-6,
    "level": "sequence",
    "clip_low": 0.2,
    "clip_high": 0.2,
    "carry": "after-update",
    "carry_bounds": None,
    "aggregation": "row-mean",
    "epochs": 2,
}

VOCABULARY, HEADER, LENGTH = 24, 2, 5


class Policy(nn.Module):
    """The next token's distribution from the tokens so far: an embedding and a GRU."""

    def __init__(self, hidden: int = 12) -> None:
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY + 1, hidden)
        self.gru = nn.GRU(hidden, hidden, batch_first=True)
        self.head = nn.Linear(hidden, VOCABULARY)

    def log_probs(self, tokens: Tensor) -> Tensor:
        """log π of every token given those before it; [rows, length]."""
        shifted = torch.cat([torch.full_like(tokens[:, :1], VOCABULARY), tokens[:, :-1]], dim=1)
        logits = self.head(self.gru(self.embedding(shifted))[0])
        logps: Tensor = torch.log_softmax(logits, -1).gather(-1, tokens.unsqueeze(-1)).squeeze(-1)
        return logps


@dataclass
class Response:
    """One response of one turn; `tokens` are those of the whole episode up to it."""

    tokens: Tensor
    start: int
    mask: list[int]


@dataclass
class Trajectory:
    group: str
    name: str
    responses: list[Response]
    score: float


class SeeUpoLoop:
    """Iterations of Algorithm 1 over made-up episodes with `turns` turns, of which some end early if `ragged`."""

    def __init__(self, log: LogWriter, config: Mapping[str, Any] = CONFIG, *, seed: int = 0, turns: int = 3,
                 groups: int = 4, ragged: bool = False, learning_rate: float = 0.5,
                 dtype: torch.dtype = torch.float32) -> None:
        torch.manual_seed(seed)
        self.log, self.config, self.turns, self.groups, self.ragged = log, dict(config), turns, groups, ragged
        self.policy = Policy().to(dtype)
        self.optimizer = torch.optim.SGD(self.policy.parameters(), lr=learning_rate)
        self.step = 0
        self.update = 0

    # ---- sampling -------------------------------------------------------------------------------------------------

    @torch.no_grad()
    def sample(self) -> list[Trajectory]:
        """`group` trajectories of each of `groups` contexts. A header that is not the policy's opens every turn."""
        found = []
        for g in range(self.groups):
            for k in range(self.config["group"]):
                tokens = torch.tensor([[g]])
                responses = []
                last = self.turns if not self.ragged else 1 + int(torch.randint(self.turns, ()))
                for _ in range(last):
                    start = tokens.shape[1]
                    tokens = torch.cat([tokens, torch.tensor([[12, g]])], dim=1)
                    for _ in range(LENGTH - HEADER - (int(torch.randint(2, ())) if self.ragged else 0)):
                        padded = torch.cat([tokens, tokens[:, :1]], dim=1)
                        hidden = self.policy.gru(self.policy.embedding(
                            torch.cat([torch.tensor([[VOCABULARY]]), padded[:, :-1]], dim=1)))[0]
                        chances = torch.softmax(self.policy.head(hidden)[:, -1].float(), -1)
                        tokens = torch.cat([tokens, torch.multinomial(chances, 1)], dim=1)
                    count = tokens.shape[1] - start
                    responses.append(Response(tokens, start, [0] * HEADER + [1] * (count - HEADER)))
                score = 0.125 * float(sum(int(t) % 5 for t in tokens[0, 1:])) - last
                found.append(Trajectory(f"{self.step}-{g}", f"{self.step}-{g}-{k}", responses, score))
        return found

    def log_probs(self, response: Response) -> Tensor:
        """log π of the response's tokens, header included."""
        return self.policy.log_probs(response.tokens)[0, response.start :]

    # ---- the formulas ---------------------------------------------------------------------------------------------

    def advantages(self, batch: Sequence[Trajectory]) -> dict[str, float]:
        """Â, Eq. 9: returns less the baseline, over the deviation."""
        scores = {t.name: torch.tensor(t.score, dtype=torch.float64) for t in batch}
        result = {}
        for t in batch:
            own = torch.stack([scores[o.name] for o in batch if o.group == t.group])
            everyone = torch.stack(list(scores.values()))
            baseline = {
                "group-mean": own.mean(),
                "leave-one-out": (own.sum() - scores[t.name]) / max(1, len(own) - 1),
                "batch-mean": everyone.mean(),
                "none": torch.tensor(0.0),
            }[self.config["baseline"]]
            centred = scores[t.name] - baseline
            if self.config["scale"] == "std":
                pool = everyone if self.config["baseline"] == "batch-mean" else own
                centred = centred / (pool.std(correction=1 if self.config["std"] == "n-1" else 0) + self.config["eps"])
            result[t.name] = float(centred)
        return result

    def log_ratio(self, now: Tensor, old: Tensor, mask: Tensor) -> Tensor:
        """log ρ of the response (Eq. 6), per token or as one number."""
        difference = now - old
        if self.config["level"] == "token":
            return difference
        total = (difference * mask).sum()
        return total / mask.sum() if self.config["level"] == "geometric" else total

    def loss_of_row(self, now: Tensor, old: Tensor, mask: Tensor, advantage: float) -> Tensor:
        """−min(ρM, clip(ρ)M), Eq. 6; at token level the mean over the response's tokens."""
        ratio = torch.exp(self.log_ratio(now, old, mask))
        clipped = ratio.clamp(1 - self.config["clip_low"], 1 + self.config["clip_high"])
        loss = -torch.min(ratio * advantage, clipped * advantage)
        return (loss * mask).sum() / mask.sum() if self.config["level"] == "token" else loss

    def aggregate(self, losses: Tensor, masks: Sequence[Tensor], trajectories: int) -> Tensor:
        """The loss of a turn from those of its rows."""
        counts = torch.stack([mask.sum() for mask in masks])
        kind = self.config["aggregation"]
        if kind == "token-mean":
            return (losses * counts).sum() / counts.sum()
        return losses.sum() / trajectories if kind == "trajectory-mean" else losses.mean()

    def used_factor(self, factor: float) -> float:
        """c as it multiplies Â: bounded where the configuration says so."""
        bounds = self.config["carry_bounds"]
        return factor if bounds is None else min(max(factor, bounds[0]), bounds[1])

    def next_factor(self, factor: float, after: Tensor, old: Tensor, before: Tensor, mask: Tensor) -> float:
        """Eqs. 7 and 8: times the response's ratio right after its turn's update, over the sampler."""
        return factor * float(torch.exp(((after - old) * mask).sum()))

    def keys(self, rows: Sequence[Trajectory]) -> list[str]:
        """What factors are kept by: the trajectory, never the position of a row."""
        return [t.name for t in rows]

    def order(self) -> list[int]:
        """Turns from the last to the first (or the other way)."""
        turns = list(range(1, self.turns + 1))
        return turns[::-1] if self.config["order"] == "reverse" else turns

    def arranged(self, rows: list[Trajectory]) -> list[Trajectory]:
        """Rows of a turn in the order in which the loss gets them."""
        return rows

    # ---- one iteration --------------------------------------------------------------------------------------------

    def iterate(self) -> None:
        batch = self.sample()
        numbers = {t.name: i for i, t in enumerate(batch)}
        with torch.no_grad():
            olds = {(t.name, i + 1): self.log_probs(r) for t in batch for i, r in enumerate(t.responses)}
        advantages = self.advantages(batch)
        factors: dict[str, float] = {}
        for turn in self.order():
            rows = self.arranged([t for t in batch if len(t.responses) >= turn])
            if not rows:
                continue
            keys = self.keys(rows)
            masks = [torch.tensor(t.responses[turn - 1].mask, dtype=olds[t.name, turn].dtype) for t in rows]
            with torch.no_grad():
                before = [self.log_probs(t.responses[turn - 1]) for t in rows]
            for epoch in range(self.config["epochs"]):
                self.train(rows, turn, epoch, keys, masks, olds, advantages, factors, numbers, len(batch))
            for key, t, mask, start in zip(keys, rows, masks, before, strict=True):
                with torch.no_grad():
                    after = self.log_probs(t.responses[turn - 1])
                old = olds[t.name, turn]
                self.log.after(step=self.step, update=self.update, uid=t.group, traj_uid=t.name, turn=turn,
                               log_probs_after=after, response_mask=t.responses[turn - 1].mask)
                factors[key] = self.next_factor(factors.get(key, 1.0), after, old, start, mask)
        self.step += 1

    def train(self, rows: list[Trajectory], turn: int, epoch: int, keys: list[str], masks: list[Tensor],
              olds: Mapping[tuple[str, int], Tensor], advantages: Mapping[str, float], factors: Mapping[str, float],
              numbers: Mapping[str, int], trajectories: int) -> None:
        """One optimizer step on the responses of a turn."""
        losses = []
        for key, t, mask in zip(keys, rows, masks, strict=True):
            now, old = self.log_probs(t.responses[turn - 1]), olds[t.name, turn]
            factor = self.used_factor(factors.get(key, 1.0))
            losses.append(self.loss_of_row(now, old, mask, advantages[t.name] * factor))
            self.log.row(step=self.step, update=self.update, epoch=epoch, uid=t.group, traj_uid=t.name, turn=turn,
                         turns=len(t.responses), row=numbers[t.name], score=t.score,
                         responses=t.responses[turn - 1].tokens[0, t.responses[turn - 1].start :],
                         response_mask=t.responses[turn - 1].mask, old_log_probs=old, log_probs=now,
                         advantages=advantages[t.name], carried=factor, pg_loss=losses[-1])
        loss = self.aggregate(torch.stack(losses), masks, trajectories)
        self.log.call(step=self.step, update=self.update, turn=turn, epoch=epoch, scalars={"loss": loss.item()})
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.update += 1


def main(path: str) -> None:
    with LogWriter(path, trainer="plain", dtype="float32", config=CONFIG) as log:
        loop = SeeUpoLoop(log)
        for _ in range(2):
            loop.iterate()


if __name__ == "__main__":
    main(sys.argv[1])
