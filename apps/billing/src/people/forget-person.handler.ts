import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { ForgetPerson } from '@aisha/contracts/people';
import { PersonRowsStore } from '@aisha/database/people';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { LedgerStore } from '../ledger/ledger.store';
import { forfeit } from '../ledger/posting';

/**
 * Closes the account of a person who has everything deleted, and posts the credits that the person gives up. The ledger stays: amounts,
 * dates, and a number that leads to nobody. A later round gives up what came back meanwhile.
 */
@Injectable()
export class ForgetPersonHandler implements JobHandler<ForgetPerson> {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly rows: PersonRowsStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: ForgetPerson, context: JobContext): Promise<void> => {
    const { userId, erasureId, avatarIds, round, forfeits } = job;
    await context.once(async (tx) => {
      const balance = await this.ledger.lockBalance(tx, userId);
      if (balance && forfeits && balance.available > 0n)
        await this.ledger.post(tx, forfeit(userId, balance.available, round));
      await this.ledger.close(tx, userId);
      const rows = await this.rows.forget(tx, { userId, avatarIds });
      await this.outbox.add(
        tx,
        message(botGatewayInbox, 'person-forgotten', { erasureId, forgottenBy: 'billing', round, rows, files: 0 }),
      );
    });
  };
}
