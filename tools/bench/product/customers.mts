import { Admin, fixturesOn } from '@aisha/testing/fixtures';
import type { UserId } from '@aisha/domain';
import type { Product } from './product.mts';
import { Visitor, type Tap } from './visitor.mts';

export const IDEA = 'a walk along the sea at sunset';
/** How many people join at once. Each of them writes rows in two apps, so more people at once would only wait. */
const JOIN_AT_ONCE = 20;

/** Makes people whom the bot knows. */
export const visitorsOf = async (product: Product, count: number): Promise<Visitor[]> => {
  const visitors = Array.from({ length: count }, () => new Visitor(product.bot));
  for (let place = 0; place < count; place += JOIN_AT_ONCE) {
    await Promise.all(visitors.slice(place, place + JOIN_AT_ONCE).map((visitor) => visitor.asks('/start')));
  }
  await product.isQuiet();
  return visitors;
};

/** Makes people who own an avatar with its model at FAL. */
export const customersOf = async (product: Product, count: number): Promise<Visitor[]> => {
  const customers = await visitorsOf(product, count);
  const admin = await Admin.connect(product.servers.postgresUrl);
  try {
    const people = await admin.query<{ userId: UserId }>(
      `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = ANY ($1::bigint[])`,
      [customers.map(({ id }) => id)],
    );
    const fixtures = fixturesOn(admin);
    const loraUrl = `${product.fal.url}/files/lora.safetensors`;
    for (const { userId } of people) {
      await fixtures.consent({ userId });
      await fixtures.avatar({ userId, name: 'Max', isMain: true, loraUrl });
    }
  } finally {
    await admin.close();
  }
  return customers;
};

/** The id by which the database knows a visitor. */
export const userIdOf = async (admin: Admin, { id }: Visitor): Promise<UserId> => {
  const [person] = await admin.query<{ userId: UserId }>(
    `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1`,
    [id],
  );
  if (!person) throw new Error('the bot does not know the person');
  return person.userId;
};

/** Makes two orders of each kind that needs photos or voices, training and transcription: one that has succeeded and one that waits. */
export const otherOrders = async (product: Product, visitor: Visitor): Promise<void> => {
  const admin = await Admin.connect(product.servers.postgresUrl);
  try {
    const userId = await userIdOf(admin, visitor);
    const fixtures = fixturesOn(admin);
    for (const state of ['succeeded', 'queued'] as const) {
      await fixtures.training({ userId, state });
      await fixtures.transcription({ userId, state });
    }
  } finally {
    await admin.close();
  }
};

/** Leads the customer to the screen with the price: with a new idea, or with the last idea again, from the message `after`. */
export const upToThePrice = async (customer: Visitor, after?: number): Promise<Tap> => {
  if (after === undefined) {
    await customer.asks('/generate');
    await customer.asks(IDEA);
    await customer.findsAndTaps(/^⋯/);
    await customer.findsAndTaps(/×1$/);
  } else {
    await customer.findsAndTaps(/^🔁 /, { after });
  }
  return customer.finds(/^🎨 Draw 1 /, after === undefined ? {} : { after });
};
