import {
  OperatorActs,
  type ActingOperator,
  type ActOutcome,
  Database,
  type Schema,
  type Transaction,
} from '@aisha/database';

/** An operator's setting for a queue of an app: its inbox, or one of its long jobs. */
export interface QueueSetting {
  readonly queue: string;
  readonly isPaused: boolean;
  /** How many jobs one process runs at once; null: as many as the code says. */
  readonly concurrency: number | null;
}

/** The bound that the table checks. A process checks it too, so that no row makes it run out of memory. */
export const AT_ONCE_AT_MOST = 1_000;

/** How many jobs of a queue one process runs at once; 0 while it is paused. */
export const atOnce = (setting: QueueSetting | undefined, byCode: number): number =>
  setting?.isPaused ? 0 : Math.min(setting?.concurrency ?? byCode, AT_ONCE_AT_MOST);

/** SQL: the settings of an app's queues. */
export const queueSettings = (schema: Schema): string =>
  `SELECT queue, is_paused AS "isPaused", concurrency FROM ${schema}.queue_setting`;

/** The settings of one app's queues, which every process of the app reads regularly. The desk's login writes them (decision 218). */
export class QueueSettingsStore {
  private readonly table: string;

  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
  ) {
    this.table = `${schema}.queue_setting`;
  }

  async read(): Promise<ReadonlyMap<string, QueueSetting>> {
    const rows: QueueSetting[] = await this.database.read.query(queueSettings(this.schema));
    return new Map(rows.map((row) => [row.queue, row]));
  }

  async write(tx: Transaction, { queue, isPaused, concurrency }: QueueSetting): Promise<void> {
    await tx.query(
      `INSERT INTO ${this.table} (queue, is_paused, concurrency) VALUES ($1, $2, $3)
       ON CONFLICT (queue) DO UPDATE SET is_paused = excluded.is_paused, concurrency = excluded.concurrency, changed_at = now()`,
      [queue, isPaused, concurrency],
    );
  }
}

/** What an operator sets: a pause or its end, or how many jobs run at once; null: as many as the code says. */
export type QueueChange = { readonly isPaused: boolean } | { readonly concurrency: number | null };

/**
 * Sets how the queues of apps work, as an operator says: writes the setting and the audit row in one transaction, by the login of the desk.
 * A change sent as a message would have to wait in the very queue that is paused, or is to be paused (decisions 161 and 218).
 */
export class OperatedQueues {
  private readonly acts = new OperatorActs('console');

  constructor(private readonly database: Database) {}

  /** Resolves to the outcome of the act; undefined when the act was done before. */
  set(
    by: ActingOperator,
    { schema, queue }: { readonly schema: Schema; readonly queue: string },
    change: QueueChange,
  ): Promise<ActOutcome | undefined> {
    return this.database.transaction((tx) =>
      this.acts.record(tx, by, { act: 'set-queue', subject: `${schema}: ${queue}` }, async () => {
        // The desk's own inbox cannot be paused, because it brings the links by which operators sign in.
        if (queue === 'console' && 'isPaused' in change && change.isPaused) return { outcome: 'desk-must-run' };
        const store = new QueueSettingsStore(Database.within(tx), schema);
        await tx.query(`SELECT pg_advisory_xact_lock(hashtext('aisha.queue-setting.' || $1))`, [`${schema}.${queue}`]);
        const before = (await store.read()).get(queue) ?? { queue, isPaused: false, concurrency: null };
        const after = { ...before, ...change };
        await store.write(tx, after);
        return { outcome: 'done', details: { isPaused: after.isPaused, concurrency: after.concurrency } };
      }),
    );
  }
}
