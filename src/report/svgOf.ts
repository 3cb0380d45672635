import type { TopLevelSpec } from 'vega-lite';
import { escaped } from './html/html.js';

/** Follow the page's text colour, so that a plot is legible in light and dark mode. */
const TEXT = 'currentColor';

/** Distinguishable with every common colour blindness, and legible on white and on near-black. */
const COLOURS = ['#2f7ed8', '#e07b00', '#2ca25f', '#a05bc7', '#c8354c'];

/**
 * Draws a Vega-Lite specification as SVG, with its description for those who do not see it. The same specification gives the same bytes. Vega is loaded on the first
 * call only: it is the largest dependency, and most commands draw nothing.
 */
export async function svgOf(spec: TopLevelSpec & { readonly description: string }): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const { spec: compiled } = vegaLite.compile(spec, { config: theme });
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', logLevel: vega.Error });
  const svg = await view.toSVG();
  view.finalize();
  return svg.replace('<svg ', () => `<svg role="img" aria-label="${escaped(spec.description)}" `);
}

const theme = {
  background: 'transparent',
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  range: { category: COLOURS },
  axis: {
    labelColor: TEXT,
    titleColor: TEXT,
    domainColor: TEXT,
    tickColor: TEXT,
    gridColor: TEXT,
    gridOpacity: 0.12,
    domainOpacity: 0.5,
    tickOpacity: 0.5,
    titleFontWeight: 'normal' as const,
    labelFontSize: 11,
    titleFontSize: 12,
  },
  legend: { labelColor: TEXT, titleColor: TEXT, labelFontSize: 12, titleFontSize: 12, orient: 'top' as const },
  header: { labelColor: TEXT, titleColor: TEXT, labelFontSize: 13 },
  title: { color: TEXT },
};
