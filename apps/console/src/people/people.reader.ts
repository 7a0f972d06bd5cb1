import { Database, pageLimit } from '@aisha/database';
import { directionOf } from '@aisha/database/billing';
import { PersonSearchReader } from '@aisha/database/people';
import { parseId, type OrderId, type UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { BEFORE_ALL, keysIn, pageOf, type Page, type PageQuery } from '../lists/page';

/** A person as the desk shows them. Credits are hundredths. */
export interface PersonRow {
  readonly id: UserId;
  readonly telegramId: string;
  readonly firstName: string;
  readonly username: string | null;
  readonly language: string;
  readonly createdAt: Date;
  /** When the bot last heard from them. */
  readonly heardAt: Date;
  /** When the person blocked the bot; null while the bot is not blocked. */
  readonly blockedAt: Date | null;
  /** Until when an operator has banned them, `infinity` for a ban without end; null when they are not banned. */
  readonly bannedUntil: string | null;
  readonly available: number;
  readonly held: number;
  readonly debt: number;
}

/** What the page of one person shows besides the facts of the list. */
export interface PersonPage extends PersonRow {
  readonly stars: number;
  readonly starsBack: number;
  /** The number of purchases with Stars. */
  readonly purchases: number;
  /** The payments by card, for each currency in its smallest units. */
  readonly byCard: readonly {
    readonly currency: string;
    readonly amount: number;
    readonly back: number;
    readonly purchases: number;
  }[];
  readonly ordered: number;
  readonly orders: readonly { readonly kind: string; readonly orders: number; readonly captured: number }[];
  readonly transactions: readonly {
    readonly id: string;
    readonly type: string;
    readonly amount: number;
    /** Whether the credits came to the person (1) or left (-1); 0 when the person has as many as before. */
    readonly direction: 1 | 0 | -1;
    readonly orderId: string | null;
    readonly createdAt: Date;
  }[];
  readonly avatars: readonly {
    readonly id: string;
    readonly status: string;
    readonly trainingType: string | null;
    readonly stoppedFor: string | null;
    readonly createdAt: Date;
    readonly deletedAt: Date | null;
  }[];
}

/** What an ended order did with the held credits, as the person was told. Credits are hundredths. */
export interface Receipt {
  /** The id of the order. */
  readonly id: OrderId;
  readonly kind: string;
  readonly item: string;
  readonly units: number;
  readonly held: number;
  readonly charged: number;
  /** The held credits that were not charged. */
  readonly back: number;
  readonly delivered: number | null;
  readonly deliveredOf: number | null;
  /** Why less was delivered than ordered, as an error code; null when everything was delivered. */
  readonly reason: string | null;
  readonly settledAt: Date;
}

const PERSON = `
  person.user_id AS id, person.telegram_id::text AS "telegramId", person.first_name AS "firstName", person.username, person.language,
  person.created_at AS "createdAt", person.heard_at AS "heardAt", person.blocked_at AS "blockedAt",
  CASE WHEN person.banned_until > now() THEN to_json(person.banned_until) #>> '{}' END AS "bannedUntil",
  coalesce(account.available, 0)::float8 AS available, coalesce(account.held, 0)::float8 AS held, coalesce(account.debt, 0)::float8 AS debt`;
const FROM = `FROM bot.person LEFT JOIN billing.account USING (user_id)`;

/** How many entries of a person’s ledger their page shows. */
const TRANSACTIONS_SHOWN = 20;

@Injectable()
export class PeopleReader {
  private readonly search: PersonSearchReader;

  constructor(private readonly database: Database) {
    this.search = new PersonSearchReader(database);
  }

  /** Reads a page of people, the newest first. Our ids are in the order of time. */
  async newest({ limit, after }: PageQuery): Promise<Page<PersonRow>> {
    const [before = ''] = keysIn(after, 1) ?? [];
    const rows = await this.database.read.query<PersonRow[]>(
      `SELECT ${PERSON} ${FROM} WHERE user_id < $1 ORDER BY user_id DESC ${pageLimit(limit)}`,
      [parseId<UserId>(before) ?? BEFORE_ALL],
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** Finds people by our id, Telegram’s id, their @name or words of their name, at most one page. */
  async found(words: string, limit: number): Promise<Page<PersonRow>> {
    const { people } = await this.search.find(words, { limit });
    const rows = await this.database.read.query<PersonRow[]>(
      `SELECT ${PERSON} ${FROM} WHERE user_id = ANY ($1::uuid[]) ORDER BY heard_at DESC, user_id`,
      [people.map(({ userId }) => userId)],
    );
    return { rows, next: null };
  }

  /** The Telegram id of a person; undefined when we do not know them. */
  async telegramIdOf(userId: UserId): Promise<string | undefined> {
    const [person] = await this.database.read.query<{ telegramId: string }[]>(
      `SELECT telegram_id::text AS "telegramId" FROM bot.person WHERE user_id = $1`,
      [userId],
    );
    return person?.telegramId;
  }

  /** Reads a page of receipts of the person’s ended orders, the newest first. */
  async receipts(userId: UserId, { limit, after }: PageQuery): Promise<Page<Receipt>> {
    const [before = ''] = keysIn(after, 1) ?? [];
    const rows = await this.database.read.query<Receipt[]>(
      `SELECT order_id AS id, kind, item, units, amount::float8 AS held, captured::float8 AS charged,
              (amount - captured)::float8 AS back, delivered, delivered_of AS "deliveredOf", reason, settled_at AS "settledAt"
         FROM billing.credit_hold WHERE user_id = $1 AND order_id < $2 AND status <> 'open' ORDER BY order_id DESC ${pageLimit(limit)}`,
      [userId, parseId<OrderId>(before) ?? BEFORE_ALL],
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  async one(userId: UserId): Promise<PersonPage | undefined> {
    const [person] = await this.database.read.query<PersonRow[]>(`SELECT ${PERSON} ${FROM} WHERE user_id = $1`, [
      userId,
    ]);
    if (!person) return undefined;
    const ask = <Row>(sql: string): Promise<Row[]> => this.database.read.query<Row[]>(sql, [userId]);
    const [paid] = await ask<Pick<PersonPage, 'stars' | 'starsBack' | 'purchases'>>(
      `SELECT coalesce(sum(stars), 0)::int AS stars, count(*) FILTER (WHERE currency = 'XTR')::int AS purchases,
              coalesce(sum(stars) FILTER (WHERE refund.created_at IS NOT NULL), 0)::int AS "starsBack"
       FROM billing.purchase LEFT JOIN billing.refund USING (telegram_payment_charge_id) WHERE purchase.user_id = $1`,
    );
    const byCard = await ask<PersonPage['byCard'][number]>(
      `SELECT currency, sum(card_amount)::float8 AS amount, count(*)::int AS purchases,
              coalesce(sum(card_amount) FILTER (WHERE refund.created_at IS NOT NULL), 0)::float8 AS back
       FROM billing.purchase LEFT JOIN billing.refund USING (telegram_payment_charge_id)
       WHERE purchase.user_id = $1 AND currency <> 'XTR' GROUP BY currency ORDER BY currency`,
    );
    const orders = await ask<PersonPage['orders'][number]>(
      `SELECT kind, count(*)::int AS orders, sum(captured)::float8 AS captured FROM billing.credit_hold
       WHERE user_id = $1 GROUP BY kind ORDER BY kind`,
    );
    const transactions = await ask<Omit<PersonPage['transactions'][number], 'direction'>>(
      `SELECT id, type, amount::float8 AS amount, order_id AS "orderId", created_at AS "createdAt" FROM billing.transaction
       WHERE user_id = $1 ORDER BY id DESC LIMIT ${TRANSACTIONS_SHOWN}`,
    );
    const avatars = await ask<PersonPage['avatars'][number]>(
      `SELECT id, status, training_type AS "trainingType", stopped_for AS "stoppedFor", created_at AS "createdAt", deleted_at AS "deletedAt"
       FROM trainer.avatar WHERE user_id = $1 ORDER BY created_at DESC`,
    );
    const ordered = orders.reduce((all, { orders: some }) => all + some, 0);
    const directed = transactions.map((one) => ({ ...one, direction: directionOf(one.type) }));
    return { ...person, ...paid!, byCard, ordered, orders, transactions: directed, avatars };
  }
}
