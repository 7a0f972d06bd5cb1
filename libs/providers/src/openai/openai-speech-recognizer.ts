import path from 'node:path';
import { AppError } from '@aisha/domain';
import { toFile } from 'openai';
import type { ModelCatalogue } from '../catalogue';
import { priceOfSpeech } from './list-prices';
import { LONGEST_CALL_MS, type OpenAiCalls } from './openai-calls';
import { languagesIn, segmentsIn, speechModel, type SpeechModel } from './speech-models';
import { SpeechRecognizer, type RecognizedSpeech, type Speech } from '../ports/speech-recognizer';
import { storableText } from '../storable-text';

/** 25 MiB of request content (openai.md §0, 7), minus 64 KiB for the form around the file. */
export const MAX_SPEECH_BYTES = 26_214_400 - 64 * 1024;

/** The server recognises the format by the file's name; a Telegram voice note is called `.oga`, and is Ogg. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  mpeg: 'audio/mpeg',
  mpga: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'audio/mp4',
  wav: 'audio/wav',
  flac: 'audio/flac',
  webm: 'audio/webm',
};

/** Transcriptions by any of the models; what differs in requests and answers is in speech-models.ts. */
export class OpenAiSpeechRecognizer extends SpeechRecognizer {
  override readonly tellsSpeakers: boolean;
  /**
   * Recordings are sent in pieces: the models take 25 MiB and 1,400 s at most, and a lost answer about a long recording is dear (openai.md
   * §0, 7 and 8).
   */
  override readonly hearsWhole = null;
  private readonly shape: SpeechModel;

  constructor(
    private readonly calls: OpenAiCalls,
    override readonly model: string,
  ) {
    super();
    this.shape = speechModel(calls.catalogue.find(model)?.shape);
    this.tellsSpeakers = this.shape.tellsSpeakers === true;
  }

  override async transcribe(
    file: Buffer,
    { fileName, seconds, onBehalf, signal, languages = [], vocabulary = [] }: Speech,
  ): Promise<RecognizedSpeech> {
    if (file.length > MAX_SPEECH_BYTES) throw new AppError('file-too-large', { facts: { bytes: file.length } });
    const extension = path.extname(fileName).slice(1).toLowerCase().replace('oga', 'ogg');
    const type = CONTENT_TYPES[extension];
    if (!type) throw new AppError('audio-unreadable');

    const answer = await this.calls
      .paid(
        { operation: 'transcribe', timeoutMs: LONGEST_CALL_MS, signal },
        {
          onBehalf,
          model: this.model,
          microDollars: priceOfSpeech(this.calls.catalogue, this.model, seconds),
          used: secondsBilled(this.calls.catalogue, this.model),
        },
        async (client, options) =>
          client.audio.transcriptions.create(
            {
              file: await toFile(file, `speech.${extension}`, { type }),
              model: this.model,
              ...this.shape.ask({ languages, vocabulary }),
            },
            options,
          ),
      )
      .catch((error: unknown) => {
        throw refusesTheFile(error) ? new AppError('audio-unreadable', { facts: error.facts }) : error;
      });
    if (typeof answer?.text !== 'string') throw new AppError('provider-answer-unreadable');
    const told = answer as object as Readonly<Record<'segments' | 'languages' | 'language', unknown>>;
    return {
      text: cleaned(answer.text),
      languages: languagesIn(told),
      segments: segmentsIn(told)?.map((segment) => ({ ...segment, text: cleaned(segment.text) })) ?? null,
    };
  }
}

/** The price of the seconds that the answer says were billed; null for an answer without them, which was billed by tokens. */
const secondsBilled = (catalogue: ModelCatalogue, model: string) => (answer: object | null | undefined) => {
  const { usage } = (answer ?? {}) as { readonly usage?: { readonly seconds?: unknown } };
  return typeof usage?.seconds === 'number' ? priceOfSpeech(catalogue, model, usage.seconds) : null;
};

const cleaned = (text: string): string => storableText(text).trim();

/** Codes about what we always send: the model and the format of its answer. */
const OUR_MISTAKES = new Set<unknown>(['unsupported_value', 'unsupported_parameter']);

/** Whether a 400 refuses the file. A 400 with any code or none does (openai.md §2.1), except with a code about what we always send. */
const refusesTheFile = (error: unknown): error is AppError =>
  error instanceof AppError &&
  error.code === 'provider-failed' &&
  error.facts['status'] === 400 &&
  !OUR_MISTAKES.has(error.facts['providerCode']);
