import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { Transaction, Database } from '@aisha/database';
import { AppError, asAppError, type ErrorCode, RETENTION_MS } from '@aisha/domain';
import { readable, type Segment, speechUnits } from '@aisha/kinds';
import type { StartTranscription } from '@aisha/kinds/messages';
import { type Piece, Recording } from '@aisha/kinds/tables';
import {
  PiecesWork,
  localPolicy,
  type Deletion,
  type Kept,
  type OrderReference,
  type OwnFields,
  type Policy,
  type Result,
  type Run,
  type Workbench,
} from '@aisha/orders';
import { temporaryFolder, Clock } from '@aisha/platform';
import { toReference, transcriptKey, type StoredObject } from '@aisha/storage';
import type { Stretch } from '../audio/audio-tool';
import { PIECE_SECONDS, secondsOf, speechIn, within } from '../audio/pieces';
import { SourceStore } from '../sources/source.store';
import { soundOf, transcriptOf } from './delete-recording';
import { joined } from './joining';
import { isWritten, RecordingStore, type WrittenPiece } from './recording.store';
import { type OpenRecording, RecordingWriter } from './recording.writer';
import { TranscriberConfig } from '../config';

export const transcriptionPolicy: Policy<Recording> = {
  ...localPolicy,
  atOnce: 2, // each order keeps its sound on the disk and has several pieces at the provider
  attempts: 5,
};

/** The settings of how much is transcribed at once. */
@Injectable()
export class TranscriptionLimits {
  /** How many pieces of one recording are transcribed at once. */
  readonly piecesAtOnce: number;
  readonly policy?: Policy<Recording>;

  constructor({ PIECES_AT_ONCE }: TranscriberConfig) {
    this.piecesAtOnce = PIECES_AT_ONCE;
  }
}

/** The result of a recording. */
interface Transcribed extends Result {
  readonly content: string;
  readonly segments: readonly Segment[];
  readonly language: string | null;
  /** The text as a file, which lies in our storage. */
  readonly document: StoredObject;
  /** The size in bytes of the recording, which the person may hear again. */
  readonly bytes: number;
}

/** Turns a recording into text, piece by piece. Each piece is kept and paid for separately. */
@Injectable()
export class TranscriptionWork extends PiecesWork<Recording, StartTranscription, Transcribed, Piece> {
  readonly kind = 'transcription';
  readonly entity = Recording;
  override readonly hasFreeUnits = true;
  readonly nothing = new AppError('no-speech');
  readonly piecesAtOnce: number;
  readonly policy: Policy<Recording>;

  constructor(
    private readonly store: RecordingStore,
    private readonly writer: RecordingWriter,
    private readonly sources: SourceStore,
    private readonly clock: Clock,
    { piecesAtOnce, policy = transcriptionPolicy }: TranscriptionLimits,
  ) {
    super();
    this.piecesAtOnce = piecesAtOnce;
    this.policy = policy;
  }

  async row(
    tx: Transaction,
    { userId, sourceId, speechUnits: units, minutes, ...said }: StartTranscription,
  ): Promise<Pick<Recording, 'units'> & OwnFields<Recording>> {
    const { messageId = null, spokenLanguage = null, vocabulary = [] } = said;
    const source = await this.sources.take(tx, { userId, sourceId });
    return {
      units,
      audioFilePath: source?.audioFilePath ?? null,
      audioKeptUntil: null,
      bytes: null,
      duration: source?.duration ?? null,
      silences: source?.silences ?? [],
      messageId,
      spokenLanguage,
      vocabulary: source ? vocabulary : [],
      timedAs: minutes,
    };
  }

  async refusal(): Promise<ErrorCode | null> {
    return null;
  }

