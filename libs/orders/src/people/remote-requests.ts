import { message, type Message } from '@aisha/contracts';
import { imageGeneratorInbox, REQUESTS_A_MESSAGE } from '@aisha/contracts/image-generator';
import type { Schema, Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { KINDS_WITH_SLOTS, ORDER_KIND } from '@aisha/kinds';

/** The messages that have the provider delete what it keeps of the requests of a person's orders in this schema. */
export const forgetsRequests = async (tx: Transaction, schema: Schema, userId: UserId): Promise<Message[]> => {
  const tables = KINDS_WITH_SLOTS.map((kind) => ORDER_KIND[kind].table).filter((table) =>
    table.startsWith(`${schema}.`),
  );
  if (tables.length === 0) return [];
  const requests = tables.map((table) => `SELECT past_requests || request_id AS ids FROM ${table} WHERE user_id = $1`);
  const found = await tx.query<{ id: string }[]>(
    `SELECT DISTINCT id FROM (${requests.join(' UNION ALL ')}) AS orders, unnest(ids) AS id WHERE id IS NOT NULL ORDER BY id`,
    [userId],
  );
  const messages: Message[] = [];
  for (let at = 0; at < found.length; at += REQUESTS_A_MESSAGE) {
    const requestIds = found.slice(at, at + REQUESTS_A_MESSAGE).map(({ id }) => id);
    messages.push(message(imageGeneratorInbox, 'forget-requests', { requestIds }));
  }
  return messages;
};
