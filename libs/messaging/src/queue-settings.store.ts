import type { Database, Schema } from '@aisha/database';

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

/** The settings of one app's queues. The operator's command writes them with the owner's login, and every process of the app reads them regularly. */
export class QueueSettingsStore {
  private readonly table: string;

  constructor(
    private readonly database: Database,
    schema: Schema,
  ) {
    this.table = `${schema}.queue_setting`;
  }

  async read(): Promise<ReadonlyMap<string, QueueSetting>> {
    const rows: QueueSetting[] = await this.database.read.query(
      `SELECT queue, is_paused AS "isPaused", concurrency FROM ${this.table}`,
    );
    return new Map(rows.map((row) => [row.queue, row]));
  }

  async write({ queue, isPaused, concurrency }: QueueSetting): Promise<void> {
    await this.database.write(
      `INSERT INTO ${this.table} (queue, is_paused, concurrency) VALUES ($1, $2, $3)
       ON CONFLICT (queue) DO UPDATE SET is_paused = excluded.is_paused, concurrency = excluded.concurrency, changed_at = now()`,
      [queue, isPaused, concurrency],
    );
  }
}
