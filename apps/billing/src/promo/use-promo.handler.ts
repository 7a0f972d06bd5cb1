import { message } from '@aisha/contracts';
import type { UsePromo } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { PromoStore } from './promo.store';

/** Uses a promo code for a person, once per attempt, and tells them what it brought or why it brought nothing. */
@Injectable()
export class UsePromoHandler implements JobHandler<UsePromo> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly promos: PromoStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ useId, userId, code }: UsePromo, context: JobContext): Promise<void> => {
    const result = await context.once(async (tx) => {
      const before = await this.accounts.lockOpen(tx, userId, { useId });
      const used = await this.promos.use(tx, { useId, userId, code }, before, this.clock.now());
      if (!used) return undefined;
      const { outcome, credits, percent, until, balance = before } = used;
      await this.outbox.add(
        tx,
        message(botGatewayInbox, 'tell-promo', {
          userId,
          outcome,
          code,
          ...(credits !== undefined && { credits: credits.toString() }),
          ...(percent !== undefined && { percent }),
          ...(until && { until: until.toISOString() }),
          debtPaid: (before.debt - balance.debt).toString(),
          availableAfter: balance.available.toString(),
        }),
      );
      return used;
    });
    if (result) this.log.info('promo.entered', { outcome: result.outcome });
  };
}
