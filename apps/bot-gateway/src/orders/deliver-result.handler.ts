import { Injectable } from '@nestjs/common';
import type { DeliverResult } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PersonReader } from '@aisha/database/bot';
import { OrderCards } from './order-cards';
import { remembers } from './picture-choices.store';
import { resultOf } from './result-of';
import { Readers } from '../engine/conversation/readers';

/**
 * Shows the result of an order as the order's kind defines it, with the receipt and the buttons below. If the person has deleted the result
 * meanwhile, only the receipt is shown. For an order that a program placed, the chat shows nothing.
 */
@Injectable()
export class DeliverResultHandler implements JobHandler<DeliverResult> {
  readonly inOneTransaction = 'synced';
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async (order: DeliverResult, context: JobContext): Promise<void> => {
    const { orderId, userId, kind } = order;
    await context.once(async (tx) => {
      const readers = this.readers.within(tx);
      if (await this.orders.isQuiet(tx, order)) return;
      const language = (await this.orders.lock(tx, order)) ?? (await readers.of(PersonReader).languageOf(userId));
      const { contents, of, below, nextAvatar } = await resultOf(this.orders.views[kind], orderId, {
        readers,
        userId,
        language,
      });
      const outcome = { type: 'delivered', avatarId: null, ...of } as const;
      await this.orders.show(tx, order, outcome, ...contents);
      const card = await below?.();
      if (card) await this.orders.showBelow(tx, userId, card);
      if (nextAvatar) remembers(tx, userId, { avatarId: nextAvatar });
    });
  };
}
