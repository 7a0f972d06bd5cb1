/**
 * Random numbers that a seed repeats, made by mulberry32. Its 2³² states are enough for about ten million numbers that need not be secret.
 */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** A number from 0 up to, but not including, 1. */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + this.share() * (most - least);
  }

  /** A random time until the next event, when many independent people cause events with this mean time between two of them. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.share());
  }
}
