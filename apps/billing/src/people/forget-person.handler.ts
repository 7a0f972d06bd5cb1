import { Injectable } from '@nestjs/common';
import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { ForgetPerson } from '@aisha/contracts/people';
import type { Transaction } from '@aisha/database';
import { Subscription } from '@aisha/database/billing';
import { PersonRowsStore } from '@aisha/database/people';
import { CHARGED_STATES, type UserId } from '@aisha/domain';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { In } from 'typeorm';
import { LedgerStore } from '../ledger/ledger.store';
import { forfeit } from '../ledger/posting';
import { stopOf } from '../subscriptions/announcement';

/**
 * Closes the account of a person who has everything deleted, forfeits the available credits if the erasure says so, and deletes the
 * person's other rows. The ledger stays: amounts, dates, and a number that leads to nobody. A later round forfeits what came back
 * meanwhile.
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
      // These messages are added after the deletion, which also deletes waiting messages about the person. Only the first round asks
      // Telegram to stop payments, because later the gateway no longer knows the person.
      if (round === 0) await this.outbox.add(tx, ...(await lastPayments(tx, userId)));
      await this.outbox.add(
        tx,
        message(botGatewayInbox, 'person-forgotten', { erasureId, forgottenBy: 'billing', round, rows, files: 0 }),
      );
    });
  };
}

/** The messages that ask Telegram to take no more Stars for the person's subscriptions; the person is told nothing. */
const lastPayments = async (tx: Transaction, userId: UserId): Promise<Message[]> => {
  const open = await tx.find(Subscription, { where: { userId, state: In([...CHARGED_STATES]) } });
  return open.map((one) => stopOf(one, true));
};
