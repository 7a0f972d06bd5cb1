import fc from 'fast-check';

const MOST = 0xffff_ffff;

/** Chance that a seed repeats: the same seed and name make the same choices, however many others throw dice meanwhile. */
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

  /** Makes the dice of another part, by the same seed. */
  of(name: string): Dice {
    return new Dice(this.seed, name);
  }

  /** Throws a number from 0 up to, and without, `below`. */
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
