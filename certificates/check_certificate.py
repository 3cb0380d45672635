#!/usr/bin/env python3
"""A second, independent checker of seeupo certificates (docs/certificates.md), in Python's standard library alone.

    python3 check_certificate.py FILE...        one verdict a line, as JSON; exit code 0 if all are confirmed, else 1
    python3 check_certificate.py --lines        the same for certificates that come one a line on standard input

It covers exact steps on R - V(s0), on R, on GRAE and on leave-one-out, under any information, with M carried exactly,
clipped, or as the mean under the policy in force; and the statements about J and V after some iterations. What it does
not cover it says so: {"uncovered": REASON}. Nothing in it comes from the TypeScript checker but the format.
"""

import json
import re
import sys
from fractions import Fraction
from itertools import product as tuples

ZERO, ONE = Fraction(0), Fraction(1)
MOST_HISTORIES = 5_000


class Rejected(Exception):
    """The certificate does not show what it says."""


class Uncovered(Exception):
    """This checker knows no rule for what the certificate says."""


def demand(condition, reason):
    if not condition:
        raise Rejected(reason)


# --- reading JSON: exact numbers, objects without surplus


def object_of(pairs):
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("an object with a key twice")
    return members


def read(source):
    return json.loads(source, object_pairs_hook=object_of)


def number(value, where):
    if isinstance(value, list):
        raise Uncovered(f"{where}: an enclosure")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
        return Fraction(value)
    demand(isinstance(value, str) and len(value) <= 4000, f"{where}: no exact number")
    demand(re.fullmatch(r"[+-]?[0-9]+(/0*[1-9][0-9]*|\.[0-9]+)?", value), f"{where}: no exact number")
    return Fraction(value)


def fields(value, where, needed, more=()):
    demand(isinstance(value, dict), f"{where}: no object")
    for name in needed:
        demand(name in value, f"{where}: {name} is missing")
    for name in value:
        demand(name in needed or name in more, f"{where}: {name} is unknown")
    return value


def text(value, where):
    demand(isinstance(value, str) and value != "", f"{where}: no text")
    return value


def listed(value, where):
    demand(isinstance(value, list), f"{where}: no list")
    return value


# --- the game


class Node:
    def __init__(self, name, kind, reward, edges):
        self.name, self.kind, self.reward, self.edges = name, kind, reward, edges
        self.turn, self.set = None, None


