/** The parts of jStat that are used; it brings no types. */
declare module 'jstat' {
  const library: {
    readonly jStat: {
      /** Regularised incomplete beta function. */
      ibeta(x: number, a: number, b: number): number;
      /** Regularised lower incomplete gamma function. */
      lowRegGamma(a: number, x: number): number;
      gammaln(x: number): number;
      readonly studentt: { inv(p: number, df: number): number };
    };
  };
  export default library;
}
