import { Injectable, NotFoundException, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { Launcher } from '../launcher/launcher';

/** How long a statement may run, in milliseconds. The page asks every second, so slower statements would pile up. */
const STATEMENT_MS = 3_000;
const CONNECTIONS = 2;
/** Makes Postgres refuse every change, and end a slow statement, on a connection with these options. */
const READ_ONLY = `-c default_transaction_read_only=on -c statement_timeout=${STATEMENT_MS}`;

/** Reads the product’s rows. Answers 404 when the launcher has not said where they are. */
@Injectable()
export class ProductRows implements OnApplicationShutdown {
  private pool: { readonly url: string; readonly pool: Pool } | undefined;

  constructor(private readonly launcher: Launcher) {}

  get isThere(): boolean {
    return this.launcher.product !== undefined;
  }

  async read<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.connected().query(sql, [...values]);
    return rows as Row[];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.pool.end();
  }

  private connected(): Pool {
    if (!this.launcher.product) throw new NotFoundException();
    const { databaseUrl: url } = this.launcher.product;
    if (this.pool?.url !== url) {
      void this.pool?.pool.end();
      const pool = new Pool({
        connectionString: url,
        max: CONNECTIONS,
        options: READ_ONLY,
        application_name: 'inside',
      });
      pool.on('error', () => {}); // Postgres has closed an idle connection; the next query opens another one
      this.pool = { url, pool };
    }
    return this.pool.pool;
  }
}
