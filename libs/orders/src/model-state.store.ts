import { Database, ModelStateReader, type ModelStateRow, type Schema } from '@aisha/database';

/** The only writer of an app's model_state. */
export class ModelStateStore {
  private readonly table: string;
  private readonly reader: ModelStateReader;

  constructor(
    private readonly database: Database,
    schema: Schema,
  ) {
    this.table = `${schema}.model_state`;
    this.reader = new ModelStateReader(database);
  }

  /** The state of each model, as all apps together have learnt it. */
  all(): Promise<ModelStateRow[]> {
    return this.reader.all();
  }

  /** The models that this app has found gone. */
  async gone(): Promise<string[]> {
    const rows = await this.database.read.query<{ model: string }[]>(
      `SELECT model FROM ${this.table} WHERE gone_since IS NOT NULL`,
    );
    return rows.map(({ model }) => model);
  }

  /** Writes down that a model is gone, and since when, or that its provider serves it again. */
  async learnt(model: string, goneSince: Date | null): Promise<void> {
    await this.database.write(
      `INSERT INTO ${this.table} AS known (model, gone_since) VALUES ($1, $2::timestamptz)
       ON CONFLICT (model) DO UPDATE SET gone_since = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce(known.gone_since, $2) END`,
      [model, goneSince],
    );
  }

  /** Those of these models whose listing this process must read now, because no replica has begun to read the listing since `before`. */
  async takeTurn(models: readonly string[], now: Date, before: Date): Promise<string[]> {
    const taken = await this.database.write<{ model: string }>(
      `INSERT INTO ${this.table} AS known (model, checked_at) SELECT unnest($1::text[]), $2
       ON CONFLICT (model) DO UPDATE SET checked_at = excluded.checked_at
       WHERE known.checked_at IS NULL OR known.checked_at < $3 RETURNING model`,
      [models, now, before],
    );
    return taken.map(({ model }) => model);
  }

  /**
   * Sets the time of the last reading back to `checkedAt`, because this process could not read the listing. A replica reads it again as
   * soon as `checkedAt` is long enough ago.
   */
  async releaseTurn(models: readonly string[], checkedAt: Date): Promise<void> {
    await this.database.write(`UPDATE ${this.table} SET checked_at = $2 WHERE model = ANY ($1)`, [models, checkedAt]);
  }

  async listed(model: string, listed: NonNullable<ModelStateRow['listed']>): Promise<void> {
    await this.database.write(`UPDATE ${this.table} SET listed = $2 WHERE model = $1`, [model, listed]);
  }

  /** Writes down which offers are off sale, by the model that each of them lacks; every other offer of this app is on sale. */
  async keepOffSale(offSale: ReadonlyMap<string, readonly string[]>): Promise<void> {
    await this.database.write(
      `UPDATE ${this.table} SET off_sale = '{}' WHERE off_sale <> '{}' AND NOT model = ANY ($1)`,
      [[...offSale.keys()]],
    );
    for (const [model, offers] of offSale) {
      await this.database.write(
        `INSERT INTO ${this.table} AS known (model, off_sale) VALUES ($1, $2)
         ON CONFLICT (model) DO UPDATE SET off_sale = excluded.off_sale WHERE known.off_sale <> excluded.off_sale`,
        [model, offers],
      );
    }
  }
}
