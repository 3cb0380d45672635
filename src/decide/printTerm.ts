import type { Rational } from '../exact/rational.js';
import type { Formula, Term } from './term.js';

type Node = Term | Formula;

/**
 * The formulas as assertions in SMT-LIB 2, one a line: what occurs more than once is defined once, before its first
 * use. The same formulas give the same text.
 */
export function assertions(formulas: readonly Formula[]): string[] {
  const uses = new Map<Node, number>();
  const count = (node: Node): void => {
    const known = uses.get(node) ?? 0;
    uses.set(node, known + 1);
    if (known === 0) childrenOf(node).forEach(count);
  };
  formulas.forEach(count);

  const lines: string[] = [];
  const names = new Map<Node, string>();
  const write = (node: Node): string => {
    const name = names.get(node);
    if (name !== undefined) return name;
    const text = textOf(node, write);
    if ((uses.get(node) ?? 0) < 2 || childrenOf(node).length === 0) return text;
    const own = `${isFormula(node) ? 'f' : 't'}${names.size}`;
    names.set(node, own);
    lines.push(`(define-fun ${own} () ${isFormula(node) ? 'Bool' : 'Real'} ${text})`);
    return own;
  };
  for (const formula of formulas) {
    const text = write(formula);
    lines.push(`(assert ${text})`);
  }
  return lines;
}

/** A number in SMT-LIB 2, as a real. */
export function numberText(x: Rational): string {
  const { numerator, denominator } = x.abs();
  const size = denominator === 1n ? `${numerator}.0` : `(/ ${numerator}.0 ${denominator}.0)`;
  return x.sign() < 0 ? `(- ${size})` : size;
}

function isFormula(node: Node): node is Formula {
  return ['constant', 'less', 'at most', 'equal', 'and', 'or', 'not'].includes(node.kind);
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'number':
    case 'variable':
    case 'constant':
      return [];
    case 'sum':
    case 'product':
      return node.terms;
    case 'quotient':
      return [node.above, node.below];
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'less':
    case 'at most':
    case 'equal':
      return [node.left, node.right];
    case 'and':
    case 'or':
      return node.parts;
    case 'not':
      return [node.part];
  }
}

const HEADS = {
  sum: '+',
  product: '*',
  quotient: '/',
  if: 'ite',
  less: '<',
  'at most': '<=',
  equal: '=',
  and: 'and',
  or: 'or',
  not: 'not',
} as const;

function textOf(node: Node, write: (node: Node) => string): string {
  if (node.kind === 'number') return numberText(node.value);
  if (node.kind === 'variable') return node.name;
  if (node.kind === 'constant') return String(node.value);
  return `(${[HEADS[node.kind], ...childrenOf(node).map(write)].join(' ')})`;
}
