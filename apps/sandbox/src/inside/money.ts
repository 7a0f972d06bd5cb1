import { ORDER_KIND } from '@aisha/kinds';
import { Injectable } from '@nestjs/common';
import { ProductRows } from './product-rows';

/** Amounts are hundredths of a credit. */
export interface Money {
  readonly account: { readonly available: number; readonly held: number; readonly debt: number } | null;
  readonly holds: readonly object[];
  readonly ledger: readonly object[];
}

const LEDGER_AT_MOST = 12;
const HOLDS_AT_MOST = 20;
/** The kinds of orders that deliver pictures. */
const PICTURES = ['generation', 'edit', 'together', 'upscale', 'restoration'] as const;

/** Reads who a person is for the product, and their credits: account, holds, and ledger. */
@Injectable()
export class PersonsMoney {
  constructor(private readonly rows: ProductRows) {}

  async userIdOf(telegramId: number): Promise<string | undefined> {
    const [person] = await this.rows.read<{ userId: string }>(
      `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1`,
      [telegramId],
    );
    return person?.userId;
  }

  async of(userId: string): Promise<Money> {
    const [[account = null], holds, ledger] = await Promise.all([
      this.rows.read<NonNullable<Money['account']>>(
        `SELECT available::float8, held::float8, debt::float8 FROM billing.account WHERE user_id = $1`,
        [userId],
      ),
      this.rows.read<object>(
        `SELECT order_id AS "orderId", kind, item, units, amount::float8 AS amount, created_at AS "createdAt"
           FROM billing.credit_hold WHERE user_id = $1 AND status = 'open' ORDER BY created_at DESC LIMIT ${HOLDS_AT_MOST}`,
        [userId],
      ),
      this.rows.read<object>(
        `SELECT t.id, t.type, t.order_id AS "orderId", t.created_at AS "createdAt",
             (SELECT json_agg(json_build_object('account', e.account, 'amount', e.amount) ORDER BY e.line)
                FROM billing.entry e WHERE e.transaction_id = t.id) AS entries
           FROM billing.transaction t WHERE t.user_id = $1 ORDER BY t.created_at DESC, t.id DESC LIMIT ${LEDGER_AT_MOST}`,
        [userId],
      ),
    ]);
    return { account, holds, ledger };
  }

  /**
   * The newest order of the person that delivered pictures, with what the person paid and what the providers cost us; undefined when there
   * is none.
   */
  async newestPicture(userId: string): Promise<{ orderId: string } | undefined> {
    const every = PICTURES.map(
      (kind) => `SELECT '${kind}' AS kind, order_id, delivered, created_at, finished_at FROM ${ORDER_KIND[kind].table}
        WHERE user_id = $1 AND delivered > 0`,
    ).join(' UNION ALL ');
    const [picture] = await this.rows.read<{ orderId: string }>(
      `SELECT o.order_id AS "orderId", o.kind, o.delivered, h.captured::float8 AS captured, o.created_at AS "createdAt",
           o.finished_at AS "finishedAt", (SELECT coalesce(sum(micro_dollars), 0)::float8 FROM report.provider_call c WHERE c.order_id = o.order_id) AS "microDollars"
         FROM (${every}) o LEFT JOIN billing.credit_hold h USING (order_id) ORDER BY o.created_at DESC LIMIT 1`,
      [userId],
    );
    return picture;
  }
}
