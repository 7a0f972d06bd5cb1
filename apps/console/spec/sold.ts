import { PRICED_ITEMS } from '@aisha/kinds';
import { newId } from '@aisha/platform';
import { costOfItem, shippedCatalogue } from '@aisha/providers/catalogue';
import type { PostgresHarness } from '@aisha/testing';

/** The terms of payment by card, so that packs are sold by card, too. */
const CARD = { currency: 'EUR', dollarsOfUnit: 1.1, least: 95, most: 950_000 };
const TERMS = { margin: 1, dollarsOfStar: 0.013, card: CARD };

/** Adds the costs that billing reports to the desk, by the shipped catalogue. Without them the desk can preview no change. */
async function toldCosts({ admin }: PostgresHarness): Promise<void> {
  const catalogue = shippedCatalogue();
  const costs = Object.fromEntries(PRICED_ITEMS.map((item) => [item, costOfItem(catalogue, item, new Date())]));
  for (const [name, figures] of Object.entries({ prices: costs, 'price-terms': TERMS }))
    await admin.query(`INSERT INTO billing.measurement (name, figures) VALUES ($1, $2)`, [
      name,
      JSON.stringify(figures),
    ]);
}

/** Adds planned changes, promo codes, invitations, a broadcast that is being sent, and compared pictures. */
export async function sold(postgres: PostgresHarness) {
  const { admin, fixtures } = postgres;
  await toldCosts(postgres);
  await admin.query(
    `INSERT INTO billing.price (item, amount, valid_from) VALUES ('picture', 350, now() + interval '7 days')`,
  );
  await admin.query(
    `INSERT INTO billing.allowance (allowance, amount, valid_from) VALUES ('welcome-credits', 20, now() - interval '1 day'), ('welcome-credits', 10, now() + interval '3 days')`,
  );
  await admin.query(
    `INSERT INTO billing.discount VALUES ('autumn', 5, '{small-1}', 'Осень', 'Autumn', now(), now() + interval '7 days'),
       ('winter', 5, '{}', 'Зима', 'Winter', now() + interval '30 days', now() + interval '37 days')`,
  );
  await admin.query(
    `INSERT INTO billing.card_price (pack_id, currency, amount, valid_from) VALUES
       ('small-1', 'EUR', 399, now() - interval '1 day'), ('small-1', 'EUR', 449, now() + interval '9 days')`,
  );
  await admin.query(
    `INSERT INTO billing.pack (id, credits, stars, valid_from) VALUES ('huge-1', 200000, 2600, now() + interval '14 days')`,
  );
  await admin.query(
    `INSERT INTO billing.promo (code, credits, percent, per_person, in_all, used, valid_from, valid_until) VALUES
       ('SPRING', 2000, NULL, 1, 100, 42, now(), NULL), ('MORE', NULL, 10, 1, NULL, 3, now(), now() + interval '7 days')`,
  );
  const [inviter, ...friends] = await Promise.all(Array.from({ length: 5 }, () => fixtures.account({ credits: 10 })));
  for (const [at, [outcome, ofPicture]] of (
    [
      [null, 'gone'],
      ['rewarded', 'rewarded'],
      ['rewarded', 'too-many-this-month'],
      ['too-many-this-month', 'too-many-this-month'],
    ] as const
  ).entries())
    await admin.query(
      `INSERT INTO billing.referral (friend_id, inviter_id, outcome, picture_outcome) VALUES ($1, $2, $3, $4)`,
      [friends[at]!.userId, inviter!.userId, outcome, ofPicture],
    );
  const broadcastId = newId<string>();
  await admin.query(
    `INSERT INTO bot.broadcast (id, content, texts, segment, state, reached) VALUES ($1, $4, $2, $3, 'running', 2)`,
    [
      broadcastId,
      JSON.stringify({
        ru: { text: 'Новые образы: зима\nПосмотрите.', button: 'Смотреть' },
        en: { text: 'New looks' },
      }),
      JSON.stringify({ paid: true, idleDays: 7 }),
      JSON.stringify({ ru: { kind: 'message', buttons: [[{ text: 'Смотреть', url: 'https://example.com/looks' }]] } }),
    ],
  );
  await fixtures.person({ hearsNews: false });
  for (const firstPictureAt of [new Date(), null]) await fixtures.person({ cameBy: 'share', firstPictureAt });
  await fixtures.person({ cameBy: 'invitation' });
  for (const status of ['sent', 'dropped'])
    await admin.query(
      `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, trace_id)
       SELECT user_id, telegram_id, 'broadcast', '{}', $1, $2 FROM bot.person LIMIT 1`,
      [status, broadcastId],
    );
  for (const [timedAs, distance] of [
    ['avatar.normal.1', 0.34],
    ['avatar.normal.1', 0.6],
    ['references.1', 0.52],
    ['photo.1', null],
  ] as const) {
    const { orderId } = await fixtures.generation({ state: 'succeeded', delivered: 1, timedAs });
    await fixtures.picture({ orderId, faceDistance: distance, faceMeasuredAt: new Date() });
  }
  await fixtures.generation({ state: 'failed', errorCode: 'text-refused', timedAs: 'photo.1' });
  const model = shippedCatalogue()
    .of('fal')
    .find(({ state }) => state === 'active')!;
  await admin.query(`INSERT INTO generator.model_state (model, gone_since, listed) VALUES ($1, now(), 'unlisted')`, [
    model.id,
  ]);
  for (const [at, dollars] of [1, 4, 2].entries())
    await admin.query(
      `INSERT INTO generator.provider_call (id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at)
       VALUES (gen_random_uuid(), gen_random_uuid(), 'generation', 'order', 'fal', $1, $2, $2, now() - make_interval(days => $3))`,
      [model.id, dollars * 1_000_000, at],
    );
  return { broadcastId, model: model.id };
}
