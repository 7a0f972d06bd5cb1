import { counted } from '../../command/command-line.mts';
import type { Instance } from '../asked-apps.mts';
import { appsWith, finding, isDown, ORDERS_WAIT, worst, type Sign } from './finding.mts';

const PROVIDERS: Readonly<Record<string, { readonly title: string; readonly people: string }>> = {
  telegram: { title: 'Telegram', people: 'nothing is answered or delivered; what is done is kept and sent afterwards' },
  fal: { title: 'FAL', people: `avatars and pictures are not made: ${ORDERS_WAIT}` },
  openai: { title: 'OpenAI', people: `ideas, texts and speech are not worked on: ${ORDERS_WAIT}` },
  storage: { title: 'The storage', people: 'offers say that nothing can be ordered now; orders under way wait' },
};

/** Below both bounds, which the alert AishaBotIsDeaf has as well, Telegram's own next try is enough. */
const UPDATES_AT_TELEGRAM = 100;
const FAILED_WITHIN_S = 300;

const noteOf = (name: string, instances: readonly Instance[]): string | undefined =>
  instances
    .flatMap(({ dependencies }) => dependencies)
    .find((dependency) => dependency.name === name && !dependency.ok && dependency.note)?.note;

export const providersAreAway: Sign = ({ apps: { instances } }) => {
  const names = new Set(instances.flatMap(({ dependencies }) => dependencies.map(({ name }) => name)));
  return [...names]
    .filter((name) => !['postgres', 'schema', 'queue'].includes(name))
    .flatMap((name) => {
      const without = appsWith(instances, (instance) => isDown(name, instance));
      if (without.length === 0) return [];
      const { title, people } = PROVIDERS[name] ?? { title: name, people: ORDERS_WAIT };
      const note = noteOf(name, instances);
      const who = without.join(', ');
      if (note === 'provider-out-of-credit')
        return [
          finding(`${title} refuses new work: our account there is out of credit (${who}).`, people, 'out-of-credit'),
        ];
      if (note === 'provider-refused-key')
        return [finding(`${title} refuses our key (${who}).`, people, 'key-rotation')];
      return [finding(`${title} does not answer ${who}${note ? ` (${note})` : ''}.`, people, 'provider-down')];
    });
};

/** Telegram answers our calls meanwhile, and no app misses anything: only Telegram knows that it does not reach the webhook. */
export const botIsDeaf: Sign = ({ apps: { instances } }) => {
  const waiting = worst(instances, 'aisha_telegram_webhook_pending_updates', 0)?.value ?? 0;
  const failedAt = worst(instances, 'aisha_telegram_webhook_last_error_timestamp_seconds', 0)?.value ?? 0;
  const failedAgo = Math.max(0, Math.round(Date.now() / 1_000 - failedAt));
  // What failed once and was brought since waits no longer.
  const isFailing = waiting > 0 && failedAgo < FAILED_WITHIN_S;
  if (!isFailing && waiting <= UPDATES_AT_TELEGRAM) return [];
  return [
    finding(
      `Telegram does not reach the bot: ${counted(waiting, 'update')} ${waiting === 1 ? 'waits' : 'wait'} there${isFailing ? `, and its last try failed ${failedAgo} s ago` : ''}.`,
      'the bot says nothing; Telegram keeps what they wrote for a day, and brings it once it gets through',
      'provider-down',
    ),
  ];
};
