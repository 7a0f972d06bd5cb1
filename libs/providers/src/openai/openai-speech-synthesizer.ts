import { AppError } from '@aisha/domain';
import type { Voice } from '@aisha/kinds';
import { priceOfReading } from './list-prices';
import type { OpenAiCalls } from './openai-calls';
import { isWholeSound, SpeechSynthesizer, type Reading, type SpeechRequest } from '../ports/speech-synthesizer';

/** How long we wait for speech. A thousand characters are a minute of sound, and take OpenAI some ten seconds. */
const SPEAK_TIMEOUT_MS = 120_000;

/** What names a model of this protocol; ids of FAL's requests never begin with it. */
const AT_OPENAI = 'openai ';

/** Every model of the endpoint has these voices (openai.md §4). */
const VOICE_NAMES: Readonly<Record<Voice, string>> = { soft: 'shimmer', bright: 'nova', calm: 'echo', deep: 'onyx' };

/**
 * `/audio/speech` of OpenAI or a compatible server (openai.md §4). OpenAI's own models end on 2027-01-06 and have no successor there: from
 * then on speech needs another server, or FAL.
 */
export class OpenAiSpeechSynthesizer extends SpeechSynthesizer {
  override readonly model: string;
  override readonly maxCharacters = 4_096;
  override readsAtSpeeds(): boolean {
    return true;
  }

  constructor(
    private readonly calls: OpenAiCalls,
    private readonly name: string,
  ) {
    super();
    this.model = `${AT_OPENAI}${name}`;
  }

  override async speak(reading: Reading, request: SpeechRequest): Promise<Buffer> {
    const { name } = this;
    if (name === '') throw new AppError('speech-off');
    const began = this.modelOf(request.like) ?? name;
    try {
      return await this.readBy(began, reading, request);
    } catch (error) {
      if (began === name || !isOfModel(error)) throw error;
      return this.readBy(name, reading, request);
    }
  }

  /** The model that read another piece of the text, unless that model is known to be gone: another model has other voices. */
  private modelOf(like: string | null): string | undefined {
    const name = like?.startsWith(AT_OPENAI) ? like.slice(AT_OPENAI.length) : undefined;
    return name === undefined || this.calls.catalogue.isGone(name) ? undefined : name;
  }

  /** Asks for WAV: pieces of WAV can be joined without a gap, while each MP3 begins and ends with silence of its own. */
  private async readBy(
    model: string,
    { text, voice, speed }: Reading,
    { signal, onBehalf, readBy }: SpeechRequest,
  ): Promise<Buffer> {
    const sound = await this.calls
      .paid(
        { operation: 'speak', timeoutMs: SPEAK_TIMEOUT_MS, signal },
        { onBehalf, model, microDollars: priceOfReading(this.calls.catalogue, model, text.length) },
        async (client, options) => {
          const answer = await client.audio.speech.create(
            {
              model,
              input: text,
              voice: VOICE_NAMES[voice],
              response_format: 'wav',
              speed: speed / 100,
            },
            options,
          );
          return bytesOf(answer, signal);
        },
      )
      .catch((error: unknown) => {
        throw ofSpeech(error);
      });
    if (!isWholeSound(sound)) throw new AppError('provider-answer-unreadable', { facts: { bytes: sound.length } });
    readBy?.(`${AT_OPENAI}${model}`);
    return sound;
  }
}

/** Whether an error may mean that the server does not have the model: some compatible servers answer so with a 400. */
const isOfModel = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'speech-off' || error.code === 'provider-failed');

/**
 * The whole body. Throws `took-too-long` after the signal, and `provider-unreachable` for a body that breaks off, whatever the platform
 * calls the error.
 */
const bytesOf = async (answer: Response, signal: AbortSignal): Promise<Buffer> => {
  try {
    return Buffer.from(await answer.arrayBuffer());
  } catch {
    if (signal.aborted) throw new AppError('took-too-long');
    throw new AppError('provider-unreachable', { facts: { brokenOff: true } });
  }
};

/**
 * Our code for an error: `speech-refused` for a text that OpenAI refuses, because another attempt would be refused, too; `speech-off` for a
 * model that is gone.
 */
const ofSpeech = (error: unknown): unknown => {
  if (!(error instanceof AppError)) return error;
  const { code, facts } = error;
  if (code === 'prompt-refused') return new AppError('speech-refused', { facts });
  return code === 'model-gone' ? new AppError('speech-off', { facts }) : error;
};
