import path from 'node:path';
import { ACCOUNT_REFUSALS, AppError, asAppError, type ErrorCode } from '@aisha/domain';
import { microDollars, type BookedCall, type CallLedger } from '../ports/call-ledger';
import { type Fitting, type RecognizedSpeech, type Speech, SpeechRecognizer } from '../ports';
import type { KeptRequest, RemoteQueue, RemoteRequest } from '../ports';
import { KEPT_AT_FAL_SECONDS } from './files';
import { type FalModel, type ModelsAtFal, takesLanguage } from './models';
import type { HeardWords, ListeningInput } from './models/speech-recognition';
import { endOfRequest, type PollTimeouts } from './polled-request';
import { sentencesOfWords } from './sentences-of-words';

/** FAL fetches the recording within seconds of the submission; an hour is for a queue that is full. */
const KEEP_RECORDING_SECONDS = 60 * 60;

/** The models need minutes for an hour of sound. */
const TIMEOUTS: PollTimeouts = { pollMs: 1_000, patienceMs: 15 * 60_000 };

/**
 * A model at FAL that writes a whole recording down in one request and says who speaks. Our own run waits for it, as for
 * a text that is read aloud (decision 83): the id of the request is kept before its first poll, and FAL sends no
 * callback.
 */
export class FalSpeechRecognizer extends SpeechRecognizer {
  override readonly tellsSpeakers = true;
  override readonly model: string;
  override readonly hearsWhole: Fitting;

  constructor(
    private readonly fal: RemoteQueue,
    private readonly ledger: CallLedger,
    private readonly models: ModelsAtFal,
    private readonly listener: FalModel<ListeningInput, HeardWords>,
    private readonly timeouts: PollTimeouts = TIMEOUTS,
  ) {
    super();
    const { limits } = listener.entry;
    const [from, to] = limits?.seconds ?? [0, Infinity];
    this.model = `fal ${listener.endpoint}`;
    this.hearsWhole = { from, to };
  }

  /** Every model at FAL that orders take to have recordings written down, the first choice first. */
  static all(fal: RemoteQueue, ledger: CallLedger, models: ModelsAtFal): FalSpeechRecognizer[] {
    return models.active('write-down').map((listener) => new FalSpeechRecognizer(fal, ledger, models, listener));
  }

  override takesLanguage(language: string): boolean {
    return takesLanguage(this.listener.entry, language);
  }

  override async transcribe(file: Buffer, speech: Speech): Promise<RecognizedSpeech> {
    const { request: { requestId, keep } = NOT_KEPT, signal } = speech;
    const { endpoint } = this.listener;
    let booked: BookedCall;
    let request: RemoteRequest;
    if (requestId === null) {
      ({ booked, request } = await this.submitted(file, speech));
      await keep(request.requestId);
    } else {
      booked = this.ledger.lastOf({ ...speech.onBehalf, model: endpoint });
      request = { endpoint, requestId };
    }

    const output = await this.answer(request, signal).catch(async (error: unknown) => {
      if (error instanceof WorkFailed) await booked.correct(0); // FAL bills no work that failed
      throw error;
    });
    const { words, language } = this.listener.output(output);
    const segments = sentencesOfWords(words);
    return {
      text: segments.map(({ text }) => text).join(' '),
      languages: language === null ? [] : [language],
      segments,
    };
  }

  /**
   * Throws `model-gone` before anything is sent, and `submit-unknown` for a request that may run at FAL: such a request is paid, and never
   * sent again (decision 10).
   */
  private async submitted(file: Buffer, { fileName, seconds, onBehalf, languages = [], vocabulary = [] }: Speech) {
    if (!this.models.isServed(this.listener))
      throw new AppError('model-gone', { facts: { model: this.listener.endpoint } });
    const content = new Blob([new Uint8Array(file)], { type: 'audio/mpeg' });
    const url = await this.fal.upload(content, `speech${path.extname(fileName)}`, KEEP_RECORDING_SECONDS);
    const asked = this.listener.request({ url, seconds, languages, vocabulary });
    const call = { provider: 'fal', model: asked.endpoint, microDollars: microDollars(asked.dollars) } as const;
    const booked = await this.ledger.book({ ...onBehalf, ...call });
    const acceptance = await this.fal.submit({ ...asked, webhookUrl: null, keepFilesSeconds: KEPT_AT_FAL_SECONDS });
    if (acceptance.state === 'refused') await booked.correct(0);
    if (acceptance.state !== 'accepted') throw acceptance.error;
    return { booked, request: acceptance.request };
  }

  private async answer(request: RemoteRequest, signal: AbortSignal | undefined): Promise<unknown> {
    const outcome = await endOfRequest(this.fal, request, this.timeouts, signal).catch((error: unknown) => {
      throw ofPoll(asAppError(error));
    });
    if (outcome.state === 'failed') throw new WorkFailed(outcome.error);
    return outcome.output;
  }
}

/** Used when the caller does not keep the request: then there is no earlier request, and nothing is written down. */
const NOT_KEPT: KeptRequest = { requestId: null, keep: async () => undefined };

/**
 * FAL ended the request without an answer. FAL's codes for the reason are about pictures, so all but a lost result become
 * `provider-failed`.
 */
class WorkFailed extends AppError {
  constructor({ code, facts }: AppError) {
    super(code === 'provider-result-lost' ? code : 'provider-failed', { facts });
  }
}

/**
 * Codes of a failed poll that say nothing about the recording, which FAL has by then: they become `provider-busy`, so that the next run
 * polls again.
 */
const OF_POLL: readonly ErrorCode[] = [...ACCOUNT_REFUSALS, 'provider-answer-unreadable'];
const ofPoll = (error: AppError): AppError =>
  OF_POLL.includes(error.code) ? new AppError('provider-busy', { cause: error, facts: { poll: error.code } }) : error;
