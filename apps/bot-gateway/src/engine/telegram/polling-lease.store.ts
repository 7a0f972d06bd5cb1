import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { newId, RENEWALS_PER_LEASE } from '@aisha/platform';
import { EngineConfig } from '../settings/engine.config';

/**
 * How long the lease lasts: after a machine has died, no replica polls for these 15 s. A process that dies restarts under the same name and
 * need not wait.
 */
const LEASE_MS = 15_000;
export const RENEW_MS = LEASE_MS / RENEWALS_PER_LEASE;

const MAY_TAKE = `(lease.holder = $1 OR lease.ends_at <= now() OR ($3 AND lease.replica = $2))`;

/** The name of the process. It differs from those of other running processes, and stays the same when the process restarts. */
@Injectable()
export class Replica {
  readonly name: string;

  /** A container that is started again has the same host name and port. Without a port, each process has another name. */
  constructor({ HEALTH_PORT }: EngineConfig) {
    this.name = `${hostname()}:${HEALTH_PORT || `pid-${process.pid}`}`;
  }
}

/** The only writer of bot.polling_lease. */
@Injectable()
export class PollingLeaseStore {
  private readonly holder = newId();
  /**
   * True until the process has asked for the lease for the first time: only with this first request may the process take over the lease of
   * an earlier process with its name. So when two running processes have one name by mistake, only one polls.
   */
  private isNew = true;

  constructor(
    private readonly database: Database,
    private readonly replica: Replica,
  ) {}

  /** Takes the lease, or renews it. While another process has the lease, returns false and writes nothing. */
  async take(): Promise<boolean> {
    const rows = await this.database.write(
      `INSERT INTO bot.polling_lease AS lease (holder, replica, ends_at)
       SELECT $1::uuid, $2::text, now() + $4 * interval '1 ms' WHERE NOT EXISTS (SELECT FROM bot.polling_lease lease WHERE NOT ${MAY_TAKE})
       ON CONFLICT (only_row) DO UPDATE SET holder = $1, replica = $2, ends_at = excluded.ends_at WHERE ${MAY_TAKE}
       RETURNING holder`,
      [this.holder, this.replica.name, this.isNew, LEASE_MS],
    );
    this.isNew = false;
    return rows.length > 0;
  }

  /** Gives the lease back, so that the next replica can take it at once. */
  async release(): Promise<void> {
    await this.database.write(`DELETE FROM bot.polling_lease WHERE holder = $1`, [this.holder]);
  }
}
