import { AppError, type ErrorCode } from '@aisha/domain';
import { Gauge, Histogram } from 'prom-client';

/** From a status answered at once to an archive uploaded over a slow line. */
const BUCKETS_SECONDS = [0.1, 0.3, 1, 3, 10, 30, 100, 300];

const requestSeconds = new Histogram({
  name: 'aisha_fal_request_duration_seconds',
  help: 'Requests to FAL by operation; outcome is ok or the code of the error',
  labelNames: ['operation', 'outcome'],
  buckets: BUCKETS_SECONDS,
});

/** FAL takes nothing from anybody until an operator tops the account up or mends the key: reason to wake one. */
const accountRefused = new Gauge({
  name: 'aisha_fal_account_refused',
  help: '1 while FAL refuses new work of our account, by the code of the error',
  labelNames: ['code'],
});
const REFUSALS = ['provider-out-of-credit', 'provider-refused-key'] as const satisfies ErrorCode[];

/** Whether FAL takes work of this account, as it said when we last gave it some. */
export class AccountState {
  private refusal: AppError | undefined;

  /** Throws what FAL refused the account with. */
  check(): void {
    if (this.refusal) throw this.refusal;
  }

  /** Looks on while something is given to FAL, and lets through how it ended. */
  async watch<T>(giving: Promise<T>): Promise<T> {
    try {
      const answer = await giving;
      this.become(undefined);
      return answer;
    } catch (error) {
      if (error instanceof AppError && REFUSALS.some((code) => code === error.code)) this.become(error);
      throw error;
    }
  }

  private become(refusal: AppError | undefined): void {
    this.refusal = refusal;
    for (const code of REFUSALS) accountRefused.set({ code }, code === refusal?.code ? 1 : 0);
  }
}

/** Counts and times a request, however it ends. */
export async function measured<T>(operation: string, request: () => Promise<T>): Promise<T> {
  const stop = requestSeconds.startTimer({ operation });
  try {
    const answer = await request();
    stop({ outcome: 'ok' });
    return answer;
  } catch (error) {
    stop({ outcome: error instanceof AppError ? error.code : 'unexpected' });
    throw error;
  }
}