class Game:
    """Nodes by name, and every history: (node, the (node, edge number) steps that lead there)."""

    def __init__(self, spec):
        more = ("$schema", "description", "discount", "information", "nodes")
        fields(spec, "game", ("version", "name", "root"), more)
        demand(spec["version"] == 1 and spec["version"] is not True, "game: its version is not 1")
        self.gamma = number(spec.get("discount", 1), "discount")
        demand(0 < self.gamma <= 1, "discount: not in (0, 1]")
        self.named = spec.get("nodes", {})
        demand(isinstance(self.named, dict), "nodes: no object")
        self.nodes = {}
        self.root = self._read(spec["root"], "root")
        demand(all(name in self.nodes for name in self.named), "a node is never reached")
        self.histories = []
        self._walk(self.root, 1, ())
        self._name_sets(spec.get("information", "full"))
        self.turns = max((node.turn for node in self.decisions), default=0)

    def _read(self, target, inline_name):
        inline = not isinstance(target, str)
        name = inline_name if inline else target
        if not inline and self.nodes.get(name) is not None:
            return self.nodes[name]
        demand(name not in self.nodes and (name in self.named) != inline, f"node {name}: missing, twice, or in a cycle")
        self.nodes[name] = None
        content = target if inline else self.named[name]
        demand(isinstance(content, dict) and len(content) == 1, f"node {name}: not one of reward, actions, chance")
        (kind, what), = content.items()
        demand(kind in ("reward", "actions", "chance"), f"node {name}: {kind} is unknown")
        if kind == "reward":
            node = Node(name, kind, number(what, name), [])
        else:
            prefix = "" if inline and name == "root" else name + "."
            edges = [self._edge(edge, kind, prefix) for edge in listed(what, name)]
            demand(edges and len({e[0] for e in edges}) == len(edges), f"node {name}: no edge, or one twice")
            if kind == "chance":
                masses = [e[3] for e in edges]
                demand(min(masses) > 0 and sum(masses) == 1, f"node {name}: no distribution")
            node = Node(name, kind, ZERO, edges)
        self.nodes[name] = node
        return node

    def _edge(self, edge, kind, prefix):
        random = ("probability",) if kind == "chance" else ()
        fields(edge, "an edge", ("label", "to") + random, ("reward",))
        label = text(edge["label"], "label")
        quoted = json.dumps(label, ensure_ascii=False) if label == "root" or re.search(r'[."]', label) else label
        mass = number(edge["probability"], "probability") if random else None
        return label, self._read(edge["to"], prefix + quoted), number(edge.get("reward", 0), "reward"), mass

    def _walk(self, node, turn, steps):
        if len(self.histories) >= MOST_HISTORIES:
            raise Uncovered("more than 5,000 histories")
        if node.kind != "reward":
            demand(node.turn in (None, turn), f"node {node.name}: in two turns")
        node.turn = turn
        self.histories.append((node, steps))
        for a, edge in enumerate(node.edges):
            self._walk(edge[1], turn + (node.kind == "actions"), steps + ((node, a),))

    def _name_sets(self, information):
        found = {}
        for node, steps in self.histories:
            if node.kind == "actions":
                found.setdefault(node.name, (node, []))[1].append(steps)
        ordered = sorted(found.values(), key=lambda item: item[0].turn)
        self.decisions = [node for node, _ in ordered]
        self.information = information if information == "full" else next(iter(information), None)
        if information == "full":
            names = {node.name: node.name for node in self.decisions}
        else:
            demand(isinstance(information, dict) and len(information) == 1, "information: unknown")
            names = self._names(ordered, self.information, information[self.information])
        self.sets = {}
        for node in self.decisions:
            menu, n = [e[0] for e in node.edges], 1
            node.set = names[node.name]
            while node.set in self.sets and [e[0] for e in self.sets[node.set][0].edges] != menu:
                demand(self.information != "sets", f"set {node.set}: two menus of actions")
                n += 1
                node.set = f"{names[node.name]} #{n}"
            self.sets.setdefault(node.set, []).append(node)

    def _names(self, ordered, kind, what):
        if kind == "sets":
            demand(isinstance(what, dict), "information: no sets")
            names = {}
            for own, members in what.items():
                for member in listed(members, own):
                    known = self.nodes.get(member) if isinstance(member, str) else None
                    demand(known and known.kind == "actions" and member not in names, f"set {own}: {member}?")
                    names[member] = text(own, "a set")
            for node in self.decisions:
                demand(node.name in names or node.name not in what, f"set {node.name}: named after another")
            return {node.name: names.get(node.name, node.name) for node in self.decisions}
        demand(kind in ("truncated", "shared"), "information: unknown")
        demand(isinstance(what, int) and not isinstance(what, bool) and what >= 0, "information: no window")
        names = {}
        for node, ways in ordered:
            demand(len(ways) == 1, f"node {node.name}: a window needs a tree")
            seen, acts = [], 0
            for before, a in reversed(ways[0]):
                if acts >= what and what < node.turn - 1:
                    break
                label = before.edges[a][0]
                seen.insert(0, json.dumps(label, ensure_ascii=False) if re.search(r'[,"#]', label) else label)
                acts += before.kind == "actions"
            head = f"turn {node.turn}" if kind == "truncated" else "any turn"
            names[node.name] = head + (" after " + ", ".join(seen) if seen else "")
        return names

    def paths(self):
        return [(steps, node.reward) for node, steps in self.histories if node.kind == "reward"]


def distribution(value, node, where):
    labels = [edge[0] for edge in node.edges]
    fields(value, where, labels)
    masses = [number(value[label], f"{where}, {label}") for label in labels]
    demand(min(masses) >= 0 and sum(masses) == 1, f"{where}: no distribution")
    return masses


def policy_of(game, value, where):
    fields(value, where, list(game.sets))
    return {name: distribution(value[name], nodes[0], f"{where} at {name}") for name, nodes in game.sets.items()}


# --- expectations, path by path


