/** Something measured, and the same thing measured of the least that could do it, in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'MB' | 'orders/min';
  readonly values: readonly number[];
  readonly baseline?: { readonly name: string; readonly values: readonly number[] };
  /** What must be known to read it rightly. */
  readonly note?: string;
}
