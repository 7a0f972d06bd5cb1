import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { centiCredits, type CentiCredits } from '@aisha/domain';
import { ORDER_KINDS } from '@aisha/kinds';
import { onPostgres } from '@aisha/testing';
import type { CreditHold } from '../entities/billing/credit-hold.entity';
import { LEDGER_INVARIANT_NAMES, LEDGER_PARTS } from '../entities/billing/ledger-invariants';
import { LedgerInvariantsReader } from './ledger-invariants.reader';

/** What these lines bring to an account. */
const movedTo = (account: string, lines: readonly [string, number][]): number =>
  lines.reduce((sum, [of, amount]) => sum + (of === account ? amount : 0), 0);

/** A person with 20 credits, 5 of them held for an order, who once paid for 100. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const { admin, fixtures } = postgres;
  const { userId } = await fixtures.account({ credits: 20 });
  const hold = await fixtures.hold({ userId, credits: 5 });
  const reader = new LedgerInvariantsReader(postgres.database);
  /** Writes a transaction, by default with both of its lines, and changes the balance as they say. */
  const post = async ({
    type = 'correction',
    key = 'planted',
    lines = [
      ['platform-gifts', -100],
      ['user-available', 100],
    ],
    orderId = null,
    owner = userId,
    balance = movedTo('user-available', lines),
  }: {
    type?: string;
    key?: string;
    lines?: [string, number][];
    orderId?: string | null;
    owner?: string;
    balance?: number;
  }): Promise<string> => {
    const [made] = await admin.query<{ id: string }>(
      `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key)
       VALUES (gen_random_uuid(), $1, $2, $3, 100, 'planted', $4) RETURNING id`,
      [type, owner, orderId, key],
    );
    for (const [line, [account, amount]] of lines.entries()) {
      await admin.query('INSERT INTO billing.entry VALUES ($1, $2, $3, $4, $5)', [
        made!.id,
        line,
        account,
        account.startsWith('user-') ? owner : null,
        amount,
      ]);
    }
    await admin.query(
      'UPDATE billing.account SET available = available + $2, held = held + $3, debt = debt - $4 WHERE user_id = $1',
      [owner, balance, movedTo('user-held', lines), movedTo('user-debt', lines)],
    );
    return made!.id;
  };
  const pay = (charge: string, owner: string = userId) =>
    admin.query(`INSERT INTO billing.purchase VALUES ($1, $2, 'small-1', 150, 100)`, [charge, owner]);
  const credit = (charge: string) =>
    post({
      type: 'purchase',
      key: `purchase:${charge}`,
      lines: [
        ['platform-sales', -100],
        ['user-available', 100],
      ],
    });
  const takeBack = async (type: string, account: string, amount: number, from: string = userId) => {
    const [made] = await admin.query<{ id: string }>(
      `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
       VALUES (gen_random_uuid(), $1, $2, $3, 'planted', $1 || ':charge-0') RETURNING id`,
      [type, from, amount],
    );
    await admin.query(`INSERT INTO billing.entry VALUES ($1, 0, $2, $3, $4), ($1, 1, 'platform-sales', NULL, $5)`, [
      made!.id,
      account,
      from,
      -amount,
      amount,
    ]);
    await admin.query('UPDATE billing.account SET available = available - $1 WHERE user_id = $2', [amount, from]);
  };
  await pay('charge-0');
  await credit('charge-0');
  /** A hold of four credits with all of its entries, after this much of it was captured. */
  const settledHold = async ({ captured, ...settled }: Partial<CreditHold> & { captured: CentiCredits }) => {
    const amount = centiCredits(400);
    const status = captured > 0n ? 'captured' : 'released';
    const end = { status, captured, deliveredOf: 4, settledAt: new Date(), ...settled } as const;
    const hold = await fixtures.hold({ userId, credits: 4, amount, ...end });
    const { orderId } = hold;
    const move = async (type: string, to: string, moved: bigint): Promise<void> => {
      if (moved === 0n) return;
      const [made] = await admin.query<{ id: string }>(
        `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key)
         VALUES (gen_random_uuid(), $1::text, $2, $3::uuid, $4, 'planted', $1::text || ':' || $3::uuid) RETURNING id`,
        [type, userId, orderId, moved.toString()],
      );
      await admin.query(`INSERT INTO billing.entry VALUES ($1, 0, 'user-held', $2, $3), ($1, 1, $4, $5, $6)`, [
        made!.id,
        userId,
        (-moved).toString(),
        to,
        to.startsWith('user-') ? userId : null,
        moved.toString(),
      ]);
    };
    await move('capture', 'platform-revenue', captured);
    await move('release', 'user-available', amount - captured);
    await admin.query('UPDATE billing.account SET held = held - $2, available = available + $3 WHERE user_id = $1', [
      userId,
      amount.toString(),
      (amount - captured).toString(),
    ]);
    return hold;
  };
  return {
    ...postgres,
    settledHold,
    userId,
    hold,
    reader,
    post,
    pay,
    credit,
    takeBack,
    violated: async () => (await reader.violations()).map(({ invariant, subject }) => ({ invariant, subject })),
    /** Checks only the rows of the last minute, which are all rows here. */
    violatedOfLate: async () => {
      const since = new Date(Date.now() - 60_000);
      const found = await Promise.all(LEDGER_PARTS.map((part) => reader.violationsOf(part, { since })));
      return [...found.flat(), ...(await reader.unsettled())].map(({ invariant, subject }) => ({ invariant, subject }));
    },
  };
};
type Ledger = Awaited<ReturnType<typeof setup>>;

