/** One factor on FAL's real durations, or one for each kind of waiting. */
export type TimeScale = number | Partial<Record<Waiting, number>>;

/** `queue` before a runner is found, `training` and `pictures` at work, `webhooks` between tries. */
export type Waiting = 'queue' | 'training' | 'pictures' | 'webhooks';

const TEST_SCALE = 0.01;

/** For a person who watches: a picture in about 3 s, a training of 1000–4000 steps in 10–30 s. */
export const WATCHABLE: TimeScale = { queue: 0.5, training: 0.05, pictures: 0.4, webhooks: 0.2 };

export class Timing {
  constructor(private readonly scale: TimeScale = TEST_SCALE) {}

  /** Milliseconds to wait for what takes FAL that many seconds. */
  ms(waiting: Waiting, seconds: number): number {
    const factor = typeof this.scale === 'number' ? this.scale : (this.scale[waiting] ?? TEST_SCALE);
    return seconds * 1_000 * factor;
  }
}
