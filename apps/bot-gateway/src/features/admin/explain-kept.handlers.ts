import type { ExplainKeptCredits, ExplainKeptPayment } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { adminTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Readers } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';

/** Tells an operator why billing refused the credits that they gave (decision 228). */
@Injectable()
export class ExplainKeptCreditsHandler implements JobHandler<ExplainKeptCredits> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async ({ userId, leftToday }: ExplainKeptCredits, context: JobContext): Promise<void> => {
    const t = adminTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const words = leftToday === undefined ? t.ownAccount : t.tooManyToday({ left: centiCredits(leftToday) });
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words), { class: 'result' }));
  };
}

/** Tells an operator why billing does not return a payment that they wanted to return. */
@Injectable()
export class ExplainKeptPaymentHandler implements JobHandler<ExplainKeptPayment> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async ({ userId, why }: ExplainKeptPayment, context: JobContext): Promise<void> => {
    const t = adminTexts[await this.readers.of(PersonReader).languageOf(userId)];
    await context.once((tx) =>
      this.deliveries.add(tx, userId, messageWith(t.notReturned({ why })), { class: 'result' }),
    );
  };
}
