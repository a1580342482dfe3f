import { Matrix, QrDecomposition } from 'ml-matrix';
import { halfWidthOfT, tailsOfT } from '../distributions.js';
import { insufficient, type Measured, ok } from '../measured.js';

/** Least squares: y = Xβ + e. */
export interface Fit {
  readonly beta: readonly number[];
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
  /** Sum of the squared residuals. */
  readonly rss: number;
  /** (XᵀX)⁻¹ */
  readonly inverse: Matrix;
}

/**
 * Ordinary least squares by QR decomposition.
 *
 * @param rows of X, all of one length k.
 * @returns `too-few` for fewer rows than columns; `not-identified` where columns depend on each other.
 */
export function leastSquares(rows: readonly (readonly number[])[], y: ArrayLike<number>): Measured<Fit> {
  const k = rows[0]?.length ?? 0;
  if (k === 0 || rows.length < k)
    return insufficient('too-few', `${k} terms need ${k} points at least; there are ${rows.length}.`);
  // Columns of one length, so that a column's unit does not decide whether it counts as dependent on others.
  const lengths = Array.from(
    { length: k },
    (_, column) => Math.sqrt(rows.reduce((sum, row) => sum + (row[column] ?? 0) ** 2, 0)) || 1,
  );
  const scaled = new Matrix(rows.map((row) => row.map((value, column) => value / (lengths[column] ?? 1))));
  const qr = new QrDecomposition(scaled);
  const triangle = qr.upperTriangularMatrix;
  for (let at = 0; at < k; at++) {
    if (!(Math.abs(triangle.get(at, at)) > 1e-9))
      return insufficient('not-identified', 'Terms of the model cannot be told apart with these points.');
  }
  const target = Matrix.columnVector(Array.from(y));
  const beta = qr.solve(target);
  const fitted = Float64Array.from(scaled.mmul(beta).to1DArray());
  const residuals = Float64Array.from(y).map((value, at) => value - (fitted[at] ?? 0));
  const back = new QrDecomposition(triangle).solve(Matrix.eye(k, k));
  const unscale = Matrix.diag(lengths.map((length) => 1 / length));
  const root = unscale.mmul(back);
  return ok({
    beta: beta.to1DArray().map((value, at) => value / (lengths[at] ?? 1)),
    fitted,
    residuals,
    rss: residuals.reduce((sum, residual) => sum + residual * residual, 0),
    inverse: root.mmul(root.transpose()),
  });
}

/**
 * The covariance of β that allows for residuals of unequal spread and for those next to each other being alike, up to
 * `lag` points apart: (XᵀX)⁻¹·n/(n−k)·Σ wₗ(Γₗ+Γₗᵀ)·(XᵀX)⁻¹ with Bartlett's weights 1 − l/(L+1) (Newey & West 1987).
 */
export function neweyWest(rows: readonly (readonly number[])[], { residuals, inverse }: Fit, lag: number): Matrix {
  const [n, k] = [rows.length, rows[0]?.length ?? 0];
  const scores = new Matrix(rows.map((row, at) => row.map((value) => value * (residuals[at] ?? 0))));
  const middle = scores.transpose().mmul(scores);
  for (let apart = 1; apart <= Math.min(lag, n - 1); apart++) {
    const later = scores.subMatrix(apart, n - 1, 0, k - 1);
    const earlier = scores.subMatrix(0, n - 1 - apart, 0, k - 1);
    const gamma = later.transpose().mmul(earlier);
    middle.add(gamma.add(gamma.transpose()).mul(1 - apart / (lag + 1)));
  }
  return inverse
    .mmul(middle)
    .mmul(inverse)
    .mul(n / (n - k));
}

/** One term of a model with its 95 % interval by Student's t. */
export interface Coefficient {
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Chance of an estimate as far from 0, were there none; `null` where nothing is left to vary. */
  readonly p: number | null;
}

/** `df` 1 or more. */
export function coefficient(estimate: number, variance: number, df: number): Coefficient {
  const standardError = Math.sqrt(Math.max(0, variance));
  const half = halfWidthOfT(df) * standardError;
  const p = standardError === 0 ? null : tailsOfT(estimate / standardError, df);
  return { estimate, standardError, low: estimate - half, high: estimate + half, p };
}