/** No transaction leads to these faults, so the check of new rows cannot find them. */
const SEEN_IN_HISTORY_ALONE = ['lines without a transaction', 'a balance of somebody without entries'];

const twoMinutesAgo = () => new Date(Date.now() - 120_000);

/** Each fault breaks one clause of one invariant and nothing else, and gives the key of the wrong row. */
const FAULTS: [(typeof LEDGER_INVARIANT_NAMES)[number], string, (ledger: Ledger) => Promise<unknown>][] = [
  [
    'entries-sum-to-zero',
    'a transaction whose lines do not sum to nothing',
    ({ post }) =>
      post({
        lines: [
          ['platform-gifts', -99],
          ['user-available', 100],
        ],
      }),
  ],
  ['entries-sum-to-zero', 'a transaction without lines', ({ post }) => post({ lines: [], balance: 0 })],
  [
    'entries-sum-to-zero',
    'a transaction whose lines move another amount',
    ({ post }) =>
      post({
        lines: [
          ['platform-gifts', -99],
          ['user-available', 99],
        ],
        balance: 99,
      }),
  ],
  [
    'entries-sum-to-zero',
    'lines without a transaction',
    async ({ admin, post }) => {
      const id = await post({});
      await admin.query(
        `DO $$ BEGIN
           SET LOCAL session_replication_role = 'replica';
           DELETE FROM billing.transaction WHERE idempotency_key = 'planted';
         END $$`,
      );
      return id;
    },
  ],
  ['credit-is-paid-for', 'credits for Stars that never arrived', ({ credit }) => credit('charge-1')],
  [
    'credit-is-paid-for',
    'one payment credited under two keys',
    ({ post }) =>
      post({
        type: 'purchase',
        key: 'Purchase:charge-0',
        lines: [
          ['platform-sales', -100],
          ['user-available', 100],
        ],
      }),
  ],
  [
    'hold-is-not-exceeded',
    'a charge for an order that never held anything',
    async ({ post }) => {
      const orderId = '01935000-0000-7000-8000-000000000001';
      const lines: [string, number][] = [
        ['user-available', -100],
        ['platform-revenue', 100],
      ];
      await post({ type: 'capture', orderId, balance: -100, lines });
      return orderId;
    },
  ],
  ...['hold', 'capture', 'release'].map((type): (typeof FAULTS)[number] => [
    'posting-is-the-holders',
    `a ${type} for no order`,
    ({ post }) => post({ type }),
  ]),
  [
    'posting-is-the-holders',
    "a release for somebody else's order",
    async ({ post, hold, fixtures }) => {
      const { userId } = await fixtures.account();
      return post({
        type: 'release',
        orderId: hold.orderId,
        owner: userId,
        lines: [
          ['platform-gifts', -100],
          ['user-available', 100],
        ],
      });
    },
  ],
  ...(
    [
      ['welcome', 'platform-gifts', 'user-available', 'welcome:'],
      ['promo', 'platform-gifts', 'user-available', 'gain:'],
      ['referral', 'platform-gifts', 'user-available', 'gain:'],
      ['referral-picture', 'platform-gifts', 'user-available', 'gain:'],
      ['gain-back', 'user-available', 'platform-gifts', 'gain-back:'],
      ['gift-sent', 'user-available', 'platform-transit', 'gift-sent:'],
      ['gift-received', 'platform-transit', 'user-available', 'gift-closed:'],
      ['gift-back', 'platform-transit', 'user-available', 'gift-closed:'],
      ['refund', 'user-available', 'platform-sales', 'refund:'],
      ['forfeit', 'user-available', 'platform-sales', 'forfeit:'],
      ['debt', 'user-debt', 'platform-sales', 'debt:'],
      ['debt', 'user-debt', 'platform-gifts', 'debt:gain:'],
      ['set-aside', 'user-available', 'user-held', 'set-aside:'],
      ['set-back', 'user-held', 'user-available', 'set-back:'],
    ] as const
  ).flatMap(([type, from, to, key]): (typeof FAULTS)[number][] => {
    const lines: [string, number][] = [
      [from, -100],
      [to, 100],
    ];
    return [randomUUID(), 'nothing'].map((id) => [
      'posting-has-its-cause',
      `a ${type} under ${key}${id === 'nothing' ? id : 'an id'}, of which there is no row`,
      // Who has nothing to spend may owe credits.
      async ({ post, fixtures, userId }) =>
        post({
          type,
          key: `${key}${id}`,
          lines,
          owner: from === 'user-debt' ? (await fixtures.account()).userId : userId,
        }),
    ]);
  }),
  [
    'posting-moves-its-accounts',
    'a correction out of what is on its way to somebody',
    ({ post }) =>
      post({
        lines: [
          ['platform-transit', -100],
          ['user-available', 100],
        ],
      }),
  ],
  [
    'posting-moves-its-accounts',
    'a correction the wrong way round',
    ({ post }) =>
      post({
        lines: [
          ['user-available', -100],
          ['platform-gifts', 100],
        ],
      }),
  ],
  [
    'debt-is-paid-first',
    'a person who owes credits and has some to spend',
    async ({ admin, post, userId }) => {
      await admin.query(`INSERT INTO billing.refund VALUES ('charge-0', 0, 100)`);
      await post({
        type: 'debt',
        key: 'debt:charge-0',
        lines: [
          ['user-debt', -100],
          ['platform-sales', 100],
        ],
      });
      return userId;
    },
  ],
  [
    'balance-equals-entries',
    'a balance that was changed without an entry',
    async ({ admin, userId }) => {
      await admin.query('UPDATE billing.account SET available = available + 1');
      return userId;
    },
  ],
  [
    'balance-equals-entries',
    'a balance of somebody without entries',
    async ({ admin }) => {
      const [made] = await admin.query<{ user_id: string }>(
        `INSERT INTO billing.account (user_id, available) VALUES (gen_random_uuid(), 1) RETURNING user_id`,
      );
      return made!.user_id;
    },
  ],
  [
    'balance-equals-entries',
    'held credits that no entry explains',
    async ({ admin, userId }) => {
      await admin.query('UPDATE billing.account SET held = 0');
      return userId;
    },
  ],
  [
    'balance-equals-entries',
    'entries of somebody without an account',
    async ({ admin, post, fixtures }) => {
      const { userId } = await fixtures.account();
      await post({ owner: userId, balance: 0 });
      await admin.query(
        `DO $$ BEGIN
           SET LOCAL session_replication_role = 'replica';
           DELETE FROM billing.account WHERE user_id = '${userId}';
         END $$`,
      );
      return userId;
    },
  ],
  [
    'hold-is-not-exceeded',
    'a hold charged for more than it held',
    async ({ admin, hold: { orderId }, post }) => {
      await admin.query('ALTER TABLE billing.credit_hold DROP CONSTRAINT credit_hold_check');
      const lines: [string, number][] = [
        ['user-available', -100],
        ['platform-revenue', 100],
      ];
      for (let n = 0; n < 6; n += 1) {
        await post({ type: 'capture', orderId, key: `capture-${n}`, balance: -100, lines });
      }
      await admin.query('UPDATE billing.credit_hold SET captured = 600');
      return orderId;
    },
  ],
  [
    'hold-is-not-exceeded',
    'a settled hold whose credits are still set aside',
    async ({ admin, hold }) => {
      await admin.query(`UPDATE billing.credit_hold SET status = 'released', settled_at = now()`);
      return hold.orderId;
    },
  ],
  [
    'hold-is-not-exceeded',
    'an open hold for which nothing was set aside',
    async ({ admin, userId }) => {
      const orderId = '01935000-0000-7000-8000-000000000002';
      await admin.query(
        `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount) VALUES ($1, $2, 'generation', 'picture', 1, 300)`,
        [orderId, userId],
      );
      return orderId;
    },
  ],
  [
    'hold-is-not-exceeded',
    'a hold charged for something else than it says',
    async ({ admin, hold }) => {
      await admin.query('UPDATE billing.credit_hold SET captured = 100');
      return hold.orderId;
    },
  ],
  [
    'purchase-is-credited-once',
    'Stars that arrived and were never credited',
    async ({ pay }) => {
      await pay('charge-2');
      return 'charge-2';
    },
  ],
  [
    'purchase-is-credited-once',
    'Stars that were credited as something else',
    async ({ pay, post }) => {
      await pay('charge-3');
      await post({ key: 'purchase:charge-3' });
      return 'charge-3';
    },
  ],
  [
    'purchase-is-credited-once',
    'Stars that were credited in part',
    async ({ admin }) => {
      await admin.query('UPDATE billing.purchase SET credited = 101');
      return 'charge-0';
    },
  ],
  [
    'purchase-is-credited-once',
    'Stars that were credited to another person',
    async ({ admin, fixtures }) => {
      const { userId } = await fixtures.account();
      await admin.query('UPDATE billing.purchase SET user_id = $1', [userId]);
      return 'charge-0';
    },
  ],
  [
    'refund-takes-the-purchase',
    'a refund that took no credits',
    async ({ admin }) => {
      await admin.query(`INSERT INTO billing.refund VALUES ('charge-0', 100, 0)`);
      return 'charge-0';
    },
  ],
  [
    'refund-takes-the-purchase',
    'a refund that took the credits of another person',
    async ({ admin, takeBack, fixtures }) => {
      const { userId } = await fixtures.account({ credits: 20 });
      await takeBack('refund', 'user-available', 100, userId);
      await admin.query(`INSERT INTO billing.refund VALUES ('charge-0', 100, 0)`);
      return 'charge-0';
    },
  ],
  [
    'refund-takes-the-purchase',
    'a refund that took less than was credited',
    async ({ admin, takeBack }) => {
      await takeBack('refund', 'user-available', 60);
      await admin.query(`INSERT INTO billing.refund VALUES ('charge-0', 60, 0)`);
      return 'charge-0';
    },
  ],
  [
    'refund-takes-the-purchase',
    'a debt that is not in the ledger',
    async ({ admin, takeBack }) => {
      await takeBack('refund', 'user-available', 60);
      await admin.query(`INSERT INTO billing.refund VALUES ('charge-0', 60, 40)`);
      return 'charge-0';
    },
  ],
  [
    'gain-is-booked',
    'a gain that nobody was given',
    async ({ admin, userId }) => {
      const id = randomUUID();
      await admin.query(`INSERT INTO billing.gain (id, user_id, reason, credits) VALUES ($1, $2, 'promo', 100)`, [
        id,
        userId,
      ]);
      return id;
    },
  ],
  [
    'gift-is-booked',
    'a gift that was not taken from its giver',
    async ({ admin, userId }) => {
      const id = randomUUID();
      await admin.query(`INSERT INTO billing.gift (id, giver_id, credits, expires_at) VALUES ($1, $2, 100, now())`, [
        id,
        userId,
      ]);
      return id;
    },
  ],
  [
    'return-is-whole',
    'a return whose credits nobody set aside',
    async ({ admin, userId }) => {
      const id = randomUUID();
      await admin.query(
        `INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, asked_by) VALUES ($1, 'charge-0', $2, 100, 'person')`,
        [id, userId],
      );
      return id;
    },
  ],
  [
    'balance-equals-entries',
    'a debt that no entry explains',
    async ({ admin, fixtures, post }) => {
      const { userId } = await fixtures.account();
      await post({ owner: userId });
      await post({
        owner: userId,
        type: 'deduction',
        key: 'planted again',
        lines: [
          ['user-available', -100],
          ['platform-gifts', 100],
        ],
      });
      await admin.query('UPDATE billing.account SET debt = 1 WHERE user_id = $1', [userId]);
      return userId;
    },
  ],
  [
    'cost-is-borne',
    'a picture that FAL drew, nobody paid for and nobody gave away',
    async ({ admin, fixtures, userId }) => {
      const { orderId } = await fixtures.hold({ userId, credits: 1 });
      await fixtures.forgottenHold(orderId);
      await fixtures.generation({ orderId, userId, state: 'failed', finishedAt: twoMinutesAgo() });
      await admin.query(
        `INSERT INTO generator.provider_call VALUES (uuidv7(), $1, $2, 'generation', 'order', 'fal', 'any', 35000, 35000, now() - interval '1 hour')`,
        [userId, orderId],
      );
      return orderId;
    },
  ],
  ...ORDER_KINDS.map((kind): (typeof FAULTS)[number] => [
    'delivered-is-charged',
    `a ${kind} that was delivered and given away`,
    async ({ fixtures, userId }) => {
      const { orderId } = await fixtures.hold({ userId, kind, credits: 1 });
      await fixtures.forgottenHold(orderId);
      await fixtures.order(kind, { orderId, userId, state: 'succeeded', delivered: 1, finishedAt: twoMinutesAgo() });
      return orderId;
    },
  ]),
  ...ORDER_KINDS.map((kind): (typeof FAULTS)[number] => [
    'delivered-was-held',
    `a ${kind} that was delivered without a hold`,
    async ({ fixtures, userId }) => {
      const row = { userId, state: 'succeeded', delivered: 1, finishedAt: new Date() } as const;
      return (await fixtures.order(kind, row)).orderId;
    },
  ]),
  ...(
    [
      ['less than was delivered', { delivered: 3, charged: 0 }, { delivered: 3, captured: centiCredits(200) }],
      ['more than was delivered', { delivered: 1, charged: 0 }, { delivered: 1, captured: centiCredits(200) }],
      [
        'what was asked for and not delivered',
        { delivered: 0, charged: 2 },
        { delivered: 0, captured: centiCredits(0) },
      ],
      [
        'units that were free',
        { delivered: 2, charged: 0 },
        { delivered: 2, captured: centiCredits(200), freeUnits: 2 },
      ],
    ] as const
  ).map(([what, row, hold]): (typeof FAULTS)[number] => [
    'delivered-is-charged',
    `a hold that was not charged for what its order charges: ${what}`,
    async ({ fixtures, settledHold, userId }) => {
      const { orderId } = await settledHold({ units: 4, ...hold });
      await fixtures.generation({ orderId, userId, state: 'succeeded', units: 4, ...row, finishedAt: twoMinutesAgo() });
      return orderId;
    },
  ]),
  ...(['failed', 'waiting', null] as const).map((state): (typeof FAULTS)[number] => [
    'delivered-is-charged',
    `a charge for an order that ${state === null ? 'its worker does not know' : `is ${state}`}`,
    async ({ fixtures, userId }) => {
      const charged = { status: 'captured', delivered: 1, deliveredOf: 1, settledAt: new Date() } as const;
      const { orderId } = await fixtures.hold({ userId, credits: 0, ...charged });
      if (state) await fixtures.generation({ orderId, userId, state });
      return orderId;
    },
  ]),
  [
    'delivered-is-charged',
    'credits that went back while their order is under way',
    async ({ fixtures, userId }) => {
      const { orderId } = await fixtures.hold({ userId, credits: 1 });
      await fixtures.forgottenHold(orderId);
      await fixtures.generation({ orderId, userId, state: 'waiting' });
      return orderId;
    },
  ],
  ...ORDER_KINDS.map((kind): (typeof FAULTS)[number] => [
    'finished-order-is-settled',
    `a ${kind} that ended more than a minute ago and still holds credits`,
    async ({ fixtures, userId }) => {
      const { orderId } = await fixtures.hold({ userId, kind, credits: 1 });
      await fixtures.order(kind, { orderId, userId, state: 'failed', finishedAt: twoMinutesAgo() });
      return orderId;
    },
  ]),
];

