import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { MIN_PHOTOS } from '@aisha/domain';
import { Database } from '@aisha/database';
import type { Chats } from './chats.mts';
import type { Product } from './product.mts';
import { Visitor, type Tap } from './visitor.mts';

/** Of the drawn face. */
const SEED = 7;
const TRAINED_WITHIN_MS = 90_000;
const IDEA = 'a walk along the sea at sunset';

/** People who own an avatar. The first makes it through the bot; the others get a copy of it, so that a run stays short. */
export const customersOf = async (product: Product, chats: Chats, count: number): Promise<Visitor[]> => {
  const customers = await Promise.all(
    Array.from({ length: count }, (_, place) => Visitor.join(chats, `Customer ${place + 1}`)),
  );
  await Promise.all(customers.map((customer) => customer.asks('/start')));
  const [first, ...others] = customers;
  if (!first) throw new RangeError('nobody is to order anything');
  await makeAvatar(first);
  await copyAvatar(product, first, others);
  return customers;
};

const makeAvatar = async (customer: Visitor): Promise<void> => {
  await customer.asks('/create');
  await customer.findsAndTaps(/^👤/);
  await customer.findsAndTaps(/^Man$/);
  await customer.sees('the question for a name', ({ text = '' }) => /call the avatar/.test(text));
  await customer.asks('Max');
  await customer.person.sendsPhotos(await drawnSelfies(SEED, MIN_PHOTOS));
  await customer.sees('ten photos accepted', ({ text = '' }) => new RegExp(`: ${MIN_PHOTOS} of`).test(text));
  await customer.findsAndTaps(/^✅/);
  await customer.findsAndTaps(/^⚡/);
  await customer.findsAndTaps(/^🚀/);
  await customer.finds(/^🎨 Make a picture/, { after: 0, timeoutMs: TRAINED_WITHIN_MS });
};

const copyAvatar = async (product: Product, from: Visitor, to: readonly Visitor[]): Promise<void> => {
  const trainer = await Database.connect({ url: product.setting('DATABASE_URL'), role: 'trainer', pool: 1 });
  try {
    const idsOf = async (people: readonly Visitor[]): Promise<string[]> =>
      (
        (await product.database.read.query(
          `SELECT user_id AS id FROM bot.person WHERE telegram_id = ANY ($1::bigint[])`,
          [people.map(({ id }) => id)],
        )) as { id: string }[]
      ).map(({ id }) => id);
    const [owner] = await idsOf([from]);
    await trainer.transaction(async (tx) => {
      const [avatar] = (await tx.query(`SELECT * FROM trainer.avatar WHERE user_id = $1`, [owner])) as {
        status: string;
      }[];
      if (avatar?.status !== 'completed') throw new Error('the avatar was not made');
      for (const userId of await idsOf(to)) {
        await tx.query(
          `INSERT INTO trainer.avatar SELECT (jsonb_populate_record(a, jsonb_build_object(
             'id', gen_random_uuid(), 'user_id', $2::text, 'trigger_phrase', a.trigger_phrase || left(md5($2::text), 6)))).*
           FROM trainer.avatar a WHERE a.user_id = $1`,
          [owner, userId],
        );
      }
    });
  } finally {
    await trainer.close();
  }
};

/** From anywhere to the screen with the price: a new wish, or the last one once more. */
export const upToThePrice = async (customer: Visitor, after?: number): Promise<Tap> => {
  if (after === undefined) {
    await customer.asks('/generate');
    await customer.asks(IDEA);
    await customer.findsAndTaps(/1:1$/);
    await customer.findsAndTaps(/^1 ·/);
  } else {
    await customer.findsAndTaps(/^🔁 Again/, { after });
  }
  return customer.finds(/^🎨 Draw!/);
};
