import type { ShowLikeness } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { Cards } from '../../../engine/cards/cards';
import { Readers } from '../../../engine/conversation/readers';
import { OrderCards } from '../../../orders/order-cards';
import { ownFigureAfter, trainHintCard } from './train-hint.card';

/**
 * Shows on the result's card how similar the drawn faces are to the avatar's photos, once they have been compared. If the chat has a hint
 * that offers to train the avatar, also shows there how many of the avatar's first pictures look like its person.
 */
@Injectable()
export class ShowLikenessHandler implements JobHandler<ShowLikeness> {
  readonly inOneTransaction = 'unsynced';
  constructor(
    private readonly orders: OrderCards,
    private readonly cards: Cards,
    private readonly readers: Readers,
  ) {}

  readonly handle = async ({ pictures, ...order }: ShowLikeness, context: JobContext): Promise<void> => {
    const likeness = pictures.map(({ position, distance }) => ({ position, distance }));
    await context.once(
      async (tx) => {
        await this.orders.likeness(tx, { ...order, kind: 'generation' }, likeness);
        const figure = await ownFigureAfter(this.readers.within(tx), order);
        if (!figure) return;
        const { avatarId, own } = figure;
        await this.cards.update(tx, trainHintCard, avatarId, order.userId, (hint) => hint && { ...hint, own });
      },
      { unsynced: true },
    );
  };
}
