import fc from 'fast-check';

const MOST = 0xffff_ffff;

/** Random choices that a seed repeats: the same seed and name always give the same choices, whatever other dice do meanwhile. */
export class Dice {
  private readonly throws: Iterator<number>;

  constructor(
    private readonly seed: number,
    name: string,
  ) {
    const own = [...name].reduce((hash, letter) => (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0, seed);
    const [stream] = fc.sample(fc.infiniteStream(fc.noBias(fc.nat(MOST)), { noHistory: true }), {
      seed: own,
      numRuns: 1,
    });
    this.throws = stream![Symbol.iterator]();
  }

  /** Makes the dice with another name and the same seed. */
  of(name: string): Dice {
    return new Dice(this.seed, name);
  }

  /** A random number from 0 up to, but not including, `below`. */
  number(below: number): number {
    return ((this.throws.next().value as number) / (MOST + 1)) * below;
  }

  isBelow(share: number): boolean {
    return this.number(1) < share;
  }

  oneOf<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.number(choices.length))]!;
  }
}
