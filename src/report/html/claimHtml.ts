import { confirmationOf, confirmationText } from '../../certify/confirm.js';
import type { CounterexampleFile } from '../../claims/counterexampleFile.js';
import { describeFamily } from '../../claims/generate/family.js';
import type { ClaimResult, Finding, VariantResult } from '../../claims/run/verdict.js';
import { expectedText, fixturePath, variantHeading } from '../explainClaim.js';
import { grouped } from '../numberText.js';
import { paperText, regimeText } from '../regimeText.js';
import { controlStatus, isAsItShould, premiseCount, premiseShare, verdictText } from '../verdictText.js';
import { formula } from './formula.js';
import { type Html, html, NOTHING } from './html.js';
import { storyHtml } from './storyHtml.js';
import { anchor, badge, unexpectedMark } from './verdictTableHtml.js';

/** One claim, folded: statement, regime, evidence, its counterexample if it is refuted, and its variants with theirs. */
export function claimHtml(result: ClaimResult): Html {
  const { claim, problems, proof } = result;
  const facts: (readonly [string, Html | string])[] = [
    ['Source', claim.source],
    ['Regime', formula(regimeText(claim.regime))],
    ['The paper', paperText(claim.paper)],
    ['Expected', expectedText(claim)],
    ['Found', verdictText(result)],
    ['Evidence', evidenceText(result)],
    ...(proof === undefined ? [] : [['Axioms', proof.axioms.join(', ') || 'none'] as const]),
    ['Instances', describeFamily(claim.family)],
  ];
  return html`<details class="claim" id="${anchor(claim.id)}">
    <summary>${claim.id}: ${formula(claim.title)} ${badge(result)}${unexpectedMark(result)}</summary>
    <p class="statement">${formula(claim.statement)}</p>
    <dl class="facts">
      ${facts.map(
        ([name, text]) =>
          html`<dt>${name}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
    ${claim.remark === undefined ? NOTHING : html`<p>${formula(claim.remark)}</p>`}
    ${
      problems.length === 0
        ? NOTHING
        : html`<ul class="problems">
            ${problems.map((problem) => html`<li>${problem}</li>`)}
          </ul>`
    }
    ${counterexampleHtml(result)} ${result.variants.map((variant, index) => variantHtml(variant, index))}
  </details>`;
}

function variantHtml(result: VariantResult, index: number): Html {
  const { variant } = result;
  return html`<section>
    <h4>
      ${variantHeading(variant, index)}:
      <span class="${right(result) ? 'proved' : 'bad'}">${controlStatus(result)}</span>
    </h4>
    <p>${formula(variant.title)}. <span class="muted">${evidenceText(result)}</span></p>
    ${counterexampleHtml(result)}
  </section>`;
}

function right(result: VariantResult): boolean {
  return isAsItShould(controlStatus(result));
}

/** The stored counterexample, which the command replays; else the one that this run found. */
function counterexampleHtml({ key, fixture, counterexample }: Finding): Html {
  if (typeof fixture === 'object') return html`${storyHtml(fixture, fixturePath(key))}${confirmationHtml(fixture)}`;
  return counterexample === undefined ? NOTHING : html`${storyHtml(counterexample)}${confirmationHtml(counterexample)}`;
}

/** What the small checker says of a counterexample. */
function confirmationHtml(file: CounterexampleFile): Html {
  return html`<p class="confirmation">${formula(sentenceOf(confirmationText(confirmationOf(file))))}</p>`;
}

function sentenceOf(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function evidenceText(finding: Finding): string {
  const { checked, strict, undecided, complete, counterexample } = finding;
  if (checked === 0) return 'nothing was checked';
  const parts = [
    `${grouped(checked)} instances checked${counterexample === undefined ? '' : ' until a counterexample was found'}`,
    `the hypotheses held on ${grouped(premiseCount(finding))} (${premiseShare(finding)})`,
    `the interesting case occurred on ${grouped(strict)}`,
    ...(undecided === 0 ? [] : [`${grouped(undecided)} undecided`]),
    ...(complete ? [] : ['the search was not finished']),
  ];
  return parts.join('; ');
}
