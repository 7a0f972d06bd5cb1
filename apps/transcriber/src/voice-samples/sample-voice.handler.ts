import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { SampleVoice } from '@aisha/contracts/transcriber';
import type { Transaction } from '@aisha/database';
import { AppError } from '@aisha/domain';
import type { VoiceSample } from '@aisha/kinds/tables';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { temporaryFolder } from '@aisha/platform';
import { SpeechWriter } from '../speech/speech.writer';
import { VoiceSampleStore } from './voice-sample.store';

/** How often a request that waits for a sample looks for it again, in milliseconds. */
const LOOK_AGAIN_MS = 500;

/** Sends a voice sample. Each sample is made once, when a person first asks for it; people who ask meanwhile wait for the same sample. */
@Injectable()
export class SampleVoiceHandler implements JobHandler<SampleVoice> {
  constructor(
    private readonly samples: VoiceSampleStore,
    private readonly writer: SpeechWriter,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (asked: SampleVoice, context: JobContext): Promise<void> => {
    const sample = await this.sampleOf(asked, context.signal);
    await context.once((tx) => this.answer(tx, asked, sample));
  };

  readonly giveUp = (asked: SampleVoice, { code }: AppError, tx: Transaction): Promise<void> =>
    this.answer(tx, asked, null, code === 'free-work-used-up');

  private async sampleOf({ voice, language, speed }: SampleVoice, signal: AbortSignal): Promise<string> {
    const which = { model: this.writer.model, voice, language, speed };
    for (;;) {
      const made = await this.samples.made(which);
      if (made) return made;
      const ours = await this.samples.take(which);
      if (ours) return this.make(ours, signal);
      await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {
        throw new AppError('took-too-long');
      });
    }
  }

  private async make(sample: VoiceSample, signal: AbortSignal): Promise<string> {
    const folder = await temporaryFolder();
    try {
      const keepRequest = (requestId: string) => this.samples.keepRequest(sample, requestId);
      const sound = await this.writer.sample(sample, { folder, keepRequest, signal });
      await this.samples.keepSound(sample, sound);
      return sound;
    } catch (error) {
      await this.samples.release(sample, error instanceof AppError && error.mayRetry);
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private answer(
    tx: Transaction,
    { userId, voice, speed }: SampleVoice,
    sample: string | null,
    isUsedUp = false,
  ): Promise<void> {
    const answer = { userId, sample, ...(isUsedUp && { isUsedUp }), voice, speed };
    return this.outbox.add(tx, message(botGatewayInbox, 'deliver-voice-sample', answer));
  }
}
