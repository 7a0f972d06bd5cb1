import type { Database } from './database';

/**
 * Figures over all people, which cost the more the more there are: one replica of the app measures them, and every one tells the same
 * (decision 180). A replica that dies with its turn keeps nobody from the next.
 */
export class MeasurementStore {
  private readonly table: string;

  constructor(
    private readonly database: Database,
    schema: 'billing' | 'bot',
  ) {
    this.table = `${schema}.measurement`;
  }

  /**
   * The figures of this name, measured here if no replica has begun to within this time, else as they were measured last. Figures of another
   * shape take another name: releases work side by side.
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