def mass(policy, step):
    node, a = step
    return node.edges[a][3] if node.kind == "chance" else policy(node)[a]


def probability(policy, steps):
    result = ONE
    for step in steps:
        result *= mass(policy, step)
    return result


def path_return(steps, end, gamma):
    result = end
    for node, a in reversed(steps):
        result = node.edges[a][2] + (gamma if node.kind == "actions" else 1) * result
    return result


def acting(policy):
    return lambda node: policy[node.set]


def value_at(game, policy, node):
    if node.kind == "reward":
        return node.reward
    factor = game.gamma if node.kind == "actions" else ONE
    masses = policy[node.set] if node.kind == "actions" else [edge[3] for edge in node.edges]
    worth = (p * (edge[2] + factor * value_at(game, policy, edge[1])) for p, edge in zip(masses, node.edges) if p)
    return sum(worth, ZERO)


def estimator(name, game, old):
    """(path, its return) -> the law of the estimate, as (probability, value) pairs."""
    match = re.fullmatch(r"(joint|return|grae|loo)(?::([1-9]))?(/undiscounted)?", name)
    if not match or (match[1] in ("grae", "loo")) != (match[2] is not None):
        raise Uncovered(f"the estimator {name}")
    kind, size = match[1], int(match[2] or 1)
    demand(kind != "loo" or size > 1, "leave-one-out in a group of one")
    gamma = ONE if match[3] else game.gamma
    context = (lambda steps: steps[0][1]) if game.root.kind == "chance" else (lambda steps: 0)
    law = {}
    for steps, end in game.paths():
        p = probability(acting(old), steps)
        if p:
            own = law.setdefault(context(steps), {})
            r = path_return(steps, end, gamma)
            own[r] = own.get(r, ZERO) + p
    for own in law.values():
        total = sum(own.values())
        for r in own:
            own[r] /= total

    def estimate(steps, end):
        r, own = path_return(steps, end, gamma), law[context(steps)]
        if kind == "return":
            return [(ONE, r)]
        if kind == "joint":
            return [(ONE, r - sum(p * x for x, p in own.items()))]
        result = []
        for others in tuples(own.items(), repeat=size - 1):
            p, rest = ONE, ZERO
            for x, q in others:
                p, rest = p * q, rest + x
            result.append((p, r - (rest / (size - 1) if kind == "loo" else (rest + r) / size)))
        return result

    return estimate


# --- steps: per action the bounds of its mass and the slopes of the objective on both sides


def step_of(name):
    kind, *sizes = name.split(":")
    counts = {"unrestricted": (0,), "supported": (0,), "ratio-box": (1,), "clip": (1, 2), "clip-floor": (1, 2)}
    counts |= {"clip-joint": (1, 2), "euclidean": (1,), "chi-square": (1,), "total-variation": (1,)}
    counts["total-variation-penalty"] = (1,)
    if kind not in counts:
        raise Uncovered(f"the step {name}")
    demand(len(sizes) in counts[kind], f"the step {name} has other sizes")
    sizes = [number(size, name) for size in sizes]
    demand(all(size > 0 for size in sizes), f"the step {name}: a size that is not positive")
    demand(not kind.startswith(("clip", "ratio")) or sizes[0] <= 1, f"the step {name}: a range beyond 1")
    return kind, sizes


def slopes(step, p, q, samples):
    """[(least, most, left slope, right slope)] by action; samples: (gain, loss, all ratios) by action."""
    kind, sizes = step
    size = sizes[0] if sizes else ONE
    result = []
    for a, own in enumerate(samples):
        mean = sum((gain - loss for gain, loss, _ in own), ZERO)
        least, most, left, right = ZERO, ONE, mean, mean
        if kind in ("supported", "chi-square") or kind.startswith("clip"):
            most = ONE if p[a] else ZERO
        if kind == "ratio-box":
            least, most = p[a] * (1 - size), p[a] * (1 + size)
        elif kind == "euclidean":
            left = right = mean - size * (q[a] - p[a])
        elif kind == "chi-square" and p[a]:
            left = right = mean - size * (q[a] - p[a]) / p[a]
        elif kind == "total-variation-penalty":
            left = mean - (size if q[a] > p[a] else -size) / 2
            right = mean - (size if q[a] >= p[a] else -size) / 2
        elif kind.startswith("clip") and p[a]:
            low, high = 1 - size, 1 + sizes[-1]
            least = p[a] * low if kind == "clip-floor" else ZERO
            left = right = ZERO
            for gain, loss, ratios in own:
                c = ratios if kind == "clip-joint" else ONE
                x = q[a] / p[a] * c
                if c:
                    left += (gain if x <= high else 0) - (loss if x > low else 0)
                    right += (gain if x < high else 0) - (loss if x >= low else 0)
        result.append((least, most, left, right))
    return result


