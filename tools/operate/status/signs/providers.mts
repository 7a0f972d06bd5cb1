import type { Instance } from '../asked-apps.mts';
import { appsWith, finding, isDown, ORDERS_WAIT, type Sign } from './finding.mts';

const PROVIDERS: Readonly<Record<string, { readonly title: string; readonly people: string }>> = {
  telegram: { title: 'Telegram', people: 'nothing is answered or delivered; what is done is kept and sent afterwards' },
  fal: { title: 'FAL', people: `avatars and pictures are not made: ${ORDERS_WAIT}` },
  openai: { title: 'OpenAI', people: `ideas, texts and speech are not worked on: ${ORDERS_WAIT}` },
  storage: { title: 'The storage', people: 'offers say that nothing can be ordered now; orders under way wait' },
};

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
