import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import { ABOUT_ORDERS } from '@aisha/kinds/tables';
import type { Database } from '../connection/database';

/** What an order is about, in the person's words. */
export interface OrderedThing {
  readonly orderId: OrderId;
  /** The idea of pictures, null once their avatar is deleted; the beginning of a text read aloud; the question of an answer. */
  readonly idea: string | null;
  /** The avatar of a training or of pictures; null once it is deleted. */
  readonly avatar: string | null;
  readonly avatarId: AvatarId | null;
}

const told = ABOUT_ORDERS.map(
  ({ kind, table, idea, avatarId }) =>
    `LEFT JOIN LATERAL (SELECT ${idea ?? 'NULL'} AS idea, ${avatarId ?? 'NULL::uuid'} AS avatar_id FROM ${table}
       WHERE order_id = asked.id AND user_id = $1) AS ${kind} ON true`,
).join('\n');
const ideas = ABOUT_ORDERS.map(({ kind }) => `${kind}.idea`).join(', ');
const avatarIds = ABOUT_ORDERS.map(({ kind }) => `${kind}.avatar_id`).join(', ');

/** What orders of every kind are about, for the gateway's lists. */
export class OrderedThingsReader {
  constructor(private readonly database: Database) {}

  /** What each of these orders is about, by one statement and in no certain sequence. Another person's order has no idea and no avatar. */
  of(userId: UserId, orderIds: readonly string[]): Promise<OrderedThing[]> {
    return this.database.read.query(
      `SELECT asked.id AS "orderId", coalesce(${ideas}) AS idea, avatar.name AS avatar, avatar.id AS "avatarId"
       FROM unnest($2::uuid[]) AS asked (id)
       ${told}
       LEFT JOIN trainer.avatar ON avatar.id = coalesce(${avatarIds}) AND avatar.user_id = $1 AND avatar.deleted_at IS NULL`,
      [userId, orderIds],
    );
  }
}
