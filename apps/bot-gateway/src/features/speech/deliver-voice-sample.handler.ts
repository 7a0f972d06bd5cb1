import { Injectable } from '@nestjs/common';
import type { DeliverVoiceSample } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PersonReader } from '@aisha/database/bot';
import { speechTexts } from '@aisha/words';
import { messageWith, voiceOf } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../free-files/file-budget.store';
import { Readers } from '../../engine/conversation/readers';

/** A second tap within this time brings no second voice message. */
const SAME_VOICE_MS = 10_000;

/** How a voice sounds, as a voice message, or a word about why it cannot be heard now. */
@Injectable()
export class DeliverVoiceSampleHandler implements JobHandler<DeliverVoiceSample> {
  constructor(
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async (heard: DeliverVoiceSample, context: JobContext): Promise<void> => {
    const { userId, sample, isUsedUp = false, voice, speed } = heard;
    const t = speechTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const content =
      sample === null
        ? messageWith(isUsedUp ? t.noFreeSample : t.noSample)
        : voiceOf(sample, t.voiceFile, t.sampleOf({ voice, speed: speed / 100 }));
    await context.once(async (tx) => {
      if (sample !== null) await this.budget.count(tx, { userId, file: context.messageId }, 'voice-samples');
      await this.deliveries.add(tx, userId, content, { onceWithinMs: SAME_VOICE_MS });
    });
  };
}
