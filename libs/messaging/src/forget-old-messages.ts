import type { Receiver } from '@aisha/contracts';
import type { Database, Schema } from '@aisha/database';
import type { Logger } from '@aisha/platform';

interface Dropped {
  readonly id: string;
  readonly receiver: Receiver;
  readonly job: string;
}

/**
 * Forgets which messages were handled, long after any queue could bring them again; dead letters an operator has decided about; and
 * what nobody ever took.
 */
export async function forgetOldMessages(
  database: Database,
  schema: Schema,
  log: Logger,
  keepMs: number,
): Promise<void> {
  const dropped = await database.transaction(async (tx) => {
    await tx.query(
      `DELETE FROM ${schema}.handled WHERE message_id IN (
         SELECT message_id FROM ${schema}.handled WHERE handled_at < now() - $1 * interval '1 ms' LIMIT 10000)`,
      [keepMs],
    );
    await tx.query(`DELETE FROM ${schema}.dead_letter WHERE resolved_at < now() - $1 * interval '1 ms'`, [keepMs]);
    const [rows] = (await tx.query(
      `DELETE FROM ${schema}.outbox WHERE published_at IS NOT NULL AND created_at < now() - $1 * interval '1 ms'
       RETURNING id, receiver, job`,
      [keepMs],
    )) as [Dropped[], number];
    return rows;
  });
  for (const { id, receiver, job } of dropped) log.error('outbox.dropped', { messageId: id, receiver, job });
}
