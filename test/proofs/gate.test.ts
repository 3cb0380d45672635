import { describe, expect, it, test } from 'vitest';
import { assumptionProblems, assumptionsByName, assumptionsScript } from '../../tools/proofs/assumptions.js';
import { printedAxioms } from '../../tools/proofs/axioms.js';
import { summaryProblems } from '../../tools/proofs/checker.js';
import { listProblems, requiredFiles } from '../../tools/proofs/files.js';
import { instanceProblems } from '../../tools/proofs/instances.js';
import { mutantProblems, mutantSetProblems } from '../../tools/proofs/mutants.js';
import { oneFile } from '../../tools/proofs/oneFile.js';
import { Slots } from '../../tools/proofs/slots.js';
import { statementScripts, statementsByName, statementsPage } from '../../tools/proofs/statements.js';
import type { Entry } from '../../tools/proofs/table.js';
import { forbiddenWords } from '../../tools/proofs/words.js';

const entry: Entry = {
  claim: 'X1',
  theorem: 'T',
  file: 'theorems/X.v',
  library: 'SeeUPO.theorems.X',
  statement: 'A statement.',
  kind: 'theorem',
  instance: 'SeeUPO.instances.Y.T_instance',
  mutants: ['mutants/T_wrong.v'],
  axioms: ['classic'],
};

describe('forbiddenWords', () => {
  test.each([
    'Proof. Admitted.',
    '  admit.',
    'Axiom choice : False.',
    'Parameters a b : nat.',
    'Conjecture c : True.',
    'Abort.',
    'Unset Guard Checking.',
    'Unset Guard\n  Checking.',
    'Admit Obligations.',
    'Declare Instance x : False.',
    'Hypothesis h : False.',
    'Variables (a : False).',
    'Section S.\nEnd S.\nContext (h : False).',
    '(* Admitted in a comment *)',
  ])('finds "%s"', (line) => {
    expect(forbiddenWords(`Lemma a : True.\n${line}\n`)).toEqual([expect.stringMatching(/^[24]: /)]);
  });

  it('lets a section suppose what it likes', () => {
    expect(forbiddenWords('Section S.\nVariable n : nat.\nHypothesis h : n = 0.\nEnd S.\n')).toEqual([]);
    expect(forbiddenWords('Section S.\nSection T.\nEnd T.\nHypothesis h : False.\nEnd S.\n')).toEqual([]);
  });

  it('leaves ordinary proofs alone', () => {
    expect(forbiddenWords('(* The step admits no parameter. *)\nProof. exact I. Qed.\n')).toEqual([]);
  });
});

describe('listProblems', () => {
  const files = ['a.v', 'mutants/m.v', 'b.v'];
  test.each([
    { listed: ['a.v', 'b.v'], problems: [] },
    { listed: ['a.v'], problems: ['b.v is not on the list in _CoqProject'] },
    { listed: ['a.v', 'b.v', 'c.v'], problems: ['_CoqProject lists c.v, which does not exist'] },
    {
      listed: ['a.v', 'b.v', 'a.v'],
      problems: ['_CoqProject lists a.v twice', '_CoqProject lists a.v twice'].slice(1),
    },
    { listed: ['a.v', 'b.v', 'mutants/m.v'], problems: ['_CoqProject lists the mutant mutants/m.v'] },
  ])('says of the list $listed: $problems', ({ listed, problems }) => {
    expect(listProblems(listed, files)).toEqual(problems);
  });
});

describe('requiredFiles', () => {
  it('reads what a file requires of ours, over several lines, and of the earlier files only', () => {
    const source =
      'From Coq Require Import Reals.\nFrom SeeUPO Require Import definitions.Game\n  theorems.Clip.\nOpen Scope R.\n';
    expect(requiredFiles(source, ['definitions/Game.v', 'theorems/Clip.v', 'theorems/Rates.v'])).toEqual([
      'definitions/Game.v',
      'theorems/Clip.v',
    ]);
    expect(requiredFiles(source, ['definitions/Game.v'])).toEqual(['definitions/Game.v']);
  });
});

const REALS = `Axioms:
ClassicalDedekindReals.sig_forall_dec
  : forall P : nat -> Prop,
    (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
FunctionalExtensionality.functional_extensionality_dep
  : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
    (forall x : A, f x = g x) -> f = g
Classical_Prop.classic : forall P : Prop, P \\/ ~ P
`;

describe('printedAxioms', () => {
  it('reads the names, whether the type follows on the line or on the next', () => {
    expect(printedAxioms(REALS)).toEqual([
      'ClassicalDedekindReals.sig_forall_dec',
      'Classical_Prop.classic',
      'FunctionalExtensionality.functional_extensionality_dep',
    ]);
  });

  it('reads none of a closed theorem', () => {
    expect(printedAxioms('Closed under the global context\n')).toEqual([]);
  });
});

