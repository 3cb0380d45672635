"""The check of claim D1 in plain Python with `fractions`: the peer of the benchmark `claimD1`."""

import json
import random
import sys
import time
from fractions import Fraction

TERMINAL, DECISION, CHANCE = range(3)
ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
EPSILON = Fraction(1, 5)
LOW, WIDTH = ONE - EPSILON, 2 * EPSILON


def random_game(rng, turns, actions):
    """A random tree in flat form, parents before children: kind, children, chance probabilities and reward per node."""
    kind, children, chance, reward = [], [], [], []

    def append(of_kind, value=ZERO):
        kind.append(of_kind)
        children.append(())
        chance.append(())
        reward.append(value)
        return len(kind) - 1

    def grow(turn, after_chance):
        if not after_chance and rng.randint(1, 5) == 1:
            node = append(CHANCE)
            chance[node] = normalised([rng.randint(1, 4) for _ in range(rng.randint(2, 3))])
            children[node] = [grow(turn, True) for _ in chance[node]]
        elif turn > turns or (turn > 1 and rng.randint(1, 8) == 1):
            value = Fraction(rng.randint(-4, 4))
            node = append(TERMINAL, value + HALF if rng.randint(1, 6) == 1 else value)
        else:
            node = append(DECISION)
            children[node] = [grow(turn + 1, False) for _ in range(rng.randint(*actions))]
        return node

    grow(1, False)
    return kind, children, chance, reward


def normalised(weights):
    total = sum(weights)
    return [Fraction(weight, total) for weight in weights]


def random_policy(rng, game):
    """Per node its distribution: the policy's at decision nodes, the game's own at chance nodes."""
    kind, children, chance, _ = game
    return [
        normalised([rng.randint(1, 5) for _ in children[i]]) if kind[i] == DECISION else chance[i]
        for i in range(len(kind))
    ]


def expect(distribution, children, values):
    return sum([p * values[c] for p, c in zip(distribution, children)], ZERO)


def expected_return(game, policy):
    kind, children, _, reward = game
    values = reward[:]
    for i in reversed(range(len(kind))):
        if kind[i] != TERMINAL:
            values[i] = expect(policy[i], children[i], values)
    return values[0]


def clip_step(old, gain, loss):
    """Exact argmax of the clipped surrogate: fill its linear stretches in order of slope."""
    stretches = []
    for a, p in enumerate(old):
        stretches.append((gain[a], a, p * LOW))
        stretches.append((gain[a] - loss[a], a, p * WIDTH))
        stretches.append((-loss[a], a, ONE))
    stretches.sort(key=lambda stretch: stretch[0], reverse=True)
    new, left = [ZERO] * len(old), ONE
    for _, a, length in stretches:
        mass = min(length, left)
        new[a] += mass
        left -= mass
        if not left:
            break
    return new


def sweep(game, policy, baseline):
    """One sweep in reverse order. A history's update needs only what lies below it, so one backward pass does it."""
    kind, children, _, reward = game
    new = policy[:]
    gain, loss = [ZERO] * len(kind), [ZERO] * len(kind)
    for i in reversed(range(len(kind))):
        if kind[i] == TERMINAL:
            advantage = reward[i] - baseline
            if advantage > 0:
                gain[i] = advantage
            else:
                loss[i] = -advantage
            continue
        if kind[i] == DECISION:
            new[i] = clip_step(policy[i], [gain[c] for c in children[i]], [loss[c] for c in children[i]])
        gain[i] = expect(new[i], children[i], gain)
        loss[i] = expect(new[i], children[i], loss)
    return new


def main(seed, count, turns, least, most):
    rng = random.Random(seed)
    nodes = strict = 0
    start = time.process_time()
    for _ in range(count):
        game = random_game(rng, rng.randint(1, turns), (least, most))
        policy = random_policy(rng, game)
        before = expected_return(game, policy)
        after = expected_return(game, sweep(game, policy, before))
        if after < before:
            sys.exit(f"claim D1 is violated: {after} < {before}")
        nodes += len(game[0])
        strict += after > before
    seconds = time.process_time() - start
    print(json.dumps({"perSecond": count / seconds, "meanNodes": nodes / count, "strict": strict / count}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
