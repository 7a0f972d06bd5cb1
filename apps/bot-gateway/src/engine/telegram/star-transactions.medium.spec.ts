import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { packPayload, PACKS } from '@aisha/domain';
import type { Person } from '@aisha/fakes/telegram';
import { Outbox } from '@aisha/messaging';
import { eventually, onPostgres } from '@aisha/testing';
import { menuTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { botHarness, type BotHarnessOptions } from '../../../spec/bot-harness';
import { features } from '../../features';
import { answer, feature, onPayment } from '../conversation';
import { PersonStore } from '../people/person.store';
import { ShardsConfig } from '../settings/shards.config';
import { StarTransactionStore } from './star-transaction.store';
import { TelegramApi } from './telegram-api';
import { UpdateStore } from './update.store';
import { BillingAccounts } from '../../features/purchases/billing-accounts';

const [pack] = PACKS as [(typeof PACKS)[number]];
/** A feature that sells anything at any price; billing decides what a payment buys. */
const anything = feature({ mayBePaid: () => true, actions: [onPayment(() => answer())] });

const setup = async (options?: BotHarnessOptions) => {
  const harness = await botHarness(options);
  const { postgres, telegram, token } = harness;
  const bot = await harness.replica({ starsEveryMs: 200 }); // the real pause is ten seconds
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const api = new TelegramApi({ token, apiRoot: telegram.url });
  const finishes = () =>
    eventually(async () =>
      expect(
        await postgres.admin.query('SELECT FROM bot.star_reconciliation WHERE finished_at IS NOT NULL'),
      ).toHaveLength(1),
    );
  await finishes(); // waits for the first reading, which would find Stars that a test hides from updates
  const isDue = () => postgres.admin.query('UPDATE bot.star_reconciliation SET due_at = now(), finished_at = NULL');
  const told = async () =>
    (await postgres.outboxOf('bot'))
      .filter(({ job }) => job === 'credit-purchase' || job === 'refund-purchase')
      .map(({ job, payload }) => [job, payload['telegramPaymentChargeId']]);
  const pays = async (stars = pack.stars, person: Person = anna): Promise<string> => {
    await api.call('sendInvoice', {
      chat_id: person.id,
      title: 'Credits',
      description: 'A pack',
      payload: packPayload(pack.id),
      provider_token: '',
      currency: 'XTR',
      prices: [{ label: 'Credits', amount: stars }],
    });
    const outcome = await person.pays();
    if (!outcome.paid) throw new Error(outcome.reason);
    return outcome.charge_id;
  };
  return {
    ...harness,
    bot,
    anna,
    api,
    told,
    pays,
    /** From now on updates about messages are lost: they would come after the end of the test. */
    losesUpdates: () =>
      telegram.faults.add({ kind: 'delay-update', method: 'message', delayMs: 3_600_000, times: 1_000 }),
    isDue,
    finishes,
    reconcile: async () => {
      await isDue();
      await finishes();
    },
  };
};

describe('Stars that arrive', () => {
  it('Stars that arrive reach billing while the conversations are locked', async () => {
    const { postgres, told, pays } = await setup();

    await postgres.admin.transaction(async (tx) => {
      await tx.query('LOCK TABLE bot.conversation IN ACCESS EXCLUSIVE MODE');
      const charge = await pays();
      await eventually(async () => expect(await told()).toEqual([['credit-purchase', charge]]));
    });
  });

  it('Stars that arrive reach billing though the conversation about them is broken', async () => {
    const broken = feature({
      mayBePaid: () => true,
      actions: [
        onPayment(() => {
          throw new TypeError('broken by the test');
        }),
      ],
    });
    const { told, pays } = await setup({ features: [broken, ...features] });

    const charge = await pays();

    await eventually(async () => expect(await told()).toEqual([['credit-purchase', charge]]));
  });

  it('a refund of Stars does not bring back a person who had everything deleted', async () => {
    const { postgres, anna, api, told, pays, reconcile } = await setup();
    const charge = await pays();
    await eventually(async () => expect(await told()).toEqual([['credit-purchase', charge]]));
    const people = await postgres.admin.query('SELECT user_id AS "userId" FROM bot.person');
    await postgres.admin.query('UPDATE bot.person SET telegram_id = 1'); // Telegram's number leads to nobody, as after an erasure
    await postgres.admin.query(`UPDATE bot.star_transaction SET telegram_id = 0, payload = ''`);

    await api.call('refundStarPayment', { user_id: anna.id, telegram_payment_charge_id: charge });
    await reconcile();

    await eventually(async () => expect(await told()).toContainEqual(['refund-purchase', charge]));
    expect(await postgres.admin.query('SELECT FROM bot.person')).toHaveLength(1);
    expect(
      await postgres.admin.query(`SELECT user_id AS "userId" FROM bot.star_transaction WHERE kind = 'refund'`),
    ).toEqual(people);
  });

  it('Stars that Telegram does not know never reach billing, whichever update reports them', async () => {
    const { postgres, telegram, anna, told, pays } = await setup();
    const from = { id: anna.id, first_name: 'Анна', is_bot: false };
    const payment = { invoice_payload: packPayload(pack.id), currency: 'XTR', total_amount: pack.stars };
    const forged = {
      message_id: 1,
      date: 1,
      chat: { id: anna.id, type: 'private', first_name: 'Анна' },
      from,
      successful_payment: { ...payment, telegram_payment_charge_id: 'forged', provider_payment_charge_id: '' },
    };
    const asked = () => telegram.recorder.list({ method: 'getStarTransactions' }).length;
    const before = asked();

    await new UpdateStore().add(postgres.database, [{ update_id: 900_000_001, message: forged } as never]);
    await eventually(() => expect(asked()).toBeGreaterThan(before));
    const charge = await pays();

    await eventually(async () => expect(await told()).toEqual([['credit-purchase', charge]]));
    expect(
      await postgres.admin.query(
        `SELECT confirmed_at, forwarded_at FROM bot.star_transaction WHERE charge_id = 'forged'`,
      ),
    ).toEqual([{ confirmed_at: null, forwarded_at: null }]);
  });

  it('a payment of Stars and its refund are each reported to billing once', async () => {
    const { anna, api, told, pays } = await setup();
    const charge = await pays();
    await eventually(async () => expect(await told()).toHaveLength(1)); // the list was read already, so only an update can report more

    await api.call('refundStarPayment', { user_id: anna.id, telegram_payment_charge_id: charge });

    await eventually(async () =>
      expect(await told()).toEqual([
        ['credit-purchase', charge],
        ['refund-purchase', charge],
      ]),
    );
  });
});

describe('Stars that two replicas report to billing at the same moment', () => {
  it('Stars are reported once when two replicas report them at the same moment', async () => {
    const { database, fixtures, outboxOf } = await onPostgres('bot');
    const { userId, telegramId } = await fixtures.person();
    const payer = { telegramId, firstName: 'Анна', username: null, languageCode: 'ru' };
    await fixtures.stars({ userId, payer, forwardedAt: null });
    const accounts = new BillingAccounts(new Outbox('bot'));
    const store = new StarTransactionStore(database, new PersonStore(accounts), accounts, new ShardsConfig());
    const [open] = await store.open();

    await Promise.all([1, 2].map(() => store.forward(open!)));

    expect((await outboxOf('bot')).map(({ job }) => job)).toEqual(['credit-purchase']);
  });
});

describe('a commission that Telegram’s list names', () => {
  it('a commission is kept with its payment when Telegram’s list names it, even if an update had reported the payment first', async () => {
    const { database, fixtures, admin } = await onPostgres('bot');
    const { userId, telegramId } = await fixtures.person();
    const payer = { telegramId, firstName: 'Анна', username: null, languageCode: 'ru' };
    const stars = await fixtures.stars({ userId, payer, forwardedAt: null, confirmedAt: null });
    const accounts = new BillingAccounts(new Outbox('bot'));
    const store = new StarTransactionStore(database, new PersonStore(accounts), accounts, new ShardsConfig());
    const { kind, payload, currency, amount } = stars;
    const told = { kind, telegramId, payload, currency, amount, commission: 15, payer };
    const listed = { ...told, providerChargeId: null, subscribedUntil: null, beginsSubscription: null };

    await store.confirm(
      [
        { ...listed, chargeId: stars.chargeId },
        { ...listed, chargeId: 'unheard-of' },
      ],
      2,
    );

    expect(await admin.query('SELECT commission FROM bot.star_transaction')).toEqual([
      { commission: 15 },
      { commission: 15 },
    ]);
  });
});

describe('npm run reconcile-payments', () => {
  it('npm run reconcile-payments makes the bot read the list now, and prints what it found and which payments are not credited', async () => {
    const { postgres, told, pays, losesUpdates } = await setup();
    losesUpdates();
    const charge = await pays();
    const command = path.resolve(__dirname, '../../../../../tools/operate/reconcile-payments.mts');
    const run = () =>
      promisify(execFile)(process.execPath, [command], { env: { ...process.env, DATABASE_URL: postgres.url } }).then(
        ({ stdout }) => ({ code: 0, text: stdout }),
        ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
          code,
          text: stdout + stderr,
        }),
      );

    const first = await run();
    expect(first).toMatchObject({ code: 0, text: expect.stringContaining(`found now: payment ${charge}`) });
    await postgres.admin.query(`UPDATE bot.star_transaction SET forwarded_at = now() - interval '2 minutes'`);
    const second = await run();

    expect(second.code).toBe(1); // billing does not run here, so the payment was never credited
    expect(second.text).toContain('BAD paid, and not credited');
    expect(second.text).not.toContain('found now');
    expect(await told()).toEqual([['credit-purchase', charge]]);
  });
});

