import { Database, LOG_ARCHIVE, type LogArchive } from '@aisha/database';
import { Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';

/** Postgres ends a part of its log each minute. */
const MEASURE_EVERY_MS = 60_000;

const failing = new Gauge({
  name: 'aisha_log_archive_failing',
  help: "1 while the newest part of Postgres' log of changes cannot be sent to its archive, else 0; 0 where there is no archive",
});

const unsentBytes = new Gauge({
  name: 'aisha_log_archive_unsent_bytes',
  help: 'How much of that log waits to be sent; pgBackRest drops it above 20 GiB (archive-push-queue-max), and no moment after that can be restored until there is a new whole copy',
});

/** Reports whether the log of changes reaches its archive. Billing reports it because billing always runs. */
@Injectable()
export class MeasureLogArchive extends Periodic {
  constructor(
    private readonly database: Database,
    log: Logger,
  ) {
    super('log-archive.measure', MEASURE_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const [archive] = await this.database.read.query<LogArchive[]>(LOG_ARCHIVE);
    failing.set(archive?.isFailing ? 1 : 0);
    unsentBytes.set(archive?.unsentBytes ?? 0);
  }
}
