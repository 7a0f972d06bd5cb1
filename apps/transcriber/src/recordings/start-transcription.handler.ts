import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import type { StartTranscription } from '@aisha/contracts/transcriber';
import { AppError, asAppError, ERROR_CODES } from '@aisha/domain';
import { Database, type Transaction } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { toReference, transcriptKey } from '@aisha/storage';
import { RecordingOutcome } from './recording.outcome';
import { RecordingStore } from './recording.store';
import { RecordingWriter, type OpenRecording } from './recording.writer';

/** Telegram tells a recording's length in whole seconds; what decoding finds beyond that is rounding, not a lie. */
const ROUNDING_SECONDS = 2;

/**
 * A recording becomes text. Each piece is kept as soon as it is written down, so that a run which dies half-way is continued by the
 * next and no piece is paid twice.
 */
@Injectable()
export class StartTranscriptionHandler implements JobHandler<StartTranscription> {
  constructor(
    private readonly database: Database,
    private readonly store: RecordingStore,
    private readonly writer: RecordingWriter,
    private readonly outcome: RecordingOutcome,
    private readonly clock: Clock,
  ) {}

  async handle(order: StartTranscription, context: JobContext): Promise<void> {
    if (!(await this.begin(order))) return;
    const folder = await mkdtemp(path.join(tmpdir(), 'aisha-recording-'));
    try {
      const recording = await this.writer.open(order.recording, folder, context.signal);
      const content = await this.writeDown(order, recording, context.signal);
      const document = transcriptKey(order.userId, order.orderId, 'txt');
      await this.writer.keepDocument(document, content);
      const written = { content, documentPath: toReference(document), seconds: recording.seconds };
      await context.once((tx) => this.outcome.deliver(tx, order, written));
    } catch (error) {
      // What the person can mend, or wanted, is an end like any other; the rest is the runner's to retry or give up.
      const { code } = asAppError(error);
      if (ERROR_CODES[code].blame !== 'user') throw error;
      await context.once((tx) => this.outcome.fail(tx, order, code));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  giveUp(order: StartTranscription, error: AppError, tx: Transaction): Promise<void> {
    return this.outcome.fail(tx, order, error.code);
  }

  /** Takes the order in, or finds that it is over already. */
  private begin(order: StartTranscription): Promise<boolean> {
    const { orderId, userId, minutes, recording: audioFilePath } = order;
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      await this.store.add(tx, { orderId, userId, audioFilePath, minutes }, now);
      const recording = await this.store.find(tx, orderId);
      if (!recording || recording.finishedAt) return false;
      await this.store.begin(tx, recording, now);
      await this.outcome.progress(tx, order, 'preparing');
      return true;
    });
  }

  private async writeDown(order: StartTranscription, recording: OpenRecording, signal: AbortSignal): Promise<string> {
    if (recording.seconds > order.minutes * 60 + ROUNDING_SECONDS) {
      throw new AppError('audio-longer-than-stated', {
        facts: { seconds: Math.round(recording.seconds), minutes: order.minutes },
      });
    }
    const written = await this.database.transaction(async (tx) => {
      await this.store.setDuration(tx, order.orderId, recording.seconds);
      return this.store.pieces(tx, order.orderId);
    });
    const texts = new Map(written.map((piece) => [piece.position, piece.text]));
    for (const [position, piece] of recording.pieces.entries()) {
      if (texts.has(position)) continue;
      await this.database.transaction(async (tx) => {
        if ((await this.store.find(tx, order.orderId))?.cancelRequested) throw new AppError('cancelled-by-user');
        await this.outcome.progress(tx, order, 'working', position / recording.pieces.length);
      });
      const text = await this.writer.write(recording, piece, signal);
      await this.database.transaction((tx) =>
        this.store.addPiece(tx, { orderId: order.orderId, position, ...piece, text }),
      );
      texts.set(position, text);
    }
    const content = recording.pieces
      .map((_, position) => texts.get(position) ?? '')
      .filter(Boolean)
      .join('\n\n');
    if (content === '') throw new AppError('no-speech');
    return content;
  }
}
