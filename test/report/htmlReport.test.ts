import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { verdicts } from '../../src/claims/run/verdict.js';
import { htmlReport } from '../../src/report/htmlReport.js';
import { smallRun } from './smallRun.js';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;
type Element = DefaultTreeAdapterTypes.Element;

/** Every element of the page, and what the parser complains of. */
function elementsOf(page: string): { elements: Element[]; errors: string[] } {
  const errors: string[] = [];
  const elements: Element[] = [];
  const visit = (node: Node): void => {
    if ('tagName' in node) elements.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(page, { onParseError: ({ code, startLine }) => errors.push(`${startLine}: ${code}`) }));
  return { elements, errors };
}

const run = smallRun(['C5', 'D6', 'E4']);
const page = await htmlReport(run, verdicts(run));
const { elements, errors } = elementsOf(page);

describe('the HTML report', () => {
  it('is well-formed', () => {
    expect(errors).toEqual([]);
  });

  it('is self-contained: it runs nothing and loads nothing', () => {
    expect(elements.filter(({ tagName }) => ['script', 'link', 'iframe', 'img'].includes(tagName))).toEqual([]);
    const references = elements.flatMap(({ attrs }) =>
      attrs.filter(({ name }) => ['href', 'src', 'srcset', 'action', 'data'].includes(name)).map(({ value }) => value),
    );
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((value) => !value.startsWith('#'))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import/);
  });

  it('links to sections that are there', () => {
    const ids = new Set(
      elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'id').map(({ value }) => value)),
    );
    const targets = elements.flatMap(({ attrs }) =>
      attrs.filter(({ name, value }) => name === 'href' && value.startsWith('#')).map(({ value }) => value.slice(1)),
    );
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  it('has plots and drawn counterexamples, each with words for those who do not see it', () => {
    const drawings = elements.filter(({ tagName }) => tagName === 'svg');
    expect(drawings.length).toBeGreaterThan(7);
    const silent = drawings.filter(
      (svg) =>
        !svg.attrs.some(({ name, value }) => name === 'aria-label' && value !== '') &&
        !svg.childNodes.some((child) => child.nodeName === 'title'),
    );
    expect(silent.map(({ attrs }) => attrs)).toEqual([]);
  });

  it('tells verdicts and replay commands', () => {
    expect(page).toContain('seeupo replay fixtures/D6.json');
    expect(page).toContain('With parameters shared by all turns');
  });

  it('has the same bytes for the same run', async () => {
    const again = smallRun(['C5', 'D6', 'E4']);
    expect(await htmlReport(again, verdicts(again))).toBe(page);
  });

  it('says so when the run was cut short', async () => {
    expect(page).not.toContain('This report is partial');
    const cut = { ...run, complete: false, parts: run.parts.slice(1) };
    expect(await htmlReport(cut, verdicts(cut))).toContain('This report is partial');
  });

  it('escapes what comes from a file', async () => {
    const evil = '<script>alert("x")</script>';
    const onGame = smallRun(['D6'], {
      version: 1,
      name: evil,
      information: { shared: 0 },
      root: {
        actions: [
          { label: evil, to: { reward: 0 } },
          {
            label: 'b',
            to: {
              actions: [
                { label: evil, to: { reward: 1 } },
                { label: 'b', to: { reward: 0 } },
              ],
            },
          },
        ],
      },
    });
    const hostile = await htmlReport(onGame, verdicts(onGame));
    expect(hostile).toContain('&#60;script&#62;');
    expect(elementsOf(hostile).elements.filter(({ tagName }) => tagName === 'script')).toEqual([]);
  });
});
