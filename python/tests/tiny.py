"""A tiny random model, a word-level tokenizer made here and a dataset: what a real GRPOTrainer needs, offline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
from trl import GRPOConfig

WORDS = [f"w{i}" for i in range(25)]
VOCABULARY = {word: i for i, word in enumerate(["<pad>", "<eos>", "<unk>", *WORDS])}


def tokenizer() -> PreTrainedTokenizerFast:
    made = Tokenizer(models.WordLevel(VOCABULARY, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>", padding_side="left"
    )


def model(
    seed: int, dtype: torch.dtype = torch.float32, hidden: int = 16, layers: int = 1, directory: Path | None = None
) -> LlamaForCausalLM:
    """With a `directory` it is saved there, where the trainer finds its reference model."""
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=hidden,
        intermediate_size=2 * hidden,
        num_hidden_layers=layers,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=64,
        pad_token_id=0,
        eos_token_id=1,
        bos_token_id=None,
    )
    made = LlamaForCausalLM(config).to(dtype)
    if directory is not None:
        made.save_pretrained(directory)
        made.config._name_or_path = str(directory)
    return made


def prompts(n: int = 8) -> Dataset:
    return Dataset.from_dict({"prompt": [" ".join(WORDS[(3 * i + j) % 25] for j in range(2 + i % 3)) for i in range(n)]})


def reward(completions: list[str], **_: Any) -> list[float]:
    """Counts words: quarters, so that exact in binary, negative ones too."""
    return [0.25 * sum(int(word[1:]) % 7 - 2 for word in text.split() if word.startswith("w")) for text in completions]


def config(directory: Path, **given: Any) -> GRPOConfig:
    settings: dict[str, Any] = {
        "num_generations": 4,
        "per_device_train_batch_size": 8,
        "gradient_accumulation_steps": 2,
        "steps_per_generation": 4,
        "num_iterations": 2,
        "max_completion_length": 10,
        "max_steps": 4,
        "learning_rate": 0.02,
        "temperature": 1.0,
        "optim": "sgd",
        "lr_scheduler_type": "constant",
        "max_grad_norm": 1000.0,
        "report_to": "none",
        "save_strategy": "no",
        "logging_strategy": "no",
        "use_cpu": True,
        "bf16": False,
        "disable_tqdm": True,
        "seed": 0,
        "gradient_checkpointing": False,
    }
    return GRPOConfig(output_dir=str(directory), **{**settings, **given})
