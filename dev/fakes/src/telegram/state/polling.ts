import { type ApiError, conflict } from '../wire/api-error';
import type { ScaledClock } from './scaled-clock';
import type { Updates } from './updates';
import type { Update } from '../wire/wire';

const OTHER_POLL = 'terminated by other getUpdates request; make sure that only one bot instance is running';
const MAX_LIMIT = 100;
const MAX_TIMEOUT_SECONDS = 50;
/** A poll that repeats the last offset within this time waits for updates at least this long. */
const SPIN_SECONDS = 3;
/** A poll with a timeout below SPIN_SECONDS that repeats the last offset within this time also gets only one update. */
const TIGHT_SPIN_MS = 500;
/**
 * The server answers the first conflict at once. When another conflict comes within this time, the server answers it only when this time is
 * over.
 */
const CONFLICT_PAUSE_MS = 3000;

interface PollRequest {
  offset: number;
  limit: number;
  timeoutSeconds: number;
  /** Aborted when the client hangs up. */
  signal: AbortSignal;
}

/** getUpdates: one long poll at a time, confirmation by offset. */
export class Polling {
  private terminate: ((error: ApiError) => void) | undefined;
  private previous = { offset: Number.NaN, at: 0 };
  private lastConflictAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly updates: Updates,
    private readonly clock: ScaledClock,
  ) {}

  async poll({ offset, limit, timeoutSeconds, signal }: PollRequest): Promise<Update[]> {
    await this.endOlder();
    const restraint = this.restrain(offset, timeoutSeconds);
    this.confirmBelow(offset);
    const most = Math.min(restraint.limit, Math.max(1, Math.min(limit || MAX_LIMIT, MAX_LIMIT)));
    const take = (): Update[] =>
      this.updates
        .list()
        .slice(0, most)
        .flatMap(({ update, copies }) => Array.from({ length: copies }, () => update));
    return take().length > 0 ? take() : this.wait(take, restraint.timeoutSeconds, signal);
  }

  /** Whether a poll waits for updates. */
  get isUnderWay(): boolean {
    return this.terminate !== undefined;
  }

  /** Ends the poll under way, as setWebhook does. */
  interrupt(reason: string): void {
    this.terminate?.(conflict(reason));
  }

  private async endOlder(): Promise<void> {
    if (!this.terminate) return;
    const sinceLast = performance.now() - this.lastConflictAt;
    this.lastConflictAt = performance.now();
    if (sinceLast < this.clock.scaled(CONFLICT_PAUSE_MS)) await this.clock.wait(CONFLICT_PAUSE_MS);
    this.terminate?.(conflict(OTHER_POLL));
  }

  private restrain(offset: number, timeout: number): { timeoutSeconds: number; limit: number } {
    const elapsed = performance.now() - this.previous.at;
    const isRepeated = this.previous.offset === offset;
    this.previous = { offset, at: performance.now() };
    const timeoutSeconds = Math.max(0, Math.min(timeout, MAX_TIMEOUT_SECONDS));
    const isSpin = isRepeated && timeoutSeconds < SPIN_SECONDS && elapsed < this.clock.scaled(SPIN_SECONDS * 1000);
    return {
      timeoutSeconds: isSpin ? SPIN_SECONDS : timeoutSeconds,
      limit: isSpin && elapsed < this.clock.scaled(TIGHT_SPIN_MS) ? 1 : MAX_LIMIT,
    };
  }

  private confirmBelow(offset: number): void {
    const pending = this.updates.list();
    const kept = offset < 0 ? pending.slice(offset).at(0)?.update.update_id : offset;
    for (const { update } of pending) {
      if (kept !== undefined && update.update_id < kept) this.updates.confirm(update.update_id);
    }
  }

  private async wait(take: () => Update[], timeoutSeconds: number, signal: AbortSignal): Promise<Update[]> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        stopListening();
        stopTimer();
        signal.removeEventListener('abort', onHangUp);
        if (this.terminate === terminate) this.terminate = undefined;
        settle();
      };
      const terminate = (error: ApiError): void => finish(() => reject(error));
      const onHangUp = (): void => finish(() => resolve([]));
      // The answer waits a moment, so that updates that arrive together are sent together.
      const stopListening = this.updates.onArrival(() => setImmediate(() => finish(() => resolve(take()))));
      const stopTimer = this.clock.after(timeoutSeconds * 1000, () => finish(() => resolve(take())));
      signal.addEventListener('abort', onHangUp);
      this.terminate = terminate;
    });
  }
}
