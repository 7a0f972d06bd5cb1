import { Database } from '@aisha/database';
import { RETENTION_MS } from '@aisha/domain';
import { Forgetting, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { TicketStore } from './ticket.store';

/** Deletes tickets some months after they were closed, at the same age as closed reports. */
@Injectable()
export class ForgetTickets extends Forgetting {
  private readonly tickets = new TicketStore();

  constructor(
    private readonly database: Database,
    log: Logger,
  ) {
    super('tickets.forget', log);
  }

  protected async forget(): Promise<void> {
    await this.database.transaction((tx) => this.tickets.forgetClosed(tx, RETENTION_MS.closedReport));
  }
}
