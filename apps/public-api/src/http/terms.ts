import { DAY_MS, HOUR_MS, RETENTION_MS } from '@aisha/domain';
import { spanText } from '@aisha/words';

/** How many webhooks a person may have. */
export const MAX_WEBHOOKS = 5;
/** How many milliseconds after a rotation the old secret of a webhook signs beside the new one. */
export const BOTH_SECRETS_MS = DAY_MS;
/** How many milliseconds a webhook must have failed before it is paused. */
export const FAILS_MS = DAY_MS;
/** The most milliseconds from the sending of a message to the answer of its endpoint, as the specification advises. */
export const WEBHOOK_ANSWERS_MS = 15_000;
/**
 * How many milliseconds a link opens the file of a result: long enough to fetch it, and short because everybody who has the link can read
 * it.
 */
export const LINK_MS = HOUR_MS;

/** The same in the words of the API's description and of its refusals: «a day», «15 s». */
export const TERMS = {
  answersKept: spanText('en', RETENTION_MS.fromPrograms),
  bothSecrets: spanText('en', BOTH_SECRETS_MS),
  fails: spanText('en', FAILS_MS),
  link: spanText('en', LINK_MS),
  webhookAnswers: `${WEBHOOK_ANSWERS_MS / 1_000} s`,
} as const;
