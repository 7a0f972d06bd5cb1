import { setTimeout as pause } from 'node:timers/promises';
import type { Chats } from '../chats.mts';
import { timeBox } from '../clock.mts';
import type { Figure } from '../figure.mts';
import type { Plan } from '../plan.mts';
import type { Product } from '../product.mts';
import { Visitor } from '../visitor.mts';

/** Telegram takes about this many messages a second from one bot; the gateway sends no faster. */
const MESSAGES_PER_SECOND = 30;
/** Between two single messages, so that they stay far below that. */
const BREATH_MS = 150;
/** Joining opens a connection each. */
const JOIN_AT_ONCE = 20;
const ECHO = 'an echo bot in front of a stand-in of its own';

export interface Sides {
  readonly product: Product;
  readonly bot: Chats;
  readonly echo: Chats;
}

/** A person writes and reads the answer: the gateway's beside an echo bot's, in turns. */
export const updateToReply = async ({ product, bot, echo }: Sides, plan: Plan): Promise<Figure[]> => {
  const size = Math.max(...plan.crowds.map(({ people }) => people));
  const visitors = await gather(bot, size);
  const talkers = await gather(echo, size);
  await Promise.all(visitors.map((visitor) => visitor.asks('/start')));
  await product.isQuiet();

  const figures: Figure[] = [];
  for (const { people, rounds, endsWithinMs } of plan.crowds) {
    const handled: number[] = [];
    const delivered: number[] = [];
    const echoed: number[] = [];
    const box = timeBox(endsWithinMs);
    for (let round = 0; round < rounds && (round === 0 || box.fitsAnother()); round += 1) {
      const turn = (all: Visitor[]): Visitor[] =>
        Array.from({ length: people }, (_, place) => all[(round * people + place) % all.length] as Visitor);
      const asked = await ask(turn(visitors));
      delivered.push(...asked.map(({ ms }) => ms));
      handled.push(...(await untilHandled(product, asked)));
      await product.isQuiet(); // the old screens lose their buttons a little later
      echoed.push(...(await ask(turn(talkers))).map(({ ms }) => ms));
      if (people === 1) await pause(BREATH_MS);
    }
    const crowd = people === 1 ? 'one person' : `${people} people at once`;
    const baseline = { name: ECHO, values: echoed };
    figures.push(
      { name: `update → handled, ${crowd}`, unit: 'ms', values: handled, baseline, note: HANDLED },
      {
        name: `update → reply, ${crowd}`,
        unit: 'ms',
        values: delivered,
        baseline,
        ...(people > MESSAGES_PER_SECOND && { note: paced(people) }),
      },
    );
  }
  return figures;
};

const HANDLED =
  'the answer and everything it leads to is in the database; from then on only the pace of sending counts';

const paced = (people: number): string =>
  `the gateway keeps Telegram's limit of ${MESSAGES_PER_SECOND} messages a second, so of ${people} people the last cannot be answered ` +
  `before ${((people - MESSAGES_PER_SECOND) / MESSAGES_PER_SECOND).toFixed(1)} s; the echo bot keeps none`;

const gather = async (chats: Chats, size: number): Promise<Visitor[]> => {
  const crowd: Visitor[] = [];
  while (crowd.length < size) {
    const next = Array.from({ length: Math.min(JOIN_AT_ONCE, size - crowd.length) }, (_, place) =>
      Visitor.join(chats, `Visitor ${crowd.length + place + 1}`),
    );
    crowd.push(...(await Promise.all(next)));
  }
  return crowd;
};

interface Asked {
  readonly visitor: Visitor;
  readonly sentAt: number;
  readonly ms: number;
}

const ask = (crowd: Visitor[]): Promise<Asked[]> =>
  Promise.all(crowd.map(async (visitor) => ({ visitor, ...(await visitor.asks('/menu')) })));

/** From the sending of each message until its update was handled, as the gateway wrote it down. */
const untilHandled = async ({ database }: Product, asked: Asked[]): Promise<number[]> => {
  const rows = (await database.read.query(
    `SELECT chat_id::float8 AS "chatId", extract(epoch FROM max(handled_at))::float8 * 1000 AS at
     FROM bot.telegram_update WHERE chat_id = ANY ($1::bigint[]) GROUP BY chat_id`,
    [asked.map(({ visitor }) => visitor.id)],
  )) as { chatId: number; at: number }[];
  const handledAt = new Map(rows.map(({ chatId, at }) => [chatId, at]));
  return asked.map(({ visitor, sentAt }) => (handledAt.get(visitor.id) ?? Number.NaN) - sentAt);
};
