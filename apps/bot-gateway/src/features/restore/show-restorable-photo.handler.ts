import { Injectable } from '@nestjs/common';
import type { RestorablePhoto, ShowRestorablePhoto } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { mayLookAgain, type Language, type RestorationRefusal } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { openAndDrop } from '../../engine/conversation';
import { Conversations } from '../../engine/conversation/conversations';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../engine/telegram/file-budget.store';
import { Readers } from '../../readers';
import { openRestorable, openRestore } from './restore.callbacks';
import { keyOf, type RestoreDraft } from './restore.draft';
import { restoreFlow } from './restore.flow';
import { restoreTexts } from './restore.texts';

type Shown = Pick<ShowRestorablePhoto, 'userId' | 'photoId'>;

/**
 * Shows what restoring a photo costs, or why it cannot be restored: who waits for it sees the offer, who has gone on gets a message that
 * leads there. A person who has dropped the draft hears nothing more of it.
 */
@Injectable()
export class ShowRestorablePhotoHandler implements JobHandler<ShowRestorablePhoto> {
  constructor(
    private readonly conversations: Conversations,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
  ) {}

  readonly handle = async ({ photo, refusal, ...shown }: ShowRestorablePhoto, context: JobContext): Promise<void> => {
    const language = await this.readers.people.languageOf(shown.userId);
    const isShown = await context.once(async (tx) => {
      if (photo) await this.showOffer(tx, shown, photo, language);
      else await this.showRefusal(tx, shown, refusal ?? 'unavailable', language);
      return true;
    });
    if (!isShown || refusal === 'too-many-today') return;
    if (refusal !== 'too-many-at-once') await this.budget.judged(shown.userId, 'restorations');
    if (refusal && mayLookAgain(refusal)) await this.budget.givesBack(shown.userId, 'restorations');
  };

  private async showOffer(tx: Transaction, shown: Shown, photo: RestorablePhoto, language: Language): Promise<void> {
    const { userId, photoId } = shown;
    const draft: RestoreDraft = { photoId, photo };
    const waiting = await this.waiting(tx, shown);
    if (waiting) return waiting.goOn(openAndDrop(keyOf(photoId), restoreFlow, { step: 'confirm', draft }));
    if (!(await this.conversations.putIntoDraft(tx, userId, keyOf(photoId), { step: 'confirm', draft }))) return;
    const t = restoreTexts[language];
    await this.deliveries.add(tx, userId, messageWith(t.seen, [[openRestorable.button(t.toOffer, { photoId })]]));
  }

  private async showRefusal(
    tx: Transaction,
    shown: Shown,
    refusal: RestorationRefusal,
    language: Language,
  ): Promise<void> {
    const { userId, photoId } = shown;
    const waiting = await this.waiting(tx, shown);
    if (waiting) {
      const { file } = waiting.draft as RestoreDraft;
      const draft = { refusal, ...(file && { file }) };
      return waiting.goOn(openAndDrop(keyOf(photoId), restoreFlow, { step: 'photo', draft }));
    }
    if (!(await this.conversations.dropDraft(tx, userId, keyOf(photoId)))) return;
    const t = restoreTexts[language];
    await this.deliveries.add(tx, userId, messageWith(t.refused(refusal), [[openRestore.button(t.another, {})]]));
  }

  private waiting(tx: Transaction, { userId, photoId }: Shown) {
    return this.conversations.stepOf(tx, userId, (draft) => (draft as RestoreDraft | null)?.photoId === photoId);
  }
}