describe('the assumptions', () => {
  const answer = (theorem: string, instance = 'Closed under the global context\n'): Map<string, string[]> =>
    assumptionsByName(`@@@ SeeUPO.theorems.X.T\n${theorem}@@@ SeeUPO.instances.Y.T_instance\n${instance}`);
  const classic = 'Axioms:\nClassical_Prop.classic : forall P : Prop, P \\/ ~ P\n';

  it('are asked for theorem and instance', () => {
    const script = assumptionsScript([entry]);
    expect(script).toContain('Require SeeUPO.instances.Y.\n');
    expect(script).toContain('Print Assumptions SeeUPO.theorems.X.T.\n');
    expect(script).toContain('Print Assumptions SeeUPO.instances.Y.T_instance.\n');
  });

  it('pass when they are allowed and as stated', () => {
    expect(assumptionProblems([entry], answer(classic))).toEqual([]);
  });

  it('fail for an axiom of our own, under whatever name, also in the instance', () => {
    const own = 'Axioms:\nplanted : forall P : Prop, P\n';
    expect(assumptionProblems([entry], answer(own))[0]).toBe('SeeUPO.theorems.X.T rests on planted');
    expect(assumptionProblems([entry], answer(classic, own))).toEqual([
      'SeeUPO.instances.Y.T_instance rests on planted',
    ]);
    const disguised = 'Axioms:\nX.classic : forall P : Prop, P\n';
    expect(assumptionProblems([entry], answer(disguised))).toEqual(['SeeUPO.theorems.X.T rests on X.classic']);
  });

  it('fail when the table states others, or the prover says nothing', () => {
    expect(assumptionProblems([entry], answer('Closed under the global context\n'))).toEqual([
      'T: the table states the axioms [classic], the prover []',
    ]);
    expect(assumptionProblems([entry], new Map())[0]).toBe('the prover did not answer for SeeUPO.theorems.X.T');
  });

  it('fail when the library is not that of the file', () => {
    const moved = { ...entry, file: 'theorems/Z.v' };
    expect(assumptionProblems([moved], answer(classic))).toEqual([
      'T: SeeUPO.theorems.X is not the library of theorems/Z.v',
    ]);
  });
});

describe('summaryProblems', () => {
  const summary = (axiom: string, fixpoint: string): string => `
CONTEXT SUMMARY
===============

* Theory: Set is predicative
  
* Axioms:
    Coq.Logic.Classical_Prop.classic
${axiom}  
* Constants/Inductives relying on type-in-type: <none>
  
* Constants/Inductives relying on unsafe (co)fixpoints: ${fixpoint}
  
* Inductives whose positivity is assumed: <none>
`;

  it('accepts the allowed axioms', () => {
    expect(summaryProblems(summary('', '<none>'))).toEqual([]);
  });

  it('does not take the sealed fields of mathcomp for axioms', () => {
    expect(summaryProblems(summary('    mathcomp.ssreflect.bigop.BigOp.bigop\n', '<none>'))).toEqual([]);
    expect(summaryProblems(summary('    SeeUPO.mathcomp.trick\n', '<none>'))).toHaveLength(1);
  });

  it('names any other axiom, and definitions that escaped a check', () => {
    expect(summaryProblems(summary('    SeeUPO.theorems.X.classic\n', '<none>'))).toEqual([
      'coqchk finds the axiom SeeUPO.theorems.X.classic',
    ]);
    expect(summaryProblems(summary('', '\n    SeeUPO.loop'))).toEqual([
      'coqchk: constants/inductives relying on unsafe (co)fixpoints: SeeUPO.loop',
    ]);
  });

  it('takes hidden definitions of mathcomp, but nothing of ours, for no axioms', () => {
    expect(summaryProblems(summary('    mathcomp.ssreflect.bigop.BigOp.bigop\n', '<none>'))).toEqual([]);
    expect(summaryProblems(summary('    SeeUPO.anyfield.mathcomp.x\n', '<none>'))).not.toEqual([]);
  });

  it('does not take silence for consent', () => {
    expect(summaryProblems('')).toEqual(['coqchk printed no summary of the axioms']);
  });
});

describe('mutantProblems', () => {
  const source = `(* MUTANT of T: a factor is left out.
   This file must NOT compile.  Expected error, inside the proof of wrong: "Unable to unify". *)
Lemma fine : True.
Proof. exact I. Qed.
Lemma wrong : 1 = 2.
Proof.
  reflexivity.
Qed.
`;
  const error = (line: number, message: string): { ok: boolean; output: string } => ({
    ok: false,
    output: `File "./mutants/T_wrong.v", line ${line}, characters 2-13:\nError: ${message}\n`,
  });
  const of = (run: { ok: boolean; output: string }): string[] => mutantProblems('m.v', source, run);

  it('wants the expected error in the expected proof, wherever the message is broken', () => {
    expect(of(error(7, 'Unable to\nunify "2" with "1".'))).toEqual([]);
  });

  test.each([
    { run: { ok: true, output: '' }, problem: /compiles/ },
    { run: error(7, 'Syntax error'), problem: /another reason/ },
    { run: error(3, 'Unable to unify'), problem: /outside every proof/ },
    { run: error(4, 'Unable to unify'), problem: /fails in fine and not in wrong/ },
  ])('refuses $run', ({ run, problem }) => {
    expect(of(run)).toEqual([expect.stringMatching(problem)]);
  });

  it('refuses a mutant that does not say what it expects', () => {
    expect(mutantProblems('m.v', 'Lemma a : False.', error(1, 'x'))).toEqual([expect.stringMatching(/does not say/)]);
  });
});