describe("Telegram's list of Stars", () => {
  it('a payment whose update never came is found in Telegram’s list and reported once, however often the list is read', async () => {
    const { telegram, told, pays, losesUpdates, reconcile } = await setup();
    losesUpdates();
    const charge = await pays();
    expect(await told()).toEqual([]);

    await reconcile();
    await eventually(async () => expect(await told()).toEqual([['credit-purchase', charge]]));
    await reconcile();
    telegram.faults.clear();

    expect(await told()).toEqual([['credit-purchase', charge]]);
  });

  it('Stars that arrive at another bot, whose token the installation has got, are found in its list, which is shorter than the one that was read', async () => {
    const { postgres, told, pays } = await setup();
    await postgres.admin.query('UPDATE bot.star_reconciliation SET transactions_read = 1000');

    const charge = await pays();

    await eventually(async () => expect(await told()).toEqual([['credit-purchase', charge]]));
    expect(await postgres.admin.query('SELECT transactions_read FROM bot.star_reconciliation')).toEqual([
      { transactions_read: '1' },
    ]);
  });

  it('a refund that was made directly at Telegram is found in Telegram’s list', async () => {
    const { anna, api, told, pays, losesUpdates, reconcile } = await setup();
    const charge = await pays();
    await eventually(async () => expect(await told()).toHaveLength(1));
    losesUpdates();

    await api.call('refundStarPayment', { user_id: anna.id, telegram_payment_charge_id: charge });
    await reconcile();

    await eventually(async () =>
      expect(await told()).toEqual([
        ['credit-purchase', charge],
        ['refund-purchase', charge],
      ]),
    );
  });

  it("Telegram's list of Stars is read page by page, and from where the last run stopped", async () => {
    const { bot, telegram, postgres, told, pays, losesUpdates, isDue, finishes, reconcile } = await setup({
      features: [anything, ...features],
    });
    losesUpdates();
    const charges: string[] = [];
    for (let n = 0; n < 120; n += 1) charges.push(await pays(1));
    telegram.faults.add({ kind: '500', method: 'getStarTransactions', times: 1 });

    telegram.recorder.clear();
    await isDue();
    await eventually(() => telegram.recorder.list({ method: 'getStarTransactions' }).length > 0);
    await isDue();
    await eventually(async () => expect((await told()).length).toBeGreaterThanOrEqual(120), { timeoutMs: 40_000 });
    expect(new Set((await told()).map(([, charge]) => charge))).toEqual(new Set(charges));
    await finishes();
    const late = 'SELECT FROM bot.star_transaction, bot.star_reconciliation WHERE forwarded_at > finished_at';
    expect(await postgres.admin.query(late)).toEqual([]); // billing ends subscriptions from then on

    telegram.recorder.clear();
    await reconcile();
    const [first] = telegram.recorder.list({ method: 'getStarTransactions' });
    expect(first).toMatchObject({ params: { offset: 70 } });
    expect(await told()).toHaveLength(120);

    telegram.recorder.clear();
    telegram.faults.add({ kind: 'slow', method: 'getStarTransactions', delayMs: 1_000 });
    await postgres.admin.query('UPDATE bot.star_reconciliation SET transactions_read = 0');
    await isDue();
    await eventually(() => telegram.recorder.list({ method: 'getStarTransactions' }).length > 0);
    await bot.stop(); // between two pages
    expect(await postgres.admin.query('SELECT finished_at FROM bot.star_reconciliation')).toEqual([
      { finished_at: null },
    ]);
  });
});
