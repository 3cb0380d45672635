import { describe, expect, it, test } from 'vitest';
import { formula } from '../../src/report/html/formula.js';
import { html, raw } from '../../src/report/html/html.js';

describe('html', () => {
  it('escapes text, in attributes too, and keeps what is HTML', () => {
    const name = `<script>"'&`;
    expect(html`<b title="${name}">${name}${raw('<i>')}${[html`<u>${1}</u>`]}</b>`.toString()).toBe(
      '<b title="&#60;script&#62;&#34;&#39;&#38;">&#60;script&#62;&#34;&#39;&#38;<i><u>1</u></b>',
    );
  });
});

test.each([
  ['J(π_{k+1}) ≥ J(π_k)', 'J(π<sub>k+1</sub>) ≥ J(π<sub>k</sub>)'],
  ['V_{π_{k+1}}(h)', 'V<sub>π<sub>k+1</sub></sub>(h)'],
  ['γ^(t−1)·A^t_{π}', 'γ<sup>t−1</sup>·A<sup>t</sup><sub>π</sub>'],
  ['Σ_{u≥t} <x>', 'Σ<sub>u≥t</sub> &#60;x&#62;'],
  ['old_policy and a^bc', 'old_policy and a^bc'],
])('formula(%s)', (text, set) => {
  expect(formula(text).toString()).toBe(set);
});
