"""The real GRPOTrainer: clean runs must agree, planted faults must be found with the right cause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tiny
import torch
from audit import audit, first_cause
from faults import FAULTS
from trl import GRPOTrainer

from seeupo_log.trl import LogMixin

SEQUENCE = {"importance_sampling_level": "sequence"}

#: Every loss, then options, sizes and dtypes.
CLEAN: dict[str, dict[str, Any]] = {
    "grpo": {},
    "dapo": {"loss_type": "dapo"},
    "bnpo": {"loss_type": "bnpo"},
    "dr_grpo": {"loss_type": "dr_grpo", "scale_rewards": "none"},
    "cispo": {"loss_type": "cispo", "epsilon_high": 2.0},
    "sapo": {"loss_type": "sapo"},
    "luspo": {"loss_type": "luspo", **SEQUENCE},
    "vespo": {"loss_type": "vespo"},
    "sequence": {"epsilon": 3e-4, "epsilon_high": 4e-4, **SEQUENCE},
    "delta": {"delta": 1.5},
    "kl": {"loss_type": "dapo", "beta": 0.1},
    "kl-without-ratio": {"beta": 0.05, "use_bias_correction_kl": False},
    "batch-scale": {"loss_type": "dapo", "scale_rewards": "batch"},
    "one-step": {"num_iterations": 1, "steps_per_generation": 2},
    "off-policy-mask": {"off_policy_mask_threshold": 0.05},
    "entropy-mask": {"loss_type": "dapo", "top_entropy_quantile": 0.3},
    "entropy-mask-kl": {"loss_type": "dapo", "top_entropy_quantile": 0.5, "beta": 0.1},
    "entropy-bonus": {"entropy_coef": 0.01},
    "truncated": {"loss_type": "dapo", "mask_truncated_completions": True},
    "long": {"loss_type": "dapo", "max_steps": 12, "learning_rate": 0.2},
    "pairs": {"loss_type": "bnpo", "num_generations": 2},
    "no-accumulation": {"gradient_accumulation_steps": 1, "steps_per_generation": 2},
    "bfloat16": {"dtype": torch.bfloat16},
    "bfloat16-kl": {"dtype": torch.bfloat16, "loss_type": "dapo", "beta": 0.04},
    "bfloat16-sequence": {"dtype": torch.bfloat16, **SEQUENCE},
    "wide": {"hidden": 32, "layers": 2},
    **{f"seed-{seed}": {"seed": seed} for seed in range(1, 7)},
}


def run(trainer: type[GRPOTrainer], folder: Path, given: dict[str, Any]) -> Path:
    """Trains a few steps and returns the log."""
    given = {"loss_type": "grpo", "learning_rate": 0.5, **given}
    parts = {key: given.pop(key) for key in ("dtype", "hidden", "layers") if key in given}
    logged = type("Logged", (LogMixin, trainer), {})
    made = logged(
        model=tiny.model(given.get("seed", 0), directory=folder / "model", **parts),
        args=tiny.config(folder, **given),
        reward_funcs=[tiny.reward],
        train_dataset=tiny.prompts(32),
        processing_class=tiny.tokenizer(),
        log_path=folder / "run.jsonl",
    )
    made.train()
    made.log_writer.close()
    return folder / "run.jsonl"


@pytest.mark.parametrize("name", CLEAN)
def test_clean_run_agrees(name: str, tmp_path: Path) -> None:
    report = audit(run(GRPOTrainer, tmp_path, CLEAN[name]))
    assert (report["verdict"], report["code"]) == ("agrees", 0), first_cause(report)
    checked = {quantity["quantity"]: quantity["checked"] for quantity in report["quantities"]}
    assert checked["advantages"] > 0
    assert checked["loss"] > 0


#: A mask moved past the end of a row counts a token that no log holds: found, but not named.
UNNAMED = {"mask-right"}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(name: str, tmp_path: Path) -> None:
    trainer, given, cause = FAULTS[name]
    report = audit(run(trainer, tmp_path, dict(given)))
    assert (report["verdict"], report["code"]) == ("differs", 1)
    if name not in UNNAMED:
        assert cause in first_cause(report)
