import { AppError } from '@aisha/domain';
import type { Voice } from '@aisha/kinds';
import { priceOfReading } from './list-prices';
import type { OpenAiCalls } from './openai-calls';
import { isWholeSound, SpeechSynthesizer, type Reading, type SpeechRequest } from '../ports/speech-synthesizer';

/** How long we wait for speech. A thousand characters are a minute of sound, and take OpenAI some ten seconds. */
const SPEAK_TIMEOUT_MS = 120_000;

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
    this.model = `openai ${name}`;
  }

  /** Asks for WAV: pieces of WAV can be joined without a gap, while each MP3 begins and ends with silence of its own. */
  override async speak({ text, voice, speed }: Reading, { signal, onBehalf }: SpeechRequest): Promise<Buffer> {
    if (this.name === '') throw new AppError('speech-off');
    const sound = await this.calls
      .paid(
        { operation: 'speak', timeoutMs: SPEAK_TIMEOUT_MS, signal },
        { onBehalf, model: this.name, microDollars: priceOfReading(this.calls.catalogue, this.name, text.length) },
        async (client, options) => {
          const answer = await client.audio.speech.create(
            {
              model: this.name,
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
    return sound;
  }
}

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
