import { Injectable } from '@nestjs/common';
import type { PhotoIdea, ShowPhotoIdea } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { mayDescribeAgain, type Language, type PhotoIdeaRefusal } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { openAndDrop } from '../../engine/conversation';
import { Conversations } from '../../engine/conversation/conversations';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../engine/telegram/file-budget.store';
import { Readers } from '../../readers';
import { keyOf, offerOf } from './offer';
import { openIdea, openPhotoPrompt } from './photo-prompt.callbacks';
import type { PhotoPromptDraft } from './photo-prompt.draft';
import { photoPromptFlow } from './photo-prompt.flow';
import { photoPromptTexts } from './photo-prompt.texts';

type Shown = Pick<ShowPhotoIdea, 'userId' | 'photoId'>;

/**
 * Shows the idea of a photo: who waits for it sees the offer, who has gone on gets a message that leads there. A person who has dropped
 * the draft hears nothing more of it.
 */
@Injectable()
export class ShowPhotoIdeaHandler implements JobHandler<ShowPhotoIdea> {
  constructor(
    private readonly conversations: Conversations,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
  ) {}

  readonly handle = async ({ idea, refusal, ...photo }: ShowPhotoIdea, context: JobContext): Promise<void> => {
    const language = await this.readers.people.languageOf(photo.userId);
    const isShown = await context.once(async (tx) => {
      if (idea) await this.showIdea(tx, photo, idea, language);
      else await this.showRefusal(tx, photo, refusal ?? 'unavailable', language);
      return true;
    });
    if (!isShown || refusal === 'too-many-today') return;
    if (refusal !== 'too-many-at-once') await this.budget.judged(photo.userId, 'photo-ideas');
    if (refusal && mayDescribeAgain(refusal)) await this.budget.givesBack(photo.userId, 'photo-ideas');
  };

  private async showIdea(tx: Transaction, photo: Shown, idea: PhotoIdea, language: Language): Promise<void> {
    const { userId, photoId } = photo;
    const waiting = await this.waiting(tx, photo);
    if (waiting) return waiting.goOn(offerOf(photoId, idea, language));
    const described: PhotoPromptDraft = { photoId, idea };
    if (!(await this.conversations.putIntoDraft(tx, userId, keyOf(photoId), { step: 'described', draft: described })))
      return;
    const t = photoPromptTexts[language];
    await this.deliveries.add(tx, userId, messageWith(t.described(idea), [[openIdea.button(t.toOffer, { photoId })]]));
  }

  private async showRefusal(
    tx: Transaction,
    photo: Shown,
    refusal: PhotoIdeaRefusal,
    language: Language,
  ): Promise<void> {
    const { userId, photoId } = photo;
    const waiting = await this.waiting(tx, photo);
    if (waiting) {
      const { file } = waiting.draft as PhotoPromptDraft;
      const draft = { refusal, ...(file && { file }) };
      return waiting.goOn(openAndDrop(keyOf(photoId), photoPromptFlow, { step: 'photo', draft }));
    }
    if (!(await this.conversations.dropDraft(tx, userId, keyOf(photoId)))) return;
    const t = photoPromptTexts[language];
    await this.deliveries.add(tx, userId, messageWith(t.refused(refusal), [[openPhotoPrompt.button(t.another, {})]]));
  }

  private waiting(tx: Transaction, { userId, photoId }: Shown) {
    return this.conversations.stepOf(tx, userId, (draft) => (draft as PhotoPromptDraft | null)?.photoId === photoId);
  }
}
