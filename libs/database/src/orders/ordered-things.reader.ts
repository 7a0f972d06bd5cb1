import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import type { Database } from '../database';

/** What an order is about, in the person's words. */
export interface OrderedThing {
  readonly orderId: OrderId;
  /** Of pictures; null once its avatar is deleted. Of a text read aloud, its beginning; of an answer, the question. */
  readonly idea: string | null;
  /** Of a training or of pictures; null once it is deleted. */
  readonly avatar: string | null;
  readonly avatarId: AvatarId | null;
}

/** What orders of every kind are about, for the gateway's lists. */
export class OrderedThingsReader {
  constructor(private readonly database: Database) {}

  /** One for each of these ids, in no order; empty for another person's. One statement. */
  of(userId: UserId, orderIds: readonly string[]): Promise<OrderedThing[]> {
    return this.database.read.query(
      `SELECT asked.id AS "orderId", coalesce(nullif(drawn.prompt, ''), nullif(spoken.title, ''), asking.answer ->> 'question') AS idea, avatar.name AS avatar, avatar.id AS "avatarId"
       FROM unnest($2::uuid[]) AS asked (id)
       LEFT JOIN generator.image_generation drawn ON drawn.order_id = asked.id AND drawn.user_id = $1
       LEFT JOIN transcriber.speech spoken ON spoken.order_id = asked.id AND spoken.user_id = $1
       LEFT JOIN transcriber.question asking ON asking.order_id = asked.id AND asking.user_id = $1
       LEFT JOIN trainer.training ON training.order_id = asked.id AND training.user_id = $1
       LEFT JOIN trainer.avatar ON avatar.id = coalesce(training.avatar_id, (drawn.input->>'avatarId')::uuid)
         AND avatar.user_id = $1 AND avatar.deleted_at IS NULL`,
      [userId, orderIds],
    );
  }
}
