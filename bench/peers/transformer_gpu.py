"""The steps of transformer_step.py on a card, for several batches, with TF32 off and on: a section of bench/gpu."""

import json
import sys
import time

import torch
from transformer_step import Step, drawn_numbers, legal



def tell(name, value):
    print(json.dumps({"name": name, "value": value}), flush=True)


def clear(device):
    if device == "cuda":
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()


def timed(step, device, most_seconds):
    """Two untimed steps, then the median of some: milliseconds, what they said, and the peak of memory."""
    told = [step.take() for _ in range(2)]
    times = []
    start = time.perf_counter()
    while len(times) < 3 or (len(times) < 30 and time.perf_counter() - start < most_seconds):
        before = time.perf_counter()
        told.append(step.take())
        times.append(1000 * (time.perf_counter() - before))
    (loss, norm), (after, _) = told[:2]
    peak = torch.cuda.max_memory_allocated() if device == "cuda" else 0
    middle = sorted(times)[(len(times) - 1) // 2]
    return {"step": middle, "best": min(times), "steps": len(times), "loss": loss, "gradientNorm": norm, "lossAfter": after, "peakBytes": peak}


def random_numbers(shape):
    """θ and samples of a large shape, by PyTorch's own generator."""
    torch.manual_seed(1)
    width, vocabulary, length = shape["width"], shape["vocabulary"], shape["turns"] * shape["tokens"]

    def uniform(bound, *size):
        return (2 * torch.rand(*size) - 1) * bound

    def linear(inputs, outputs, bound=None):
        return [uniform(bound or (6 / (inputs + outputs)) ** 0.5, outputs, inputs), torch.zeros(outputs)]

    norm = [torch.ones(width), torch.zeros(width)]
    theta = [uniform(0.5, vocabulary + 1, width), uniform(0.5, length, width)]
    for _ in range(shape["layers"]):
        theta += norm + linear(width, 3 * width) + linear(width, width)
        theta += norm + linear(width, 4 * width) + linear(4 * width, width)
    theta += norm + linear(width, vocabulary, 0.01)
    rows = shape["trajectories"]
    tokens = torch.randint(vocabulary // 4, (rows, length)) * 4 + (1 - torch.arange(length)) % 4
    uniform_log = -torch.log(torch.tensor(0.75 * vocabulary))
    old = uniform_log + (torch.rand(rows, length) - 0.5) / 5
    carried = torch.randint(-4, 5, (rows, shape["turns"])) / 4
    assert all(legal(token, at) for row in tokens.tolist() for at, token in enumerate(row))
    return theta, (tokens, old, carried)


def main(task):
    device = task["device"]
    torch.set_num_threads(task["threads"])
    tell("torch", {"version": torch.__version__, "device": torch.cuda.get_device_name() if device == "cuda" else "CPU"})
    numbers = drawn_numbers(task["steps"][0])
    language = random_numbers(task["language"])
    for tf32 in (False, True):
        torch.backends.cuda.matmul.allow_tf32 = tf32
        word = "TF32" if tf32 else "float32"
        for fused in (False, True):
            how = f"{word}, {'fused' if fused else 'plain'} attention"
            for shape in task["steps"]:
                clear(device)
                batch = shape["trajectories"] * shape.get("copies", 1)
                try:
                    tell(f"{batch} with {how}", timed(Step(shape, device, fused, numbers), device, 1))
                except torch.cuda.OutOfMemoryError:
                    tell(f"{batch} with {how}", "out of memory")
            clear(device)
            tell(f"language model with {how}", timed(Step(task["language"], device, fused, language), device, 1))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
