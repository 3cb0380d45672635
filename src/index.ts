export { Rational } from './exact/rational.js';
export { sweep } from './sweep/sweep.js';
