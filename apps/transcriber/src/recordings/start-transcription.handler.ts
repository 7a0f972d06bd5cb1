import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import type { StartTranscription } from '@aisha/contracts/transcriber';
import { AppError, asAppError, ERROR_CODES, type OrderId } from '@aisha/domain';
import { Database, type Transaction } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { Recording } from '@aisha/database/transcriber';
import { firstToCome, type JobContext, type JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { toReference, transcriptKey } from '@aisha/storage';
import type { Stretch } from '../audio/audio-tool';
import { RecordingOutcome } from './recording.outcome';
import { RecordingStore } from './recording.store';
import { RecordingWriter, type OpenRecording, type Spoken } from './recording.writer';

/**
 * A recording becomes text. Each piece is kept as soon as it is written down, so that a run which dies half-way is continued by the
 * next and no piece is paid twice.
 */
@Injectable()
export class StartTranscriptionHandler implements JobHandler<StartTranscription> {
  constructor(
    private readonly database: Database,
    private readonly holds: HoldReader,
    private readonly store: RecordingStore,
    private readonly writer: RecordingWriter,
    private readonly outcome: RecordingOutcome,
    private readonly clock: Clock,
  ) {}

  async handle(order: StartTranscription, context: JobContext): Promise<void> {
    if (!(await this.begin(order))) return;
    const { orderId, recording: reference } = order;
    if (!(await this.holds.isOpen(orderId))) return this.fail(order, new AppError('hold-forgotten'), context);
    if (reference === null) return this.fail(order, new AppError('telegram-unreachable'), context);
    const folder = await mkdtemp(path.join(tmpdir(), 'aisha-recording-'));
    try {
      const recording = await this.writer.open(reference, order.minutes, folder, context.signal);
      const pieces = await this.writeDown(order, recording, context.signal);
      const content = joined(pieces);
      if (content === '') throw new AppError('no-speech');
      await this.deliver(order, { content, language: mostSpoken(pieces), seconds: recording.seconds }, context);
    } catch (error) {
      // What the person can mend, or wanted, is an end like any other; the rest is the runner's to retry or give up.
      const failure = asAppError(error);
      if (ERROR_CODES[failure.code].blame !== 'user') throw error;
      await this.fail(order, failure, context);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async giveUp(order: StartTranscription, error: AppError, tx: Transaction): Promise<void> {
    await this.takeIn(tx, order); // every run may have failed before it came to that
    await this.outcome.fail(tx, order, error);
  }

  private async fail(order: StartTranscription, error: AppError, context: JobContext): Promise<void> {
    await context.once((tx) => this.outcome.fail(tx, order, error));
  }

  private takeIn(tx: Transaction, order: StartTranscription): Promise<void> {
    const { orderId, userId, minutes, recording: audioFilePath } = order;
    return this.store.add(tx, { orderId, userId, audioFilePath, minutes }, this.clock.now());
  }

  /** Takes the order in, or finds that it is over already: it may have been cancelled before it came. */
  private begin(order: StartTranscription): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await this.takeIn(tx, order);
      const isCancelled = (await firstToCome(tx, 'transcriber', order, 'start')) === 'cancel';
      if (isCancelled) await this.outcome.fail(tx, order, new AppError('cancelled-by-user'));
      const recording = await this.store.find(tx, order.orderId);
      if (!recording || recording.finishedAt) return false;
      await this.store.begin(tx, recording, this.clock.now());
      await this.outcome.progress(tx, order, 'preparing');
      return true;
    });
  }

  /** The pieces in order. Throws `cancelled-by-user` once the order is over. */
  private async writeDown(order: StartTranscription, recording: OpenRecording, signal: AbortSignal): Promise<Spoken[]> {
    const { orderId } = order;
    const written = await this.whileOpen(orderId, async (tx) => {
      await this.store.setDuration(tx, orderId, recording.seconds);
      return this.store.pieces(tx, orderId);
    });
    const pieces: Spoken[] = [];
    for (const [position, stretch] of recording.pieces.entries()) {
      const known = written.find((piece) => piece.position === position);
      pieces.push(known ?? (await this.writePiece(order, recording, position, stretch, signal)));
    }
    return pieces;
  }

  private async writePiece(
    order: StartTranscription,
    recording: OpenRecording,
    position: number,
    stretch: Stretch,
    signal: AbortSignal,
  ): Promise<Spoken> {
    const { orderId } = order;
    await this.whileOpen(orderId, (tx) =>
      this.outcome.progress(tx, order, 'working', position / recording.pieces.length),
    );
    const spoken = await this.writer.write(recording, stretch, signal);
    await this.whileOpen(orderId, (tx) => this.store.addPiece(tx, { orderId, position, ...stretch, ...spoken }));
    return spoken;
  }

  /** The document first: a row never promises a file that is not there. One of an order that was over before goes again. */
  private async deliver(
    order: StartTranscription,
    written: { readonly content: string; readonly language: string | null; readonly seconds: number },
    context: JobContext,
  ): Promise<void> {
    const document = transcriptKey(order.userId, order.orderId, 'txt');
    await this.writer.keepDocument(document, written.content);
    const documentPath = toReference(document);
    const isDelivered = await context.once((tx) => this.outcome.deliver(tx, order, { ...written, documentPath }));
    if (isDelivered === false && !(await this.wasDelivered(order))) await this.writer.discardDocument(document);
  }

  private wasDelivered({ orderId }: StartTranscription): Promise<boolean> {
    return this.database.read.existsBy(Recording, { orderId, state: 'succeeded' });
  }

  /** Runs the work on an order that is still under way: nothing is written down for one that was cancelled meanwhile. */
  private whileOpen<T>(orderId: OrderId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => {
      const recording = await this.store.find(tx, orderId);
      if (!recording || recording.finishedAt) throw new AppError('cancelled-by-user');
      return work(tx);
    });
  }
}

const joined = (pieces: readonly Spoken[]): string =>
  pieces
    .map(({ text }) => text)
    .filter(Boolean)
    .join('\n\n');

/** The language of the longest text; null when the model told none. */
function mostSpoken(pieces: readonly Spoken[]): string | null {
  const lengths = new Map<string, number>();
  for (const { text, language } of pieces) {
    if (language !== null) lengths.set(language, (lengths.get(language) ?? 0) + text.length);
  }
  const [most] = [...lengths].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}
