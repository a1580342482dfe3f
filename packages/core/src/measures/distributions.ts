import jstat from 'jstat';

// What jStat computes is right to about 1e-8. Upper tails are asked for as such, since 1 − p would round them away.

const { jStat } = jstat;

/** P(F > f) of the F distribution; `df1` and `df2` degrees of freedom above 0, `f` 0 or more. */
export function tailOfF(f: number, df1: number, df2: number): number {
  return f <= 0 ? 1 : jStat.ibeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
}

/** P(X > x) of the χ² distribution. */
export function tailOfChiSquare(x: number, df: number): number {
  return x <= 0 ? 1 : Math.max(0, 1 - jStat.lowRegGamma(df / 2, x / 2));
}

/** P(|T| > |t|) of Student's distribution: the two-sided p-value. */
export function tailsOfT(t: number, df: number): number {
  return jStat.ibeta(df / (df + t * t), df / 2, 0.5);
}

/** The t above which 2.5 % of Student's distribution lie: half a 95 % interval in standard errors. */
export function halfWidthOfT(df: number): number {
  return jStat.studentt.inv(0.975, df);
}

/** ln Γ(x), x above 0. */
export function lnGamma(x: number): number {
  return jStat.gammaln(x);
}

/** P(|Z| > |z|) of the normal distribution. */
export function tailsOfNormal(z: number): number {
  return tailOfChiSquare(z * z, 1);
}
