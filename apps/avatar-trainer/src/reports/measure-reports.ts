import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Logger, Periodic } from '@aisha/platform';
import { oldestReportHours, openReports } from './report.metrics';

const MEASURE_EVERY_MS = 60_000;

/** Shows operators how many reports wait for them, and how long. */
@Injectable()
export class MeasureReports extends Periodic {
  constructor(
    private readonly database: Database,
    log: Logger,
  ) {
    super('reports.measure', MEASURE_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const [{ open, hours }] = await this.database.read.query<[{ open: number; hours: number }]>(
      `SELECT count(*)::int AS open, coalesce(extract(epoch FROM now() - min(created_at)) / 3600, 0)::float AS hours
         FROM trainer.face_report WHERE closed_at IS NULL`,
    );
    openReports.set(open);
    oldestReportHours.set(hours);
  }
}
