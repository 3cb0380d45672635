/**
 * WGSL of `exactExp(x: T) -> T` and `exactLog(x: f32) -> f32`, right to about two units in the last place. The built-in
 * functions need not be: exp may be off by 3 + 2|x| units, and log near 1 by 2^−21, which is everything for the
 * logarithm of a probability near 1. `exactExp` is 0 below −87. `exactLog` is meant for x ≥ 1.
 */
export function accurateFunctions(width: 1 | 4): string {
  const [whole, never] = width === 4 ? ['vec4<i32>', 'T(-87.0)'] : ['i32', '-87.0'];
  return `
  fn exactExp(x: T) -> T {
    let clamped = clamp(x, ${never}, T(88.0));
    let k = round(clamped * 1.44269504);
    // ln 2 in two parts, so that the difference loses nothing.
    let r = (clamped - k * 0.693145752) - k * 1.42860677e-6;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (0.166666667 + r * (0.0416666667 + r * (0.00833333333 + r * (0.00138888889 + r * 0.000198412698))))));
    return select(ldexp(p, ${whole}(k)), T(0.0), x < ${never});
  }
  fn exactLog(x: f32) -> f32 {
    if (x >= 2.0) { return log(x); }
    // 2 artanh((x − 1)/(x + 1)), at most artanh(1/3).
    let r = (x - 1.0) / (x + 1.0);
    let s = r * r;
    return 2.0 * r * (1.0 + s * (0.333333333 + s * (0.2 + s * (0.142857143 + s * (0.111111111 + s * (0.0909090909 + s * 0.0769230769))))));
  }`;
}