describe('instanceProblems', () => {
  const source = (text: string): { file: string; text: string }[] => [
    { file: 'theorems/X.v', text: 'Theorem T : True.\nProof. exact I. Qed.\nLemma U : True.\nProof. apply T. Qed.\n' },
    { file: 'instances/Y.v', text },
  ];

  it('pass where the instance uses the theorem, itself or through another', () => {
    for (const used of ['T', 'U'])
      expect(instanceProblems([entry], source(`Example T_instance : True.\nProof. apply ${used}. Qed.\n`))).toEqual([]);
  });

  it('fail for an instance of something else, for none, and where there is none of that name', () => {
    const other = source('Example T_instance : True.\nProof. exact I. Qed.\nLemma V : True.\nProof. apply T. Qed.\n');
    expect(instanceProblems([entry], other)).toEqual([expect.stringMatching(/does not use it$/)]);
    expect(instanceProblems([{ ...entry, instance: null }], other)).toEqual(['T has no instance']);
    expect(instanceProblems([entry], source(''))).toEqual(['T: there is no SeeUPO.instances.Y.T_instance']);
  });

  it('ask nothing of a counterexample', () => {
    expect(instanceProblems([{ ...entry, kind: 'counterexample', instance: null }], source(''))).toEqual([]);
  });
});

describe('the page of statements', () => {
  const printed = '@@@ SeeUPO.theorems.X.T\nSeeUPO.theorems.X.T\n     : forall n : nat,\n       n = n\n';

  it('asks for every theorem, the ones over any field apart', () => {
    const [reals, field] = statementScripts([entry, { ...entry, file: 'anyfield/X.v', library: 'SeeUPO.anyfield.X' }]);
    expect(reals).toContain('Check SeeUPO.theorems.X.T.');
    expect(reals).not.toContain('anyfield');
    expect(field).toContain('Check SeeUPO.anyfield.X.T.');
  });

  it('holds what Coq prints, so that another statement is another page', () => {
    const page = (output: string): string => statementsPage([entry], statementsByName(output));
    expect(page(printed)).toContain('A statement.\n\n```coq\nforall n : nat,\nn = n\n```');
    expect(page(printed)).not.toBe(page(printed.replace('n = n', 'n = 0')));
    expect(page('')).toContain('(not printed)');
  });
});

describe('mutantSetProblems', () => {
  it('ties every mutant to a theorem or to a generated file', () => {
    const files = ['generated/G.v', 'mutants/T_wrong.v', 'mutants/generated/GValue.v'];
    expect(mutantSetProblems([entry], files)).toEqual([]);
    expect(mutantSetProblems([entry], ['mutants/other.v'])).toEqual([
      'mutants/other.v belongs to no theorem of the table',
      'the table names mutants/T_wrong.v, which does not exist',
    ]);
    expect(mutantSetProblems([{ ...entry, mutants: [] }], [])).toEqual(['T has no mutant']);
  });
});

describe('Slots', () => {
  it('run at most so many jobs at a time, and all of them', async () => {
    const slots = new Slots(2);
    let running = 0;
    let most = 0;
    const results = await Promise.all(
      [5, 1, 3, 2, 4].map((length) =>
        slots.run(async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, length));
          running -= 1;
          return length;
        }),
      ),
    );
    expect(results).toEqual([5, 1, 3, 2, 4]);
    expect(most).toBe(2);
  });
});

describe('oneFile', () => {
  it('makes modules of files, and imports of what they require', () => {
    const sources = [
      { file: 'definitions/A.v', text: 'From Coq Require Import Reals List.\nDefinition a := 1.\n' },
      { file: 'theorems/B.v', text: 'From SeeUPO Require Import definitions.A\n  definitions.C.\nLemma b : True.\n' },
    ];
    expect(oneFile(sources).split('\n')).toEqual([
      'From Coq Require Reals List.',
      'Module definitions_A.',
      'Import Reals List.',
      'Definition a := 1.',
      '',
      'End definitions_A.',
      'Module theorems_B.',
      'Import definitions_A definitions_C.',
      'Lemma b : True.',
      '',
      'End theorems_B.',
      '',
    ]);
  });
});
