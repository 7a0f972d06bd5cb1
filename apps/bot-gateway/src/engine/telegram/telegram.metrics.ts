import { Histogram } from 'prom-client';
import { TelegramRefusal } from './telegram-refusal';

/** getUpdates waits up to 50 s by design, uploads of albums take seconds. */
const BUCKETS_SECONDS = [0.03, 0.1, 0.3, 1, 3, 10, 30, 60];

const callSeconds = new Histogram({
  name: 'aisha_telegram_request_duration_seconds',
  help: "Calls to Telegram by method; outcome is ok, the status of Telegram's refusal (429: too fast), or unreachable",
  labelNames: ['method', 'outcome'] as const,
  buckets: BUCKETS_SECONDS,
});

/** Counts and times a call, by how it ends. */
export async function measuredCall<T>(method: string, call: () => Promise<T>): Promise<T> {
  const stop = callSeconds.startTimer({ method });
  try {
    const answer = await call();
    stop({ outcome: 'ok' });
    return answer;
  } catch (error) {
    stop({ outcome: error instanceof TelegramRefusal ? String(error.status) : 'unreachable' });
    throw error;
  }
}
