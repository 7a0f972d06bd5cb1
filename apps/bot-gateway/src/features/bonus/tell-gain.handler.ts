import type { TellGain } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { bonusTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { toMenu } from '../../engine/conversation';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { openBalance } from '../../callbacks/balance.callbacks';

/**
 * Tells a person what an invitation brought them, or that the gained credits went back with the refund of the purchase. The message never
 * names the other person.
 */
@Injectable()
export class TellGainHandler implements JobHandler<TellGain> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, reason, credits, isTakenBack, owed, availableAfter, isCard = false }: TellGain,
    context: JobContext,
  ): Promise<void> => {
    const t = bonusTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const told = { reason, amount: centiCredits(credits), available: centiCredits(availableAfter) };
    const words = isTakenBack
      ? t.takenBack({ ...told, owed: centiCredits(owed), isCard })
      : t.gained({ ...told, debtPaid: centiCredits(owed) });
    const buttons = [[openBalance.button(t.balance, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}