def may_move(step, p, q):
    if step[0] != "total-variation":
        return lambda giver, taker: True
    moved = sum((max(ZERO, x - y) for x, y in zip(q, p)), ZERO)
    demand(moved <= step[1][0], "more mass is moved than the radius")
    return lambda giver, taker: moved < step[1][0] or q[taker] < p[taker] or q[giver] > p[giver]


def check_step(step, p, q, samples, where, argmax=True):
    table = slopes(step, p, q, samples)
    demand(all(row[0] <= x <= row[1] for row, x in zip(table, q)), f"{where}: outside the neighbourhood")
    allowed = may_move(step, p, q)
    for b, giver in enumerate(table):
        for a, taker in enumerate(table):
            if argmax and a != b and q[b] > giver[0] and q[a] < taker[1] and allowed(b, a):
                demand(taker[3] <= giver[2], f"{where}: no argmax")


# --- one iteration


def carry_of(name):
    if name == "in-force":
        return None
    if name == "exact":
        return lambda c, ratio: ratio * c
    match = re.fullmatch(r"clipped:(.+)", name)
    if not match:
        raise Uncovered(f"the carry rule {name}")
    size = number(match[1], "carry")
    clip = lambda x: max(1 - size, min(1 + size, x))
    return lambda c, ratio: clip(clip(ratio) * c)


def pools_of(order, turns):
    pools = [listed(pool, "order") for pool in listed(order, "order")]
    flat = [t for pool in pools for t in pool]
    demand(all(isinstance(t, int) and not isinstance(t, bool) for t in flat), "order: no turns")
    demand(sorted(flat) == list(range(1, turns + 1)) and len(pools) in (1, turns), "order: none of this game")
    demand(all(pool == sorted(pool) for pool in pools), "order: turns out of order")
    return pools


def computed(game, old, update, witness, policies):
    fields(update, "update", ("kind", "estimator", "step", "order", "carry", "unreached"), ("around", "share", "safeguard"))
    if "safeguard" in update:
        raise Uncovered("a safeguard")
    step, carry = step_of(text(update["step"], "step")), carry_of(text(update["carry"], "carry"))
    estimate = estimator(text(update["estimator"], "estimator"), game, old)
    words = ("argmax", "kept", "anything") if game.information == "full" else ("kept", "anything")
    demand(update["unreached"] in words, "unreached: unknown")
    centre = policies[update["around"]] if "around" in update else old
    in_force, done, made, witness = {}, [], {}, list(witness)
    now = lambda node: in_force.get((node.turn, node.set), old[node.set])

    def ratio(steps, turn):
        for node, a in steps:
            if node.kind == "actions" and node.turn == turn:
                return now(node)[a] / old[node.set][a] if old[node.set][a] else ZERO
        return ONE

    for pool in pools_of(update["order"], game.turns):
        problems = {}
        for name, nodes in game.sets.items():
            inside = [(node, steps) for node, steps in game.histories if node in nodes and node.turn in pool]
            reach = [probability(now, steps) for _, steps in inside]
            alone = len(inside) == 1 and update["unreached"] == "argmax"
            if not inside or (sum(reach) == 0 and not alone):
                continue
            samples = [[] for _ in nodes[0].edges]
            for (node, before), d in zip(inside, reach):
                share = ONE if alone else d / sum(reach)
                for steps, end in game.paths():
                    if steps[: len(before)] != before or len(steps) == len(before) or steps[len(before)][0] is not node:
                        continue
                    weight = share * probability(now if carry is None else acting(old), steps[len(before) + 1 :])
                    c = ONE
                    for turn in done:
                        if carry is not None and turn > pool[0]:
                            c = carry(c, ratio(steps, turn))
                    law = [(p * weight * c, x) for p, x in estimate(steps, end)]
                    every = ONE
                    for turn in done:
                        every *= ratio(steps, turn)
                    gain, loss = (sum((p * max(ZERO, s * x) for p, x in law), ZERO) for s in (1, -1))
                    samples[steps[len(before)][1]].append((gain, loss, every))
            problems[name] = samples
        fresh = {}
        for item in witness[: len(problems)]:
            fields(item, "witness", ("turns", "set", "distribution"))
            name = item["set"]
            demand(name in problems and name not in fresh and item["turns"] == pool, f"witness: {name} out of order")
            fresh[name] = distribution(item["distribution"], game.sets[name][0], f"the update at {name}")
            check_step(step, centre[name], fresh[name], problems[name], f"turn {pool} at {name}")
        demand(len(fresh) == len(problems), "the witness says nothing of some set")
        del witness[: len(problems)]
        for name, q in fresh.items():
            made[name] = q
            for node in game.sets[name]:
                if node.turn in pool:
                    in_force[(node.turn, name)] = q
        if len(pool) == 1:
            done.append(pool[0])
    demand(not witness, "the witness has more updates than there are")
    share = number(update.get("share", 1), "share")
    demand(0 <= share <= 1, "share: not in [0, 1]")
    return {name: [(1 - share) * p + share * q for p, q in zip(old[name], made.get(name, old[name]))] for name in old}, made


