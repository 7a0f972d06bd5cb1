import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@aisha/domain';
import { microDollars, type CallLedger } from '../call-ledger';
import { isWholeSound, SpeechSynthesizer, type Reading, type SpeechRequest } from '../ports';
import type { FalFiles } from './files';
import { MAX_FAL_SPEECH_CHARACTERS, requestTo, speaker } from './models';
import type { RemoteQueue, RemoteRequest } from '../ports';

/** A day is plenty: we copy the sound at once, and a run that was killed continues within minutes. */
const KEEP_AT_FAL_SECONDS = 24 * 60 * 60;
/** The largest file we fetch: 5,000 characters are some six minutes of sound, which at 128 kbit/s are six megabytes. */
const MAX_BYTES = 25 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 60_000;

interface Pace {
  readonly pollMs: number;
  /**
   * How long a run waits: a text of a minute takes seconds, so beyond this FAL's queue is stuck. The request id stays
   * kept, and the next run polls it.
   */
  readonly patienceMs: number;
}
const PACE: Pace = { pollMs: 1_000, patienceMs: 5 * 60_000 };

/**
 * FAL's speech model. Our own run calls it, and not the engine of remote orders, because one order is many requests,
 * several at once (decision 83). The id of each request is kept before its first poll. FAL sends no callback.
 */
export class FalSpeechSynthesizer extends SpeechSynthesizer {
  override readonly model = `fal ${speaker.endpoint}`;
  override readonly maxCharacters = MAX_FAL_SPEECH_CHARACTERS;

  constructor(
    private readonly fal: RemoteQueue,
    private readonly files: FalFiles,
    private readonly ledger: CallLedger,
    private readonly pace: Pace = PACE,
  ) {
    super();
  }

  override async speak(reading: Reading, asked: SpeechRequest): Promise<Buffer> {
    const { requestId, signal } = asked;
    const request = requestId ? { endpoint: speaker.endpoint, requestId } : await this.submitted(reading, asked);
    const { url, bytes } = speaker.output(await this.answer(request, signal));
    const sound = await this.files.read(url, { maxBytes: MAX_BYTES, timeoutMs: FETCH_TIMEOUT_MS, bytes });
    if (!isWholeSound(sound)) throw new AppError('provider-answer-unreadable', { facts: { bytes: sound.length } });
    return sound;
  }

  /**
   * Throws `submit-unknown` for a request that may run at FAL: such a request is paid, and never sent again (decision
   * 10).
   */
  private async submitted(reading: Reading, { keep, onBehalf }: SpeechRequest): Promise<RemoteRequest> {
    const asked = requestTo(speaker, reading);
    const call = { provider: 'fal', model: asked.endpoint, microDollars: microDollars(asked.dollars) } as const;
    const booked = await this.ledger.book({ ...onBehalf, ...call });
    const acceptance = await this.fal.submit({
      ...asked,
      webhookUrl: null,
      keepFilesSeconds: KEEP_AT_FAL_SECONDS,
    });
    if (acceptance.state === 'refused') await booked.correct(0);
    if (acceptance.state !== 'accepted') throw ofSpeech(acceptance.error);
    await keep(acceptance.request.requestId);
    return acceptance.request;
  }

  private async answer(request: RemoteRequest, signal: AbortSignal): Promise<unknown> {
    const polls = Math.ceil(this.pace.patienceMs / this.pace.pollMs);
    for (let poll = 0; poll < polls; poll += 1) {
      const outcome = await this.fal.poll(request);
      if (outcome.state === 'succeeded') return outcome.output;
      if (outcome.state === 'failed') throw ofSpeech(outcome.error);
      await delay(this.pace.pollMs, undefined, { signal }).catch(() => {
        throw new AppError('took-too-long');
      });
    }
    throw new AppError('provider-busy', { facts: { polls } });
  }
}

/**
 * Our code for an error: FAL has one name for a text it does not read and a picture it does not draw, and answers that
 * an endpoint which is gone is unknown.
 */
const ofSpeech = (error: AppError): AppError => {
  const { code, facts } = error;
  if (code === 'prompt-refused') return new AppError('speech-refused', { facts });
  return facts['errorType'] === 'unknown_endpoint' ? new AppError('speech-off', { facts }) : error;
};
