import { Counter } from 'prom-client';
import type { ErrorCode } from '@aisha/domain';

const transcriptions = new Counter<'state' | 'reason'>({
  name: 'aisha_transcriptions_total',
  help: 'Transcriptions that ended, by state and reason',
  labelNames: ['state', 'reason'],
});

const minutes = new Counter({
  name: 'aisha_transcription_minutes_total',
  help: 'Started minutes that were written down and charged',
});

export const countEnd = (
  state: 'succeeded' | 'failed' | 'cancelled',
  reason: ErrorCode | null,
  chargedMinutes: number,
): void => {
  transcriptions.inc({ state, reason: reason ?? 'none' });
  minutes.inc(chargedMinutes);
};
