import { setTimeout as pause } from 'node:timers/promises';
import { Person } from '@aisha/fakes/telegram';
import { handsOf } from '../story/hands.mts';
import { SILENT, Walker } from '../story/walker.mts';
import { connected } from './connected.mts';
import { PROVIDER_NAMES } from './environment.mts';
import type { Running } from './launch.mts';

/**
 * The first id of the people whom the sandbox plays, so that the owner's desk is not empty when it is first opened. Their names say that
 * they are played, the chat page does not show them, and their ids are far from those of the page's own people. They act through the bot
 * alone: the ledger has their purchases and orders, and no row is written past an app.
 */
const FIRST_ID = 5_900_000_001;
const PACK = (name: string): string => `bal.pack:${name}`;

type Deed = (hands: ReturnType<typeof handsOf>, walker: Walker) => Promise<void>;

const buys =
  (pack: string): Deed =>
  async ({ says, taps }, walker) => {
    await says('/balance');
    await taps(PACK(pack));
    await walker.pays(String);
    await walker.settles();
  };

const draws =
  (idea: string): Deed =>
  async ({ says }, walker) => {
    await says('/generate');
    await says(idea);
    const sent = await walker.lastWords();
    await walker.goesOn(({ message_id: id, buttons }) => id > sent && JSON.stringify(buttons).includes('gen.again'), {
      'consent.yes': 'first',
      'gen.draw': 'first',
    });
  };

const asks =
  (words: string): Deed =>
  async ({ says }) => {
    await says('/support');
    await says(words);
  };

const PEOPLE: readonly { readonly firstName: string; readonly language: string; readonly deeds: readonly Deed[] }[] = [
  { firstName: 'Вера (играет)', language: 'ru', deeds: [draws('маяк в тумане на рассвете'), buys('small-1')] },
  { firstName: 'Олег (играет)', language: 'ru', deeds: [buys('medium-1'), draws('кот в очках читает газету')] },
  {
    firstName: 'Kate (played)',
    language: 'en',
    deeds: [draws('a red bicycle in the rain'), asks('Can I get an invoice?')],
  },
  { firstName: 'Нина (играет)', language: 'ru', deeds: [buys('medium-2'), asks('Когда появятся новые образы?')] },
  { firstName: 'Max (played)', language: 'en', deeds: [draws('a paper boat on a puddle'), buys('small-1')] },
  { firstName: 'Игорь (играет)', language: 'ru', deeds: [] },
];

/** The played people wait this long, so that a person of the sandbox can begin before them and is served first. */
const BEGIN_AFTER_MS = 1_000;

/** Whether people are to be played: SANDBOX_PEOPLE does not forbid it, every provider is sandboxed, and the product has no person yet. */
export async function isToBePlayed({ sandboxed, env }: Running): Promise<boolean> {
  if (env['SANDBOX_PEOPLE'] === 'none' || PROVIDER_NAMES.some((name) => !sandboxed.includes(name))) return false;
  const client = await connected(env['MIGRATE_DATABASE_URL']!, 'played people');
  try {
    const { rows } = await client.query('SELECT FROM bot.person LIMIT 1');
    return rows.length === 0;
  } finally {
    await client.end();
  }
}

/**
 * Has the played people act one after another, so that a person who tries the sandbox meanwhile hardly notices. When one of them fails, says
 * so and goes on with the next.
 */
export async function playPeople(
  running: Running,
  signal: AbortSignal,
  say: (sentence: string) => void,
): Promise<void> {
  const telegram = running.env['TELEGRAM_API_ROOT']!.replace(/\/$/, '');
  await pause(BEGIN_AFTER_MS, undefined, { signal });
  for (const [at, { firstName, language, deeds }] of PEOPLE.entries()) {
    try {
      const person = await Person.join(telegram, { id: FIRST_ID + at, firstName, language, playsItself: true });
      const walker = new Walker(person, SILENT, signal);
      const hands = handsOf(walker);
      await hands.says('/start');
      for (const deed of deeds) await deed(hands, walker);
    } catch (error) {
      if (signal.aborted) return;
      say(`${firstName} did not do everything: ${(error as Error).message}`);
    }
  }
}
