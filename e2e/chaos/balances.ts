import type { Person } from '@aisha/fakes/telegram';
import { PACKS, packPayload, PLANS, planPayload } from '@aisha/domain';
import type { Product } from '../src/product';

/** The promo code of a run, and what it brings, in hundredths of a credit. */
export const PROMO = { code: 'CHAOS', credits: 2_000n } as const;

/** Telegram answers with this many transactions at most. */
const PAGE = 100;

interface Listed {
  readonly id: string;
  readonly amount: number;
  /** Who paid; a refund has a receiver instead. */
  readonly source?: Partner;
  readonly receiver?: Partner;
}
interface Partner {
  readonly user?: { readonly id: number };
  readonly invoice_payload?: string;
}

/** What each invoice brings, in hundredths of a credit, by its payload: nothing is sold for less in a run. */
const BRINGS = new Map<string, bigint>([
  ...PACKS.map(({ id, credits }) => [packPayload(id), credits] as const),
  ...PLANS.map(({ id, credits }) => [planPayload(id), credits] as const),
]);

/** Telegram's own list of Stars, oldest first. */
const listedByTelegram = async (product: Product): Promise<Listed[]> => {
  const all: Listed[] = [];
  for (let page: Listed[] | undefined; !page || page.length === PAGE;) {
    const response = await fetch(
      `${product.telegramUrl}/bot${product.report.env['TELEGRAM_BOT_TOKEN']}/getStarTransactions`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ offset: all.length, limit: PAGE }),
      },
    );
    const { result } = (await response.json()) as { result: { transactions: Listed[] } };
    page = result.transactions;
    all.push(...page);
  }
  return all;
};

interface Account {
  readonly telegramId: string;
  readonly available: string;
  readonly held: string;
  readonly debt: string;
  readonly charged: string;
  readonly promos: number;
  readonly given: string;
  readonly received: string;
}

/**
 * Finds balances that do not follow from Telegram's own list of Stars, the welcome gift, the promo codes, the gifts and what settled holds
 * have charged. Nothing of the ledger is read: neither its transactions nor its entries.
 */
export const wrongBalances = async (
  product: Product,
  everybody: readonly Person[],
  welcome: bigint,
): Promise<unknown[]> => {
  const bought = new Map<string, bigint>();
  for (const { source, receiver } of await listedByTelegram(product)) {
    const partner = (source ?? receiver)!;
    const who = String(partner.user?.id);
    const brings = BRINGS.get(partner.invoice_payload ?? '');
    if (brings === undefined) return [{ unknownInvoice: partner.invoice_payload }];
    bought.set(who, (bought.get(who) ?? 0n) + (source ? brings : -brings));
  }
  const accounts = await product.sql<Account>(
    `SELECT person.telegram_id::text AS "telegramId", available::text, held::text, debt::text,
       (SELECT coalesce(sum(captured), 0)::text FROM billing.credit_hold WHERE user_id = account.user_id) AS charged,
       (SELECT count(*)::int FROM billing.promo_use WHERE user_id = account.user_id) AS promos,
       (SELECT coalesce(sum(credits), 0)::text FROM billing.gift WHERE giver_id = account.user_id
          AND (closed_at IS NULL OR opener_id <> giver_id)) AS given,
       (SELECT coalesce(sum(credits), 0)::text FROM billing.gift WHERE opener_id = account.user_id AND opener_id <> giver_id) AS received
     FROM billing.account JOIN bot.person USING (user_id) WHERE person.telegram_id = ANY ($1)`,
    [everybody.map(({ id }) => id)],
  );
  return accounts.flatMap(({ telegramId, ...account }) => {
    const has = BigInt(account.available) + BigInt(account.held) - BigInt(account.debt);
    const paid = bought.get(telegramId) ?? 0n;
    const gained = welcome + BigInt(account.promos) * PROMO.credits + BigInt(account.received);
    const expected = paid + gained - BigInt(account.given) - BigInt(account.charged);
    return has === expected
      ? []
      : [{ telegramId, ...account, has: String(has), paid: String(paid), expected: String(expected) }];
  });
};
