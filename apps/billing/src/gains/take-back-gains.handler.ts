import type { TakeBackGains } from '@aisha/contracts/billing';
import { Purchase, paidFor } from '@aisha/database/billing';
import { isCard } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { GainStore } from './gain.store';
import { toldOfGain } from './told-of-gain';

/**
 * Takes back, once, what people gained by a purchase whose money went back. Gained credits that they have spent become a debt (decision 29).
 */
@Injectable()
export class TakeBackGainsHandler implements JobHandler<TakeBackGains> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly gains: GainStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ telegramPaymentChargeId }: TakeBackGains, context: JobContext): Promise<void> => {
    const back = await context.once(async (tx) => {
      await this.accounts.lockAll(tx, await this.gains.peopleOf(tx, telegramPaymentChargeId));
      const all = await this.gains.takeBack(tx, telegramPaymentChargeId);
      const purchase = await tx.findOneBy(Purchase, { telegramPaymentChargeId });
      const told = { isTakenBack: true, isCard: purchase !== null && isCard(paidFor(purchase)) };
      await this.outbox.add(tx, ...all.map((one) => toldOfGain({ ...one, ...told })));
      return all;
    });
    if (back && back.length > 0) this.log.info('gains.taken-back', { people: back.length });
  };
}