def iteration(game, old, item, policies):
    fields(item, "iteration", ("update", "witness", "policy"))
    update, witness = item["update"], listed(item["witness"], "witness")
    demand(isinstance(update, dict), "update: no object")
    after = policy_of(game, item["policy"], "the new policy")
    kind = update.get("kind")
    if kind == "as-returned":
        fields(update, "update", ("kind",))
        demand(not witness, "witness: of an update as returned")
    elif kind == "candidate":
        fields(update, "update", ("kind", "step"))
        made = {}
        for entry in witness:
            fields(entry, "witness", ("set", "distribution"))
            demand(entry["set"] in game.sets and entry["set"] not in made, "witness: an unknown set, or one twice")
            made[entry["set"]] = distribution(entry["distribution"], game.sets[entry["set"]][0], entry["set"])
        step = step_of(text(update["step"], "step"))
        for name, q in made.items():
            check_step(step, old[name], q, [[] for _ in q], name, argmax=False)
        demand(after == {**old, **made}, "the new policy is not what the candidates make")
    elif kind == "computed":
        expected, made = computed(game, old, update, witness, policies)
        free = update["unreached"] == "anything"
        for name in old:
            demand(after[name] == expected[name] or (free and name not in made), f"the new policy at {name}")
    else:
        raise Uncovered(f"an update of kind {kind}")
    return after


# --- statements: (left, right, what left is less than)


def statement_of(game, old, chain, statement, policy):
    ident, used = text(statement.get("id"), "id"), {"id"}
    J = lambda own: value_at(game, own, game.root)

    def part(name):
        used.add(name)
        return text(statement.get(name), name)

    def at(name):
        node = game.nodes.get(name)
        demand(node and node.kind == "actions", f"there is no history {name}")
        return lambda own: value_at(game, own, node)

    if ident in ("monotone", "monotone-everywhere", "fixed-point", "fixed-point-everywhere", "one-sweep"):
        demand(len(chain) == 2, "the statement is about one iteration")
    last = chain[-1]
    if ident == "monotone":
        result = J(last), J(old), f"J(pi_(k+1)) = {J(last)} < J(pi_k) = {J(old)}"
    elif ident == "monotone-everywhere":
        V = at(part("history"))
        result = V(last), V(old), f"V falls from {V(old)} to {V(last)} at {statement['history']}"
    elif ident == "fixed-point":
        demand(J(last) == J(old), "the iteration does not leave J as it is")
        result = J(old), J(policy("better")), "J stays where it is although another policy has more"
    elif ident == "fixed-point-everywhere":
        demand(last == old, "the iteration does not leave the policy as it is")
        V = at(part("history"))
        result = V(old), V(policy("better")), "the policy stays as it is although another has more"
    elif ident == "rests":
        demand(all(min(own) > 0 for own in old.values()), "the start has no full support")
        demand(len(chain) > 1 and chain[-1] == chain[-2], "the iterations do not come to rest")
        result = J(last), J(policy("better")), "the iterations rest although another policy has more"
    elif ident in ("one-sweep", "all-turns", "after-sweeps"):
        count = {"one-sweep": 1, "all-turns": game.turns}.get(ident)
        wanted = str(count) if count is not None else part("sweeps")
        demand(str(len(chain) - 1) == wanted, "another number of iterations")
        result = J(last), J(policy("better")), f"J after {len(chain) - 1} iterations is less than another policy's"
    elif ident == "last-turns":
        history, extra = part("history"), part("extra")
        V = at(history)
        demand(len(chain) > 1, "no iteration")
        if extra != "all":
            demand(re.fullmatch(r"[0-9]{1,3}", extra), "extra: no count")
            demand(game.nodes[history].turn > game.turns - (len(chain) - 1) - int(extra), "not among the last turns")
        result = V(last), V(policy("better")), f"V at {history} is less than another policy's"
    else:
        raise Uncovered(f"the statement {ident}")
    for name in statement:
        demand(name in used, f"the statement has nothing to do with its {name}")
    return result


