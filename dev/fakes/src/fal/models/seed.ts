import type { RunContext } from './model';

/** A placeholder for the seed in a result until `withSeed` writes it. */
export const SEED_PLACE = '\u0000seed';

/** FAL answers seeds above 2⁵³ as plain digits, which JSON.stringify cannot write. */
export const withSeed = (result: object, seed: string): string =>
  JSON.stringify(result).replace(JSON.stringify(SEED_PLACE), () => seed);

/** The caller's seed digit by digit, or else one of 18 digits derived from the job. */
export const seedOf = ({ job }: RunContext): string =>
  job.seedText ??
  String((BigInt(`0x${job.id.replaceAll('-', '')}`) % 900_000_000_000_000_000n) + 100_000_000_000_000_000n);