  async open(
    { orderId, userId, audioFilePath, duration: seconds, silences, spokenLanguage, vocabulary }: Recording,
    signal: AbortSignal,
  ): Promise<Workbench<Piece>> {
    if (audioFilePath === null || seconds === null) throw new AppError('file-missing');
    const folder = await temporaryFolder();
    const close = () => rm(folder, { recursive: true, force: true });
    try {
      const hints = { languages: spokenLanguage === null ? [] : [spokenLanguage], vocabulary };
      const measured = { orderId, userId, audioFilePath, seconds, silences, hints };
      const recording = await this.writer.open(measured, folder, signal);
      const pieces = await this.cut(recording);
      let handedOn: HandedOn | undefined;
      const work: Workbench<Piece>['work'] = async (piece, aborted, isLast) => {
        if (handedOn) throw handedOn; // the pieces of this bench are gone, and none of them is paid any more
        await this.write(recording, piece, aborted, isLast).catch((error: unknown) => {
          if (error instanceof HandedOn) handedOn = error;
          throw error;
        });
      };
      return { pieces, work, close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  /**
   * Transcribes the recording by the first model that can. The next model starts again only while no piece is transcribed, so no words are
   * lost (decision 190).
   */
  override async run(order: Recording, run: Run): Promise<Transcribed> {
    for (;;) {
      try {
        return await super.run(order, run);
      } catch (error) {
        if (!(error instanceof HandedOn)) throw error;
      }
    }
  }

  /**
   * The pieces of an order. Its first run cuts them. A later run cuts a single piece again when it is not transcribed yet and its model is
   * no longer configured.
   */
  private async cut(recording: OpenRecording): Promise<readonly Piece[]> {
    const { orderId } = recording;
    await this.store.keepCut(orderId, this.writer.firstCut(recording));
    const pieces = await this.store.pieces(orderId);
    if (this.writer.canWrite(pieces) || pieces.every(isWritten)) return pieces;
    await this.store.handOn(pieces[0]!, this.writer.firstCut(recording));
    return this.store.pieces(orderId);
  }

  private async write(recording: OpenRecording, piece: Piece, signal: AbortSignal, isLast: boolean): Promise<void> {
    let isSubmitted = piece.requestId !== null;
    const keepRequest = (requestId: string) => {
      isSubmitted = true;
      return this.store.keepRequest(piece, requestId);
    };
    try {
      await this.store.keepPiece(piece, await this.writer.write(recording, piece, { keepRequest, signal }));
    } catch (thrown) {
      const error = asAppError(thrown);
      const next = this.writer.nextCut(recording, piece, error, { isLast, isSubmitted });
      if (!next || !(await this.store.handOn(piece, next))) throw error;
      this.writer.tellHandedOn(recording, piece, next, error);
      throw new HandedOn(error);
    }
  }

  countDone(tx: Transaction, { orderId }: Recording) {
    return this.store.countDone(tx, orderId);
  }

  /** A cancel delivers nothing of a recording that one model hears whole, although its request is paid (decision 105). */
  override async deliveredIfCancelled(tx: Transaction, order: Recording): Promise<number> {
    return (await this.store.isHeardWhole(tx, order.orderId)) ? 0 : super.deliveredIfCancelled(tx, order);
  }

  isDone(piece: Piece): boolean {
    return isWritten(piece);
  }

  /**
   * Joins the transcribed pieces into the text; null when they have no words, or the recording's file is gone. Charges the speech of the
   * pieces that have words, and never more than the quote.
   */
  async join(order: Recording, reason: AppError | null): Promise<Transcribed | null> {
    const { orderId, userId, units, silences, duration, audioFilePath } = order;
    const pieces = (await this.store.pieces(orderId)).filter(isWritten);
    const segments = joined(pieces);
    const content = readable(segments);
    if (content === '' || audioFilePath === null || duration === null) return null;
    const delivered = Math.min(speechUnits(heardSeconds(pieces, speechIn(duration, silences))), units);
    const bytes = await this.writer.bytesOf({ userId, audioFilePath });
    const document = transcriptKey(userId, orderId, pieces.length);
    await this.writer.keepDocument(document, content);
    return { content, segments, language: mostSpoken(pieces), document, bytes, delivered, reason };
  }

  async keep(
    tx: Transaction,
    order: Recording,
    { content, segments, language, document, bytes }: Transcribed,
  ): Promise<Kept<Recording>> {
    const { orderId, userId } = order;
    const documentPath = toReference(document);
    await this.store.addTranscript(tx, {
      orderId,
      userId,
      content,
      title: null,
      segments,
      speakers: {},
      documentPath,
      language,
      createdAt: this.clock.now(),
    });
    await this.store.forgetPieces(tx, orderId);
    // The recording is kept for a while, so that the person can hear it again or have its text made into another file (decision 88).
    const audioKeptUntil = new Date(this.clock.now().getTime() + RETENTION_MS.recording);
    return { fields: { audioKeptUntil, bytes } };
  }

  override failed(tx: Transaction, { orderId }: Recording): Promise<void> {
    return this.store.forgetPieces(tx, orderId);
  }

  override discard(_order: Recording, { document }: Transcribed): Promise<void> {
    return this.writer.removeDocument(document);
  }

  override filesOf(database: Database, order: OrderReference): Promise<Deletion | null> {
    return transcriptOf(database, this.store, order);
  }

  override async filesOfPart(database: Database, order: OrderReference, part: string): Promise<Deletion | null> {
    return part === 'recording' ? soundOf(database, this.store, order) : null;
  }
}

/** The recording was handed over to the next model, so the run starts again with the pieces for that model. */
class HandedOn extends AppError {
  constructor(cause: AppError) {
    super('provider-failed', { cause });
  }
}

/**
 * Counts the seconds of speech in the pieces that have words, each moment once. A piece with only doubted words, or with none, is not
 * charged. A recording that was heard whole is counted as pieces of two minutes.
 */
function heardSeconds(pieces: readonly WrittenPiece[], speech: readonly Stretch[]): number {
  let heardUntil = 0;
  const heard: Stretch[] = [];
  for (const { startsAt, endsAt, segments } of pieces.flatMap(inStretches)) {
    if (segments.every(({ doubt }) => doubt !== null)) continue;
    heard.push({ startsAt: Math.max(startsAt, heardUntil), endsAt });
    heardUntil = endsAt;
  }
  return secondsOf(heard.flatMap((stretch) => within(stretch, speech)));
}

function inStretches({ startsAt, endsAt, segments }: WrittenPiece): (Stretch & Pick<WrittenPiece, 'segments'>)[] {
  const count = Math.max(1, Math.round((endsAt - startsAt) / PIECE_SECONDS));
  const length = (endsAt - startsAt) / count;
  return Array.from({ length: count }, (_, nth) => {
    const stretch = { startsAt: startsAt + nth * length, endsAt: startsAt + (nth + 1) * length };
    const isIn = (segment: Stretch): boolean =>
      segment.startsAt < stretch.endsAt && Math.max(segment.endsAt, segment.startsAt + 0.01) > stretch.startsAt;
    return { ...stretch, segments: count === 1 ? segments : segments.filter(isIn) };
  });
}

/** The language with the longest text; null if the model gave none. */
function mostSpoken(pieces: readonly WrittenPiece[]): string | null {
  const lengths = new Map<string, number>();
  for (const { segments, language } of pieces) {
    const length = readable(segments).length;
    if (language !== null) lengths.set(language, (lengths.get(language) ?? 0) + length);
  }
  const [most] = [...lengths].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}
