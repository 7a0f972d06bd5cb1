import type { Logger } from './logger';

const LINE_EVERY_MS = 1_000;

/**
 * Logs refused requests with at most one line a second, which says how many of each kind there were: a stranger may send thousands a
 * second.
 */
export class Refusals {
  private readonly untold = new Map<string, number>();
  private pause: NodeJS.Timeout | undefined;

  constructor(
    private readonly event: string,
    private readonly log: Logger,
    private readonly everyMs = LINE_EVERY_MS,
  ) {}

  add(outcome: string): void {
    this.untold.set(outcome, (this.untold.get(outcome) ?? 0) + 1);
    if (!this.pause) this.tell();
  }

  /** Ends the pause, and logs the refusals counted since the last line. */
  stop(): void {
    clearTimeout(this.pause);
    this.tell();
    clearTimeout(this.pause);
  }

  private tell(): void {
    this.pause = undefined;
    if (this.untold.size === 0) return;
    this.log.warn(this.event, { refused: Object.fromEntries(this.untold) });
    this.untold.clear();
    this.pause = setTimeout(() => this.tell(), this.everyMs).unref();
  }
}
