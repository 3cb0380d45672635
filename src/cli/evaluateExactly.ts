import { exactReturn, type ExactReturn } from '../bridge/exactReturn.js';
import { networkPolicy } from '../bridge/networkPolicy.js';
import { textOf } from '../environments/tokens.js';
import type { Unrolled } from '../environments/unroll.js';
import { NodeKind } from '../game/game.js';
import type { PolicyFunction } from '../neural/rollout/policyFunction.js';

/** What a network does most often after one history. */
export interface GreedyRow {
  readonly turn: number;
  readonly history: string;
  readonly response: string;
  /** Its probability, rounded. */
  readonly probability: number;
}

/** A network judged on the whole game. */
export interface ExactJudgement {
  readonly exact: ExactReturn;
  /** One for each history, in the order of the game's nodes. */
  readonly rows: readonly GreedyRow[];
}

/** The exact J of a network, and its favourite responses. Rejects as `networkPolicy`. */
export async function evaluateExactly(unrolled: Unrolled, policy: PolicyFunction): Promise<ExactJudgement> {
  const exact = await exactReturn(unrolled, policy);
  const { policy: table } = await networkPolicy(unrolled, policy);
  const { environment, game, histories, responses } = unrolled;
  const rows: GreedyRow[] = [];
  for (let node = 0; node < game.nodeCount; node++) {
    if (game.kind[node] !== NodeKind.decision) continue;
    let best = game.firstEdge[node];
    for (let e = best + 1; e < game.firstEdge[node + 1]; e++) {
      if (table.probability[e].gt(table.probability[best])) best = e;
    }
    rows.push({
      turn: game.turn[node],
      history: textOf(environment.vocabulary, histories[node] ?? []),
      response: textOf(environment.vocabulary, responses[best] ?? []),
      probability: table.probability[best].toDouble(),
    });
  }
  return { exact, rows };
}

/** The judgement as JSON members: exact numbers as texts, all rows. */
export function exactJson({ exact, rows }: ExactJudgement): object {
  const { expectedReturn, optimum, gap } = exact;
  return {
    expectedReturn: expectedReturn.toString(),
    optimum: optimum.toString(),
    gap: gap.toString(),
    greedy: rows,
  };
}

/** The judgement as text, with `most` rows at most. */
export function exactText(environment: string, { exact, rows }: ExactJudgement, most: number): string {
  const shown = rows.slice(0, most);
  const lines = shown.map(
    ({ turn, history, response, probability }) =>
      `${String(turn).padStart(4)}  ${probability.toFixed(4)}  ${response}  after "${history}"`,
  );
  const rest = rows.length - shown.length;
  return [
    `Environment  ${environment}`,
    `J(π)         ${exact.expectedReturn.toDouble().toFixed(6)}`,
    `J*           ${exact.optimum} ≈ ${exact.optimum.toDouble().toFixed(6)}`,
    `Gap          ${exact.gap.toDouble().toExponential(3)}`,
    ...(shown.length === 0 ? [] : ['', 'turn  π       favourite response', ...lines]),
    ...(rest > 0 && most > 0 ? [`… and ${rest} more histories (--rows, or --json for all)`] : []),
  ].join('\n');
}
