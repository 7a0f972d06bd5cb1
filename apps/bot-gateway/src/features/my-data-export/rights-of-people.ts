import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { Clock } from '@aisha/platform';
import { Cards } from '../../engine/cards/cards';
import type { Effect, Feature } from '../../engine/conversation';
import { RightsOfPeople } from '../erasure/rights-by-operator.handlers';
import { beginsExport, exportCard, isUnderWay } from './export.card';
import { everythingWithdrawn } from '../support/withdraw.step';

/** The features of the bot, of which some add effects of their own when a person withdraws the consent. */
export class WithdrawingFeatures {
  constructor(readonly all: readonly Feature[]) {}
}

/** Withdraws a person's consent and begins their export for an operator, by the same effects as the person's own tap. */
@Injectable()
export class OwnRightsOfPeople extends RightsOfPeople {
  constructor(
    private readonly features: WithdrawingFeatures,
    private readonly clock: Clock,
    private readonly cards: Cards,
  ) {
    super();
  }

  withdrawal(
    userId: Parameters<typeof everythingWithdrawn>[1],
    had: Parameters<typeof everythingWithdrawn>[2],
  ): Effect[] {
    return everythingWithdrawn(this.features.all, userId, had);
  }

  async isExporting(tx: Transaction, userId: Parameters<typeof everythingWithdrawn>[1]): Promise<boolean> {
    const last = await this.cards.state(tx, exportCard, userId, userId);
    return last !== undefined && isUnderWay(last, this.clock.now());
  }

  beginsExport(userId: Parameters<typeof everythingWithdrawn>[1], exportId: string): Effect {
    return beginsExport(userId, exportId, this.clock.now());
  }
}
