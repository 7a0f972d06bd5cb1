import { TRAINING_PRESETS } from '@aisha/domain';

export interface Pace {
  readonly timeoutMs: number;
  readonly lookMs: number;
  readonly pauseMs: number;
  readonly leaseMs: number;
}

const LONGEST_STEPS = Math.max(...Object.values(TRAINING_PRESETS).map(({ steps }) => steps));
/** Of the time a training has taken so far: one asked about for ten minutes is asked about once a minute. */
const LOOK_AFTER_FRACTION = 0.1;
const LONGEST_LOOK_FACTOR = 12;

/** When a training is late, and when to look after it. */
export class TrainingPace {
  constructor(private readonly pace: Pace) {}

  /** How long FAL is left alone after it would not talk to us. */
  get pauseMs(): number {
    return this.pace.pauseMs;
  }

  /** Within it a process that packs a training says that it still does; after that the training is another's to take. */
  get leaseMs(): number {
    return this.pace.leaseMs;
  }

  get lookMs(): number {
    return this.pace.lookMs;
  }

  /** Half the time-out for any training, since queues do not care for steps, and the rest by steps. */
  deadline(ordered: Date, steps: number): Date {
    return later(ordered, this.pace.timeoutMs * (0.5 + (0.5 * steps) / LONGEST_STEPS));
  }

  nextLook(now: Date, submitted: Date | null): Date {
    const soFar = submitted ? now.getTime() - submitted.getTime() : 0;
    const { lookMs } = this.pace;
    return later(now, Math.min(Math.max(lookMs, soFar * LOOK_AFTER_FRACTION), lookMs * LONGEST_LOOK_FACTOR));
  }
}

export const later = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);