describe('the check of the ledger', () => {
  it('the check of the ledger finds nothing wrong in a ledger without a fault', async () => {
    const { violated } = await setup();

    expect(await violated()).toEqual([]);
  });

  it('the check of a restored ledger takes a settlement for late only if it was late when the backup was taken', async () => {
    const { fixtures, userId, reader } = await setup();
    const { orderId } = await fixtures.hold({ userId, credits: 1 });
    const finishedAt = twoMinutesAgo();
    await fixtures.order('generation', { orderId, userId, state: 'failed', finishedAt });
    const foundAt = async (at: Date) => (await reader.violations(at)).length;

    expect(await foundAt(new Date(finishedAt.getTime() + 1_000))).toBe(0);
    expect(await foundAt(new Date(finishedAt.getTime() + 61_000))).toBe(1);
  });

  it.each(FAULTS)(
    '%s: the check finds %s and nothing else, in all of history and, where a transaction leads to the fault, in new rows',
    async (invariant, fault, plant) => {
      const ledger = await setup();

      const subject = await plant(ledger);

      expect(await ledger.violated()).toEqual([{ invariant, subject }]);
      expect(await ledger.violatedOfLate()).toEqual(
        SEEN_IN_HISTORY_ALONE.includes(fault) ? [] : [{ invariant, subject }],
      );
    },
  );

  it('each invariant of the ledger is tried with a fault', () => {
    expect(new Set(FAULTS.map(([invariant]) => invariant))).toEqual(new Set(LEDGER_INVARIANT_NAMES));
  });

  it('the check of the ledger gives a settlement a minute to arrive, and waits for orders under way', async () => {
    const { fixtures, violated, userId, hold } = await setup();
    await fixtures.generation({ orderId: hold.orderId, userId, state: 'succeeded', finishedAt: new Date() });
    const other = await fixtures.hold({ userId, credits: 1 });
    await fixtures.generation({ orderId: other.orderId, userId, state: 'waiting' });

    expect(await violated()).toEqual([]);
  });

  it('the check of the ledger finds an amount that a settled hold should not have', async () => {
    const { fixtures, violated, userId } = await setup();
    const { orderId } = await fixtures.hold({
      userId,
      credits: 1,
      status: 'captured',
      captured: centiCredits(100),
      delivered: 1,
      settledAt: new Date(),
    });
    await fixtures.generation({ orderId, userId, state: 'succeeded', delivered: 1, finishedAt: twoMinutesAgo() }); // and its hold is settled

    expect(await violated()).toEqual([{ invariant: 'hold-is-not-exceeded', subject: orderId }]);
  });
});