def check(certificate):
    needed = ("format", "version", "statement", "regime", "values", "game", "policies", "iterations")
    fields(certificate, "certificate", needed, ("$schema", "provenance"))
    demand(certificate["format"] == "seeupo-certificate", "another format")
    demand(certificate["version"] == 1 and certificate["version"] is not True, "another version")
    game = Game(certificate["game"])
    demand(isinstance(certificate["policies"], dict) and "old" in certificate["policies"], "policies: no old one")
    policies = {name: policy_of(game, own, name) for name, own in certificate["policies"].items()}
    used = {"old"}

    class Named(dict):
        def __getitem__(self, name):
            demand(name in policies, f"no policy {name}")
            used.add(name)
            return policies[name]

    named = Named()
    chain = [policies["old"]]
    for item in listed(certificate["iterations"], "iterations"):
        chain.append(iteration(game, chain[-1], item, named))
    words = [{k: v for k, v in item["update"].items() if k != "order"} for item in certificate["iterations"]]
    demand(all(own == words[0] for own in words), "iterations of several algorithms")
    demand(isinstance(certificate["statement"], dict), "statement: no object")
    left, right, sentence = statement_of(game, chain[0], chain, certificate["statement"], lambda name: named[name])
    demand(left < right, f"{left} is not less than {right}")
    demand(used == set(policies), "a policy that the statement has nothing to do with")
    support = "full" if all(min(own) > 0 for own in chain[0].values()) else "partial"
    regime = {"information": game.information, "turns": game.turns, "support": support}
    said = fields(certificate["regime"], "regime", tuple(regime))
    demand(said == regime and said["turns"] is not True, f"regime: it is {regime}")
    values = fields(certificate["values"], "values", ("left", "right"))
    demand(number(values["left"], "left") == left and number(values["right"], "right") == right, "values: others")
    return {"confirmed": True, "sentence": sentence, "values": {"left": str(left), "right": str(right)}}


def verdict(certificate):
    """What `check` says; never an exception."""
    try:
        return check(certificate)
    except Uncovered as reason:
        return {"uncovered": str(reason)}
    except Rejected as reason:
        return {"confirmed": False, "reason": str(reason)}
    except (RecursionError, TypeError, KeyError, ValueError, ZeroDivisionError, AttributeError, IndexError) as error:
        return {"confirmed": False, "reason": f"cannot be read: {error!r}"}


def main(arguments):
    if not arguments or (arguments != ["--lines"] and arguments[0].startswith("-")):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    fine = True
    for source in sys.stdin if arguments == ["--lines"] else arguments:
        try:
            if arguments != ["--lines"]:
                with open(source, encoding="utf-8") as file:
                    source = file.read()
            result = verdict(read(source))
        except (OSError, ValueError, RecursionError) as error:
            result = {"confirmed": False, "reason": f"cannot be read: {error}"}
        fine &= result.get("confirmed", False)
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
