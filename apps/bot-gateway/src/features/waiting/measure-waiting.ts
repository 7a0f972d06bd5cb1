import { HOUR_MS } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { RightsReader, SupportTicketReader } from '@aisha/database/bot';
import { Clock, Logger, Periodic } from '@aisha/platform';
import {
  oldestErasureHours,
  oldestExportHours,
  oldestTicketHours,
  openErasures,
  waitingTickets,
} from './waiting.metrics';

const MEASURE_EVERY_MS = 60_000;

/** Shows operators how many people wait: for an answer of support, for the end of an erasure, or for an export. */
@Injectable()
export class MeasureWaiting extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('waiting.measure', MEASURE_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const tickets = await new SupportTicketReader(this.database).waiting();
    waitingTickets.set(tickets.count);
    oldestTicketHours.set(tickets.since ? (this.clock.now().getTime() - tickets.since.getTime()) / HOUR_MS : 0);
    const { erasures, erasureHours, exportHours } = await new RightsReader(this.database).underWay();
    openErasures.set(erasures);
    oldestErasureHours.set(erasureHours);
    oldestExportHours.set(exportHours);
  }
}
