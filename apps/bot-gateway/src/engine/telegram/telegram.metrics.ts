import { requestTimer } from '@aisha/platform';
import { TelegramRefusal } from './telegram-refusal';

/** Counts and times calls, by the way in which they end. */
export const measuredCall = requestTimer({
  service: 'telegram',
  help: "Calls to Telegram by method; outcome is ok, the status of Telegram's refusal (429: too fast), or unreachable",
  label: 'method',
  buckets: [0.03, 0.1, 0.3, 1, 3, 10, 30, 60], // a poll (getUpdates) waits long by design, uploads of albums take seconds
  outcomeOf: (error) => (error instanceof TelegramRefusal ? String(error.status) : 'unreachable'),
});
