import { spawnSync } from 'node:child_process';
import { proofOf, readProofRecord } from '../claims/proofRecord.js';
import { installedZ3, Z3_INSTALL, Z3_PACKAGE, Z3_VERSION } from '../decide/z3Package.js';
import { projectVersion } from '../report/projectVersion.js';

/** One thing that the program uses or could use, and its state here. */
export interface Piece {
  readonly name: string;
  /** `optional`: not there, and nothing that is done today needs it. */
  readonly state: 'ok' | 'wanting' | 'optional';
  readonly found: string;
  /** What it is for, and how to get it; absent when it is there. */
  readonly advice?: string;
}

/** What `doctor` looks at besides the engines. Looks only; loads and changes nothing. */
export function pieces(): Piece[] {
  return [node(), { name: 'seeupo', state: 'ok', found: projectVersion() }, coq(), proofRecord(), solver()];
}

/** The oldest Node that is supported, as package.json has it under "engines". */
const OLDEST_NODE = [20, 19] as const;

function node(): Piece {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const found = process.versions.node;
  return isNew
    ? { name: 'Node', state: 'ok', found }
    : { name: 'Node', state: 'wanting', found, advice: `install Node ${OLDEST_NODE.join('.')} or later` };
}

function coq(): Piece {
  const { status, stdout } = spawnSync('coqc', ['--version'], { encoding: 'utf8', timeout: 20_000 });
  const version = /version\s+(\S+)/.exec(status === 0 ? stdout : '')?.[1];
  if (version !== undefined) return { name: 'Coq', state: 'ok', found: version };
  const advice =
    'only for checking the proofs again; to get it, on Debian or Ubuntu: apt-get install coq libcoq-mathcomp-algebra; without root most of them can be checked with an npm package: docs/proofs-without-root.md in the repository';
  return { name: 'Coq', state: 'optional', found: 'not found', advice };
}

function proofRecord(): Piece {
  const name = 'Proof record';
  const advice = 'without it no verdict is "proved"; to make it, in a clone of the repository with Coq: npm run proofs';
  let record: ReturnType<typeof readProofRecord>;
  try {
    record = readProofRecord();
  } catch {
    return { name, state: 'wanting', found: 'not readable', advice };
  }
  if (record === undefined) return { name, state: 'optional', found: 'missing', advice };
  const claims = new Set(record.theorems.map(({ claim }) => claim));
  const stale = [...claims].some((claim) => proofOf(claim, record)?.stale === true);
  const found = `${record.theorems.length} theorems on ${claims.size} claims, checked with Coq ${record.coq}`;
  return stale
    ? { name, state: 'wanting', found: `stale (${found}): proof files changed since`, advice }
    : { name, state: 'ok', found };
}

function solver(): Piece {
  const name = 'Solver';
  const version = installedZ3();
  if (version === Z3_VERSION) return { name, state: 'ok', found: `${Z3_PACKAGE} ${version}` };
  const found = version === undefined ? 'not found' : `${Z3_PACKAGE} ${version}, not ${Z3_VERSION}`;
  return { name, state: 'optional', found, advice: `only for --decide; to get it: ${Z3_INSTALL}` };
}
