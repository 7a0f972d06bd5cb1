import type { Database } from './connection/database';

/**
 * Keeps figures over all people, which take longer to measure the more people there are. One replica of the app measures them, and every
 * replica reports the same figures (decision 28). If that replica dies while it measures, another one measures next time.
 */
export class MeasurementStore {
  private readonly table: string;

  constructor(
    private readonly database: Database,
    schema: 'billing' | 'bot' | 'console',
  ) {
    this.table = `${schema}.measurement`;
  }

  /**
   * Resolves to the figures of this name. Measures them if no replica has begun to measure within the last `onceInMs`, or if there are none
   * yet; otherwise gives the last ones. Figures of another form need another name, because two releases work side by side.
   */
  async figures<Figures extends object>(
    name: string,
    onceInMs: number,
    measure: () => Promise<Figures>,
  ): Promise<Figures> {
    const { isMine, figures } = await this.turn<Figures>(name, onceInMs);
    if (!isMine && figures !== null) return figures;
    const measured = await measure();
    await this.database.write(`UPDATE ${this.table} SET figures = $2 WHERE name = $1`, [
      name,
      JSON.stringify(measured),
    ]);
    return measured;
  }

  private async turn<Figures>(
    name: string,
    onceInMs: number,
  ): Promise<{ readonly isMine: boolean; readonly figures: Figures | null }> {
    const [mine] = await this.database.write<{ readonly figures: Figures | null }>(
      `INSERT INTO ${this.table} AS last (name) VALUES ($1)
       ON CONFLICT (name) DO UPDATE SET begun_at = now() WHERE last.begun_at < now() - make_interval(secs => $2)
       RETURNING figures`,
      [name, onceInMs / 1_000],
    );
    if (mine) return { isMine: true, figures: mine.figures };
    const [last] = await this.database.read.query<[{ figures: Figures | null } | undefined]>(
      `SELECT figures FROM ${this.table} WHERE name = $1`,
      [name],
    );
    return { isMine: false, figures: last?.figures ?? null };
  }
}
