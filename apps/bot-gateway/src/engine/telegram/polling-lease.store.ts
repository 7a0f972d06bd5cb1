import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { newId } from '@aisha/platform';
import { EngineConfig } from '../settings/engine.config';

/**
 * After a machine has died, no replica polls for these 15 s. A process that dies restarts as the same holder and need
 * not wait.
 */
const LEASE_MS = 15_000;
/** A third of the lease, because the database may be slow to answer a renewal. */
export const RENEW_MS = 5_000;

const MAY_TAKE = `(lease.holder = $1 OR lease.ends_at <= now() OR ($3 AND lease.replica = $2))`;

/** The process's name: different from those of other running processes, and the same when it restarts. */
@Injectable()
export class Replica {
  readonly name: string;

  /** A container that is started again has the same name and port; without a port, a process is another one each time. */
  constructor({ HEALTH_PORT }: EngineConfig) {
    this.name = `${hostname()}:${HEALTH_PORT || `pid-${process.pid}`}`;
  }
}

/** Writer of bot.polling_lease. */
@Injectable()
export class PollingLeaseStore {
  private readonly holder = newId();
  /**
   * True until the process has looked for the lease once. Only then may it take over the lease of an earlier process
   * with its name: when two running processes have one name by mistake, only one polls.
   */
  private isNew = true;

  constructor(
    private readonly database: Database,
    private readonly replica: Replica,
  ) {}

  /** Takes the lease, or renews it. False, and nothing is written, while another process has it. */
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

  /** Gives the lease back for the next replica to take at once. */
  async giveBack(): Promise<void> {
    await this.database.write(`DELETE FROM bot.polling_lease WHERE holder = $1`, [this.holder]);
  }
}
