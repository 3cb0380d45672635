"""A policy update of a transformer in PyTorch: the peer of the benchmark `transformer`."""

import json
import math
import sys
import time

import torch
import torch.nn.functional as F

STEPS = 2**16
EPSILON = 0.2
ILLEGAL = -1e9


class Lcg:
    """The generator of bench/support/lcg.ts."""

    def __init__(self, state):
        self.state = state

    def below(self, n):
        self.state = (1664525 * self.state + 1013904223) & 0xFFFFFFFF
        return (self.state >> 16) % n


def parameters(lcg, shape):
    """θ in the order of src/neural/network/transformer.ts, as [out, in] where PyTorch wants it so."""

    def uniform(bound, *size):
        draws = [(2 * lcg.below(STEPS) + 1 - STEPS) / STEPS * bound for _ in range(math.prod(size))]
        return torch.tensor(draws, dtype=torch.float32).view(*size)

    def linear(inputs, outputs, bound=None):
        bound = math.sqrt(6 / (inputs + outputs)) if bound is None else bound
        return [uniform(bound, inputs, outputs).t().contiguous(), torch.zeros(outputs)]

    def norm():
        return [torch.ones(width), torch.zeros(width)]

    width, vocabulary = shape["width"], shape["vocabulary"]
    tensors = [uniform(0.5, vocabulary + 1, width), uniform(0.5, shape["turns"] * shape["tokens"], width)]
    for _ in range(shape["layers"]):
        tensors += norm() + linear(width, 3 * width) + linear(width, width)
        tensors += norm() + linear(width, 4 * width) + linear(4 * width, width)
    tensors += norm() + linear(width, vocabulary, 0.01)
    return tensors


def legal(token, at):
    return (token + at) % 4 != 0


def samples(lcg, shape):
    """Tokens, old log-probabilities and M, as bench/transformer/task.ts draws them."""
    rows, length, vocabulary = shape["trajectories"], shape["turns"] * shape["tokens"], shape["vocabulary"]

    def legal_token(at):
        while True:
            token = lcg.below(vocabulary)
            if legal(token, at):
                return token

    tokens = torch.tensor([[legal_token(at) for at in range(length)] for _ in range(rows)])
    uniform = -math.log(sum(legal(token, 0) for token in range(vocabulary)))
    old = torch.tensor([[uniform + (lcg.below(2001) - 1000) / 1e4 for _ in range(length)] for _ in range(rows)])
    carried = torch.tensor([[(lcg.below(9) - 4) / 4 for _ in range(shape["turns"])] for _ in range(rows)])
    return tokens, old, carried


def drawn_numbers(shape):
    """θ and samples, from the generator."""
    lcg = Lcg(1)
    return parameters(lcg, shape), samples(lcg, shape)


class Step:
    """
    The clipped surrogate of joint ratios, and Adam. `numbers`: parameters and samples, if not those of the generator.
    """

    def __init__(self, shape, device="cpu", fused_attention=False, numbers=None):
        self.shape = shape
        self.fused_attention = fused_attention
        theta, drawn = numbers or drawn_numbers(shape)
        self.parameters = [torch.nn.Parameter(tensor.to(device, copy=True)) for tensor in theta]
        copies = shape.get("copies", 1)
        self.tokens, self.old, self.carried = (tensor.to(device).repeat(copies, 1) for tensor in drawn)
        rows, length = self.tokens.shape
        # A token sees those before it; the first one sees "no token".
        none = torch.full((rows, 1), shape["vocabulary"], device=device)
        self.inputs = torch.cat([none, self.tokens[:, :-1]], 1)
        at = torch.arange(length).unsqueeze(1)
        forbidden = (torch.arange(shape["vocabulary"]) + at) % 4 == 0
        self.illegal = forbidden.to(device).expand(rows, -1, -1)
        self.future = torch.full((length, length), ILLEGAL, device=device).triu(1)
        self.adam = torch.optim.Adam(self.parameters, lr=1e-4, betas=(0.9, 0.999), eps=1e-8, foreach=True)

    def attention(self, q, k, v):
        if self.fused_attention:
            return F.scaled_dot_product_attention(q, k, v, is_causal=True)
        scores = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5 + self.future
        return F.softmax(scores, -1) @ v

    def logits(self):
        rows, length = self.inputs.shape
        width, heads = self.shape["width"], self.shape["heads"]
        embedding, position, *rest = self.parameters
        x = F.embedding(self.inputs, embedding) + position
        for n in range(self.shape["layers"]):
            g1, b1, qkv, qkv_b, out, out_b, g2, b2, up, up_b, down, down_b = rest[12 * n : 12 * n + 12]
            h = F.linear(F.layer_norm(x, (width,), g1, b1), qkv, qkv_b)
            q, k, v = h.view(rows, length, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
            seen = self.attention(q, k, v).transpose(1, 2).reshape(rows, length, width)
            x = x + F.linear(seen, out, out_b)
            h = F.linear(F.layer_norm(x, (width,), g2, b2), up, up_b)
            x = x + F.linear(F.gelu(h, approximate="tanh"), down, down_b)
        gain, bias, head, head_b = rest[-4:]
        return F.linear(F.layer_norm(x, (width,), gain, bias), head, head_b)

    def loss(self):
        rows = len(self.tokens)
        logs = F.log_softmax(self.logits().masked_fill(self.illegal, ILLEGAL), -1)
        now = logs.gather(-1, self.tokens.unsqueeze(-1)).squeeze(-1)
        log_ratio = (now - self.old).view(rows, self.shape["turns"], -1).sum(-1)
        ratio = log_ratio.clamp(-20, 20).exp()
        clipped = ratio.clamp(1 - EPSILON, 1 + EPSILON)
        return -torch.minimum(ratio * self.carried, clipped * self.carried).sum() / rows

    def take(self):
        """One step; the loss before it and the norm of its gradient."""
        self.adam.zero_grad(set_to_none=True)
        loss = self.loss()
        loss.backward()
        norm = torch.stack([p.grad.norm() for p in self.parameters]).norm()
        self.adam.step()
        return loss.item(), norm.item()


def main(shape, untimed, timed, threads):
    torch.set_num_threads(threads)
    step = Step(shape)
    told, times = [], []
    before = time.process_time()
    for n in range(untimed + timed):
        if n == untimed:
            before = time.process_time()
        start = time.perf_counter()
        told.append(step.take())
        times.append(1000 * (time.perf_counter() - start))
    processor = 1000 * (time.process_time() - before) / timed
    middle = sorted(times[untimed:])[(timed - 1) // 2]
    (loss, norm), (after, _) = told[:2]
    print(json.dumps({"step": middle, "processor": processor, "loss": loss, "gradientNorm": norm, "lossAfter": after}))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), *map(int, sys.argv[2:]))
