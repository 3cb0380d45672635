import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { AtlasError } from '../../src/atlas/atlasError.js';
import { atlasFromJson, type AtlasJson, atlasOf, atlasSpec, atlasToJson, shardOf } from '../../src/atlas/atlasFile.js';
import { verdictOf } from '../../src/atlas/cell.js';
import { printJson } from '../../src/game/printJson.js';
import { schemaText } from '../../src/policy/jsonSchemas.js';
import { SMALL, smallAtlas } from './support.js';

const atlas = smallAtlas();
const json = atlasToJson(atlas);

/** As a file would have it. */
const reread = (): AtlasJson => atlasSpec.parse(JSON.parse(printJson(json)));

describe('the file of an atlas', () => {
  it('is read back, with the same bytes', () => {
    const again = atlasFromJson(reread());
    expect(again).toEqual(atlas);
    expect(printJson(atlasToJson(again))).toBe(printJson(json));
  });

  it('holds every instance once, although cells share it', () => {
    const [found] = atlas.cells.flatMap(({ counterexample }) => counterexample ?? []);
    const { cells, instances } = atlasToJson({
      ...atlas,
      cells: atlas.cells.map((cell) => ({ ...cell, ties: [], counterexample: found })),
    });
    expect(instances).toHaveLength(1);
    expect(cells.map(({ counterexample }) => counterexample?.instance)).toEqual(cells.map(() => 0));
    const used = json.cells.flatMap(({ counterexample, ties = [] }) =>
      [counterexample, ...ties].flatMap((one) => one?.instance ?? []),
    );
    expect(new Set(used)).toEqual(new Set(json.instances.keys()));
  });

  it('names the theorem of a proved cell', () => {
    expect(json.cells[0]).toMatchObject({ verdict: 'proved', theorem: 'D1/D1_reverse_sweep_improves' });
  });

  it('has a JSON Schema that accepts it, and no unknown key', () => {
    const accepts = new Ajv().compile(JSON.parse(schemaText(atlasSpec)) as object);
    const plain = JSON.parse(printJson(json)) as object;
    expect(accepts(plain)).toBe(true);
    expect(accepts({ ...plain, surplus: 1 })).toBe(false);
  });

  it('does not decide whether a cell is proved: the proof record does', () => {
    const [cell, ...others] = reread().cells;
    const [again] = atlasFromJson({ ...reread(), cells: [{ ...cell, verdict: 'holds' }, ...others] }).cells;
    expect(verdictOf(again)).toBe('proved');
    const shared = others.map(
      (other) => ({ ...other, verdict: other.verdict === 'inconclusive' ? 'proved' : other.verdict }) as const,
    );
    const claimed = atlasFromJson({ ...reread(), cells: [cell, ...shared] }).cells;
    expect(claimed.map(verdictOf)).toEqual(atlas.cells.map(verdictOf));
  });

  it('is refused with a row, a column or an instance that is none', () => {
    const { settings } = reread();
    expect(() => atlasFromJson({ ...reread(), settings: { ...settings, rows: ['nonsense'] } })).toThrow(AtlasError);
    expect(() => atlasFromJson({ ...reread(), settings: { ...settings, columns: ['rate'] } })).toThrow(AtlasError);
    expect(() => atlasFromJson({ ...reread(), instances: [] })).toThrow('is missing');
  });
});

describe('the parts of an atlas', () => {
  it('are in the order of the tables, whatever order they came in, and each once', () => {
    const shuffled = [...atlas.cells, ...atlas.cells].reverse();
    expect(atlasOf(SMALL, shuffled, false, atlas.getsThere)).toEqual(atlas);
    expect(atlasOf(SMALL, atlas.cells.slice(1)).complete).toBe(false);
  });

  it.each([1, 2, 3, 5])('are divided into %i shards of whole rows', (of) => {
    const parts = Array.from({ length: of }, (_, n) => shardOf(SMALL, n + 1, of));
    const rows = parts.flat().map(({ row }) => row);
    expect(rows.sort()).toEqual([...SMALL.rows].sort());
    const sizes = parts.map((part) => part.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(2);
  });

  it('are crossed only once they are complete', () => {
    expect(atlasOf(SMALL, atlas.cells, true).crossed).toBe(true);
    expect(atlasOf(SMALL, atlas.cells.slice(1), true).crossed).toBe(false);
  });
});
