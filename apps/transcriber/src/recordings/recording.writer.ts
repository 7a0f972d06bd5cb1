import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { AppError, ErrorCode, OrderId, UserId } from '@aisha/domain';
import type { Piece } from '@aisha/kinds/tables';
import { Logger } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import type { SpeechHints, SpeechRecognizer } from '@aisha/providers/ports';
import { fileOf, ObjectStore, type StoredObject } from '@aisha/storage';
import { AudioTool, type CutRecording, type Heard } from '../audio/audio-tool';
import { secondsOf, SHORTEST_SPEECH_SECONDS, within } from '../audio/pieces';
import { doubting } from './doubts';
import { Recognizers, type Unheard } from '../recognizers/recognizers';
import type { Cut, Spoken } from './recording.store';
import { RequestLimitStore } from './request-limit.store';
import { timed } from './times';

/** A person's measured recording, which lies in our storage. */
interface Recording extends Heard {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly audioFilePath: string;
  /** The person's hints about the recording. */
  readonly hints: SpeechHints;
}

/** An open recording, from which pieces can be read. */
export interface OpenRecording extends Omit<CutRecording, 'pieces'>, Pick<Recording, 'hints' | 'orderId' | 'userId'> {
  /** Cuts the recording into pieces of at most this many seconds. */
  readonly cut: (pieceSeconds: number) => CutRecording['pieces'];
}

/** What the transcription of a piece needs besides the piece. */
interface PieceWriting {
  readonly keepRequest: (requestId: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Errors after which the next model is asked: the provider does not have the model, refuses our account before it gets the recording, ends
 * the request without an answer, or gives an answer that we cannot read. The first request may still run at the provider, and then costs us
 * some cents; so the same model gets no second request (decision 10).
 */
const HANDED_ON: readonly ErrorCode[] = [
  'model-gone',
  'provider-failed',
  'provider-result-lost',
  'provider-answer-unreadable',
  'provider-out-of-credit',
  'provider-refused-key',
  'submit-unknown',
];

/**
 * Errors that usually end while an order waits. When such an error comes in the last run of the order, the next model is asked, as long as
 * the first one has not received the recording.
 */
const HANDED_ON_AT_LAST: readonly ErrorCode[] = ['provider-busy', 'provider-unreachable'];

/** All work on a recording that needs a disk, ffmpeg or a speech model. It knows nothing about orders. */
@Injectable()
export class RecordingWriter {
  constructor(
    private readonly objects: ObjectStore,
    private readonly audio: AudioTool,
    private readonly recognizers: Recognizers,
    private readonly limit: RequestLimitStore,
    private readonly log: Logger,
  ) {}

  /** Copies the recording into the folder. Throws `file-missing` when it is gone, or another person's. */
  async open(
    { orderId, userId, audioFilePath, seconds, silences, hints }: Recording,
    folder: string,
    signal: AbortSignal,
  ): Promise<OpenRecording> {
    const file = path.join(folder, 'recording');
    await pipeline(await this.objects.get(fileOf(userId, audioFilePath)), createWriteStream(file), { signal });
    const heard = { file, seconds, silences };
    const { pieces: _, ...whole } = this.audio.cut(heard, Infinity);
    return { ...whole, cut: (pieceSeconds) => this.audio.cut(heard, pieceSeconds).pieces, hints, orderId, userId };
  }

  /** The cut of the recording for the first model that suits it. */
  firstCut(recording: OpenRecording): Cut {
    return this.cutFor(recording, this.recognizers.first(unheard(recording)));
  }

  /** The cut of the recording for the next model, after a model has ended with this error; null when no other model is asked. */
  nextCut(
    recording: OpenRecording,
    { recognizer }: Piece,
    error: AppError,
    { isLast, isSubmitted }: { readonly isLast: boolean; readonly isSubmitted: boolean },
  ): Cut | null {
    const failed = this.recognizers.named(recognizer);
    if (!failed) return null;
    const isHandedOn =
      HANDED_ON.includes(error.code) || (isLast && !isSubmitted && HANDED_ON_AT_LAST.includes(error.code));
    // A piece whose answer cannot be read is asked for three times (decision 97), and the person may have named a language to this model.
    const isAskedAgain = !failed.hearsWhole && error.code === 'provider-answer-unreadable' && error.mayRetry;
    const next = isHandedOn && !isAskedAgain ? this.recognizers.next(failed, unheard(recording)) : null;
    return next && this.cutFor(recording, next);
  }

  /** Tells operators that a recording goes to the next model, and the error of the one before. */
  tellHandedOn({ orderId }: OpenRecording, { recognizer }: Piece, next: Cut, error: AppError): void {
    const { model: from } = this.recognizers.of(recognizer);
    this.log.failed('recording.handed-on', error, { orderId, from, to: next.recognizer });
  }

  /**
   * Whether these pieces can still be transcribed: several pieces by any model, a single one only while the model for which it was cut is
   * configured.
   */
  canWrite([first, ...others]: readonly Piece[]): boolean {
    // Several pieces are short enough for any model; a single one may be a whole recording.
    return first === undefined || others.length > 0 || this.recognizers.named(first.recognizer) !== undefined;
  }

  /** Recognises the words of a piece. Only its speech is sent; a piece with less than half a second of sound is not sent at all. */
  async write(recording: OpenRecording, piece: Piece, { keepRequest, signal }: PieceWriting): Promise<Spoken> {
    const sound = within(piece, recording.sound);
    if (secondsOf(sound) < SHORTEST_SPEECH_SECONDS) return { segments: [], language: null };
    const recognizer = this.recognizers.of(piece.recognizer);
    const isWhole = recognizer.hearsWhole !== null;
    const sent = within(piece, recording.speech);
    if (!isWhole) await this.limit.turn(signal);
    const heard = await recognizer.transcribe(await recording.read(piece), {
      fileName: 'piece.mp3',
      seconds: secondsOf(sent),
      // Each model has its own number of allowed attempts (decision 97).
      onBehalf: {
        ...onBehalfOf(recording, 'transcription'),
        piece: isWhole ? recognizer.model : `part-${piece.position}`,
      },
      request: { requestId: piece.requestId, keep: keepRequest },
      signal,
      ...recording.hints,
    });
    const segments = doubting(timed(heard, { position: piece.position, sent, sound }), secondsOf(sound));
    return { segments, language: heard.languages[0] ?? null };
  }

  /** The size of the recording in bytes. */
  async bytesOf({ userId, audioFilePath }: Pick<Recording, 'userId' | 'audioFilePath'>): Promise<number> {
    return (await this.objects.head(fileOf(userId, audioFilePath))).size;
  }

  async keepDocument(target: StoredObject, content: string): Promise<void> {
    await this.objects.put(target, Buffer.from(content, 'utf8'), { contentType: 'text/plain; charset=utf-8' });
  }

  async removeDocument(target: StoredObject): Promise<void> {
    await this.objects.remove([target]);
  }

  private cutFor(recording: OpenRecording, recognizer: SpeechRecognizer): Cut {
    return {
      recognizer: recognizer.model,
      stretches: recording.cut(this.recognizers.pieceSecondsOf(recognizer)),
    };
  }
}

const unheard = ({ speech, hints }: OpenRecording): Unheard => ({
  speechSeconds: secondsOf(speech),
  languages: hints.languages,
});
