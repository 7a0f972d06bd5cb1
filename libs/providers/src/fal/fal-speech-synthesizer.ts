import { AppError, asAppError } from '@aisha/domain';
import { microDollars, type BookedCall, type CallLedger } from '../ports/call-ledger';
import { isWholeSound, SpeechSynthesizer, type Reading, type SpeechRequest } from '../ports';
import { KEPT_AT_FAL_SECONDS, type FalFiles } from './files';
import { ModelsAtFal, readsAtSpeeds } from './models';
import { endOfRequest, type PollTimeouts } from './polled-request';
import type { RemoteQueue, RemoteRequest } from '../ports';

/** The largest file we fetch: 5,000 characters are some six minutes of sound, which at 128 kbit/s are six megabytes. */
const MAX_BYTES = 25 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 60_000;

/** Ids that were kept without their model belong to the only model that read aloud at FAL at that time. */
const THE_ONE_BEFORE = 'fal-ai/minimax/speech-02-turbo';
const keptAs = ({ endpoint, requestId }: RemoteRequest): string => `${endpoint} ${requestId}`;

const requestOf = (kept: string): RemoteRequest => {
  const [endpoint, requestId] = kept.split(' ');
  return requestId === undefined ? { endpoint: THE_ONE_BEFORE, requestId: kept } : { endpoint: endpoint!, requestId };
};

/** A request at FAL, and its row in the ledger. */
interface SentRequest {
  readonly booked: BookedCall;
  readonly request: RemoteRequest;
}

/** A text of a minute takes seconds: after this time FAL's queue is stuck. */
const TIMEOUTS: PollTimeouts = { pollMs: 1_000, patienceMs: 5 * 60_000 };

/**
 * FAL's speech model. Our own run calls it, and not the engine of remote orders, because one order is many requests,
 * several at once (decision 83). The id of each request is kept before its first poll. FAL sends no callback.
 */
export class FalSpeechSynthesizer extends SpeechSynthesizer {
  constructor(
    private readonly fal: RemoteQueue,
    private readonly files: FalFiles,
    private readonly ledger: CallLedger,
    private readonly models = new ModelsAtFal(),
    private readonly timeouts: PollTimeouts = TIMEOUTS,
  ) {
    super();
  }

  override get model(): string {
    return `fal ${this.chosen().endpoint}`;
  }

  override get maxCharacters(): number {
    return this.chosen().entry.limits?.characters ?? Infinity;
  }

  override readsAtSpeeds(requestId: string | null): boolean {
    const model = requestId === null ? this.chosen() : this.modelOf(requestOf(requestId));
    return readsAtSpeeds(model.entry);
  }

  override async speak(reading: Reading, asked: SpeechRequest): Promise<Buffer> {
    const { requestId, signal } = asked;
    const { booked, request } = requestId === null ? await this.submitted(reading, asked) : this.kept(requestId, asked);
    const answer = await this.answer(request, booked, signal);
    const { url, bytes } = this.modelOf(request).output(answer);
    const sound = await this.files.read(url, { maxBytes: MAX_BYTES, timeoutMs: FETCH_TIMEOUT_MS, bytes });
    if (!isWholeSound(sound)) throw new AppError('provider-answer-unreadable', { facts: { bytes: sound.length } });
    return sound;
  }

  /**
   * Throws `submit-unknown` for a request that may run at FAL: such a request is paid, and never sent again (decision
   * 10).
   */
  private async submitted(reading: Reading, request: SpeechRequest): Promise<SentRequest> {
    const { keep, onBehalf, like } = request;
    const same = this.servedLike(like);
    const asked = (same ?? this.chosen()).request(reading);
    const call = { provider: 'fal', model: asked.endpoint, microDollars: microDollars(asked.dollars) } as const;
    const booked = await this.ledger.book({ ...onBehalf, ...call });
    const acceptance = await this.fal.submit({
      ...asked,
      webhookUrl: null,
      keepFilesSeconds: KEPT_AT_FAL_SECONDS,
    });
    if (acceptance.state === 'refused') await booked.correct(0);
    if (acceptance.state !== 'accepted') {
      const isGone = acceptance.state === 'refused' && acceptance.error.code === 'model-gone';
      if (isGone && same) return this.submitted(reading, { ...request, like: null });
      throw ofSpeech(acceptance.error);
    }
    await keep(keptAs(acceptance.request));
    return { booked, request: acceptance.request };
  }

  private chosen(): ReturnType<typeof this.models.chosen<'read-aloud'>> {
    try {
      return this.models.chosen({ does: 'read-aloud' });
    } catch (error) {
      throw ofSpeech(asAppError(error));
    }
  }

  /** The model of a request, while requests may be sent to it: another model has other voices. */
  private servedLike(kept: string | null): ReturnType<typeof this.chosen> | undefined {
    const model = kept === null ? undefined : this.models.at('read-aloud', requestOf(kept).endpoint);
    return model && this.models.isServed(model) ? model : undefined;
  }

  /** The model of a request; the first choice in the place of a model that this release does not know. */
  private modelOf({ endpoint }: RemoteRequest): ReturnType<typeof this.chosen> {
    return this.models.at('read-aloud', endpoint) ?? this.chosen();
  }

  /** A request that an earlier run sent, perhaps to a model that is not the first choice any more. */
  private kept(kept: string, { onBehalf }: SpeechRequest): SentRequest {
    const request = requestOf(kept);
    return { booked: this.ledger.lastOf({ ...onBehalf, model: request.endpoint }), request };
  }

  private async answer(request: RemoteRequest, booked: BookedCall, signal: AbortSignal): Promise<unknown> {
    const outcome = await endOfRequest(this.fal, request, this.timeouts, signal);
    if (outcome.state === 'failed') {
      await booked.correct(0); // FAL bills no work that failed
      throw ofSpeech(outcome.error);
    }
    return outcome.output;
  }
}

/**
 * Our code for an error. A text that FAL refuses to read aloud has the code of a prompt that it refuses to draw, and becomes
 * `speech-refused`. A model that is gone means that speech is switched off.
 */
const ofSpeech = (error: AppError): AppError => {
  const { code, facts } = error;
  if (code === 'prompt-refused') return new AppError('speech-refused', { facts });
  return code === 'model-gone' ? new AppError('speech-off', { facts }) : error;
};
