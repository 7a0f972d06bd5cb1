import { Injectable } from '@nestjs/common';
import type { MeasuredRecording, ShowRecording } from '@aisha/contracts/bot-gateway';
import type { Language, SourceId } from '@aisha/domain';
import type { RecordingRefusal } from '@aisha/kinds';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { transcribeTexts } from '@aisha/words';
import type { Transaction } from '@aisha/database';
import { openAndDrop, Readers, resumeButton } from '../../../engine/conversation';
import { messageWith } from '../../../engine/deliveries/content';
import { FileAnswers, type FileAnswer } from '../../../free-files/file-answers';
import { WorkSettings } from '../../../readers';
import { openMeasured, openTranscribe } from '../../../callbacks/recording.callbacks';
import { keyOf, type Measured, TRANSCRIBE, type TranscribeDraft, whatWaits } from './transcribe.draft';

/** Takes measured recordings for which a member of a group has asked, and shows their outcome in the group. */
export abstract class AskedInGroups {
  /** Resolves to false for a recording for which no group waits. */
  abstract heard(tx: Transaction, job: ShowRecording, now: Date): Promise<boolean>;
}

/**
 * Shows how long a recording is and what it costs, or why it has no price. If the person is still waiting, this replaces the message that
 * told them to wait. A recording for which a group has asked is handled by {@link AskedInGroups}.
 */
@Injectable()
export class ShowRecordingHandler implements JobHandler<ShowRecording> {
  constructor(
    private readonly answers: FileAnswers,
    private readonly clock: Clock,
    private readonly readers: Readers,
    private readonly groups: AskedInGroups,
  ) {}

  readonly handle = (job: ShowRecording, context: JobContext): Promise<void> => {
    const { userId, sourceId, measured, refusal } = job;
    return this.answers.show(
      {
        userId,
        file: sourceId,
        countedAs: 'recordings',
        refusal,
        key: keyOf(sourceId),
        isWaiting: (draft) => (draft as TranscribeDraft | null)?.sourceId === sourceId,
        instead: (tx) => this.groups.heard(tx, job, this.clock.now()),
      },
      context,
      (language) =>
        measured
          ? priced(sourceId, this.dated(measured), language)
          : refused(sourceId, refusal ?? 'unavailable', language, this.readers.settings(WorkSettings).LINK_FILE_MB),
    );
  };

  private dated({ seconds, speech }: MeasuredRecording): Measured {
    return { seconds, speech, at: this.clock.now().toISOString() };
  }
}

const priced = (sourceId: SourceId, measured: Measured, language: Language): FileAnswer => {
  const t = transcribeTexts[language];
  return {
    goOn: (waiting) => {
      const draft = waiting as TranscribeDraft;
      // The draft that waits for the price is dropped: leaving the offer keeps one that has it.
      return openAndDrop(keyOf(sourceId), { name: TRANSCRIBE }, { step: 'confirm', draft: { ...draft, measured } });
    },
    kept: (waiting) => ({
      step: 'listening',
      draft: { ...(waiting as TranscribeDraft | undefined), sourceId, measured } satisfies TranscribeDraft,
    }),
    message: messageWith(t.measured({ seconds: measured.seconds }), [[openMeasured.button(t.toOffer, { sourceId })]]),
  };
};

const refused = (sourceId: SourceId, refusal: RecordingRefusal, language: Language, linkMb: number): FileAnswer => {
  const t = transcribeTexts[language];
  return {
    goOn: (waiting) =>
      openAndDrop(
        keyOf(sourceId),
        { name: TRANSCRIBE },
        { step: 'recording', draft: afterRefusal(waiting as TranscribeDraft, refusal) },
      ),
    // The recordings that wait behind a refused one stay with its draft.
    kept: (waiting) => {
      const draft = waiting as TranscribeDraft | undefined;
      const more = draft?.next?.length ?? 0;
      if (!draft || more === 0) return null;
      return {
        step: 'recording',
        draft: afterRefusal(draft, refusal),
        message: messageWith(t.refused({ refusal, more, linkMb }), [
          [resumeButton({ ...keyOf(sourceId), name: t.flowTitle, remains: undefined }, language)],
        ]),
      };
    },
    message: messageWith(t.refused({ refusal, more: 0, linkMb }), [[openTranscribe.button(t.another, {})]]),
  };
};

const afterRefusal = (draft: TranscribeDraft, refusal: RecordingRefusal): TranscribeDraft => ({
  refusal,
  ...(draft.file && { file: draft.file }),
  ...whatWaits(draft),
});
