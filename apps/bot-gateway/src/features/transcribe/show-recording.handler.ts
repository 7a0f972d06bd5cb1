import { Injectable } from '@nestjs/common';
import type { MeasuredRecording, ShowRecording } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { mayListenAgain, type Language, type RecordingRefusal } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { openAndDrop, type Elsewhere } from '../../engine/conversation';
import { Conversations } from '../../engine/conversation/conversations';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../engine/telegram/file-budget.store';
import { Readers } from '../../readers';
import { openMeasured, openTranscribe } from './transcribe.callbacks';
import { keyOf, type TranscribeDraft } from './transcribe.draft';
import { transcribeFlow } from './transcribe.flow';
import { transcribeTexts } from './transcribe.texts';

type Shown = Pick<ShowRecording, 'userId' | 'sourceId'>;

/**
 * Shows how long a recording is and what it costs: to who waits for it, in the message that says so; who has gone on gets one that leads
 * there. A person who has dropped the draft hears nothing more of it.
 */
@Injectable()
export class ShowRecordingHandler implements JobHandler<ShowRecording> {
  constructor(
    private readonly conversations: Conversations,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
    private readonly clock: Clock,
  ) {}

  readonly handle = async ({ measured, refusal, ...source }: ShowRecording, context: JobContext): Promise<void> => {
    const language = await this.readers.people.languageOf(source.userId);
    const isShown = await context.once(async (tx) => {
      if (measured) await this.showPrice(tx, source, measured, language);
      else await this.showRefusal(tx, source, refusal ?? 'unavailable', language);
      return true;
    });
    if (!isShown || refusal === 'too-many-today') return;
    if (refusal !== 'too-many-at-once') await this.budget.judged(source.userId, 'recordings');
    if (refusal && mayListenAgain(refusal)) await this.budget.givesBack(source.userId, 'recordings');
  };

  private async showPrice(
    tx: Transaction,
    source: Shown,
    { seconds, speech }: MeasuredRecording,
    language: Language,
  ): Promise<void> {
    const { userId, sourceId } = source;
    const measured = { seconds, speech, at: this.clock.now().toISOString() };
    const waiting = await this.waiting(tx, source);
    if (waiting)
      return waiting.goOn((draft) =>
        openAndDrop(undefined, transcribeFlow, { step: 'confirm', draft: { ...draft, measured } }),
      );
    const kept = await this.readers.within(tx).drafts.find(userId, keyOf(sourceId));
    const draft: TranscribeDraft = { ...(kept?.draft as TranscribeDraft | undefined), sourceId, measured };
    if (!(await this.conversations.putIntoDraft(tx, userId, keyOf(sourceId), { step: 'listening', draft }))) return;
    const t = transcribeTexts[language];
    const toOffer = openMeasured.button(t.toOffer, { sourceId });
    await this.deliveries.add(tx, userId, messageWith(t.measured(seconds), [[toOffer]]));
  }

  private async showRefusal(
    tx: Transaction,
    source: Shown,
    refusal: RecordingRefusal,
    language: Language,
  ): Promise<void> {
    const { userId, sourceId } = source;
    const waiting = await this.waiting(tx, source);
    if (waiting) {
      return waiting.goOn(({ file, next = [] }) =>
        openAndDrop(keyOf(sourceId), transcribeFlow, {
          step: 'recording',
          draft: { refusal, next, ...(file && { file }) },
        }),
      );
    }
    if (!(await this.conversations.dropDraft(tx, userId, keyOf(sourceId)))) return;
    const t = transcribeTexts[language];
    await this.deliveries.add(tx, userId, messageWith(t.refused(refusal, 0), [[openTranscribe.button(t.another, {})]]));
  }

  /** The screen that says «Слушаю» turns into what comes of it, where it was sent: it is below the recording. */
  private async waiting(tx: Transaction, { userId, sourceId }: Shown) {
    const at = await this.conversations.stepOf(
      tx,
      userId,
      (draft) => (draft as TranscribeDraft | null)?.sourceId === sourceId,
    );
    if (!at) return null;
    const draft = at.draft as TranscribeDraft;
    const inPlace = (at.screen ?? 0) > (draft.file?.messageId ?? 0);
    return { goOn: (to: (draft: TranscribeDraft) => Elsewhere) => at.goOn(to(draft), { inPlace }) };
  }
}
