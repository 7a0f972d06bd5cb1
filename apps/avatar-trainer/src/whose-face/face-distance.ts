/** SQL: how far two faces are apart, 0 to about 1.4, as `distanceOf` says it. */
export const distanceSql = (one: string, other: string): string =>
  `(SELECT sqrt(sum((a - b) ^ 2)) FROM unnest(${one}::real[], ${other}::real[]) AS pair (a, b))`;
