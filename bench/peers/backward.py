"""Backward pass over a complete binary tree with `fractions`: the Python peer of the benchmark `backward`."""

import json
import sys
import time
from fractions import Fraction


def lcg(state):
    """The generator of bench/support/lcg.ts."""
    while True:
        state = (1664525 * state + 1013904223) & 0xFFFFFFFF
        yield state >> 16


def make(weights):
    """The probabilities of every inner node's two edges."""
    p = []
    for first, second in weights:
        total = first + second
        p.append(Fraction(first, total))
        p.append(Fraction(second, total))
    return p


def evaluate(p, values, inner):
    for i in range(inner - 1, -1, -1):
        values[i] = p[2 * i] * values[2 * i + 1] + p[2 * i + 1] * values[2 * i + 2]


def time_passes(run, budget):
    times = []
    spent = 0.0
    while spent < budget or len(times) < 10:
        start = time.process_time()
        run()
        times.append(1000 * (time.process_time() - start))
        spent += times[-1]
    return min(times), sorted(times)[(len(times) - 1) // 2]


def main(depth, most, seed, budget):
    inner = 2**depth - 1
    draws = lcg(seed)
    weights = [(1 + next(draws) % most, 1 + next(draws) % most) for _ in range(inner)]
    values = [Fraction(0)] * inner + [Fraction(next(draws) % 10) for _ in range(inner + 1)]
    p = make(weights)
    make_best, _ = time_passes(lambda: make(weights), budget / 4)
    best, median = time_passes(lambda: evaluate(p, values, inner), budget)
    print(json.dumps({"make": make_best, "best": best, "median": median, "J": str(values[0])}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
