import { Injectable } from '@nestjs/common';
import type { AnnouncePurchase } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { PersonReader, MenuReader } from '@aisha/database/bot';
import { Cards } from '../../engine/cards/cards';
import { namedDrafts, resumeButton, Readers } from '../../engine/conversation';
import { Conversations } from '../../engine/conversation/conversations';
import { Registry } from '../../engine/conversation/registry';
import { quoteIn } from '../../orders/offer';
import { purchaseCard, wasDelayed } from './purchase.card';

/** "The credits are yours", and the order that waited for them, to be paid by one tap. */
@Injectable()
export class AnnouncePurchaseHandler implements JobHandler<AnnouncePurchase> {
  constructor(
    private readonly cards: Cards,
    private readonly conversations: Conversations,
    private readonly readers: Readers,
    private readonly registry: Registry,
  ) {}

  readonly handle = async (
    { userId, telegramPaymentChargeId, credited, availableAfter, debtPaid }: AnnouncePurchase,
    context: JobContext,
  ): Promise<void> => {
    const language = await this.readers.of(PersonReader).languageOf(userId);
    // The newest draft is the one that lacked the credits.
    const { newestDraft } = await this.readers.of(MenuReader).of(userId);
    const drafts = newestDraft ? [newestDraft] : [];
    const named = await namedDrafts(this.registry.features, drafts, language, this.readers);
    const resume = named.map((draft) => resumeButton(draft, language));
    const chargeId = telegramPaymentChargeId ?? newId<string>();
    await context.once(async (tx) => {
      const order = await this.conversations.stepOf(tx, userId, (draft) => quoteIn(draft) !== undefined);
      const state = {
        phase: 'credited',
        chargeId,
        credited,
        availableAfter,
        debtPaid,
        leadsBack: order !== null,
      } as const;
      await this.cards.update(tx, purchaseCard(resume), chargeId, userId, () => state, wasDelayed);
      await order?.showAgain();
    });
  };
}
