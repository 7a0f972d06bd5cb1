import { Clock } from '@aisha/platform';

/** A clock that moves only when a test moves it. */
export class ManualClock extends Clock {
  constructor(private time = new Date('2026-11-20T12:00:00Z')) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  set(time: Date | string): void {
    this.time = new Date(time);
  }

  advance(milliseconds: number): void {
    this.time = new Date(this.time.getTime() + milliseconds);
  }
}
