import { rm } from 'node:fs/promises';
import { Injectable, Optional } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { SentText } from '@aisha/database/transcriber';
import { AppError, type ErrorCode, openingOf } from '@aisha/domain';
import { MAX_SPEECH_CHARACTERS, readable, saidBetween, speechPartsOf } from '@aisha/kinds';
import type { StartSpeech } from '@aisha/kinds/messages';
import { Speech, type SpeechPiece, TranscriptReader, SpeechReader } from '@aisha/kinds/tables';
import {
  PiecesWork,
  localPolicy,
  type Deletion,
  type Kept,
  type OrderReference,
  type OwnFields,
  type Policy,
  type Result,
  type Workbench,
} from '@aisha/orders';
import { temporaryFolder } from '@aisha/platform';
import { speechPrefix } from '@aisha/storage';
import { canBeRead } from '../texts/text-pieces';
import { SpeechStore } from './speech.store';
import { SpeechWriter } from './speech.writer';

export const speechPolicy: Policy<Speech> = {
  ...localPolicy,
  atOnce: 4, // four at once, because the process mostly waits for the provider
  attempts: 5,
};

/** How many characters of a text serve as its name in lists and captions. */
const TITLE_CHARACTERS = 60;
/**
 * How long the joining of pieces may take. The longest text sounds for an hour at the slowest speed, which takes ffmpeg a minute; another
 * minute is for the storage and for a slow machine.
 */
export const JOIN_MS = 120_000;

/** A text read aloud, or the beginning of one; its files are in our storage. */
export interface Spoken extends Result {
  readonly sound: Pick<Speech, 'voicePath' | 'mp3Path' | 'bytes' | 'duration'>;
}

/** Reads a text aloud, piece by piece. Each piece is kept and paid for separately, with both providers (decision 83). */
@Injectable()
export class SpeechWork extends PiecesWork<Speech, StartSpeech, Spoken, SpeechPiece> {
  readonly kind = 'speech';
  readonly entity = Speech;
  readonly piecesAtOnce = 2;
  readonly nothing = new AppError('text-missing');

  constructor(
    private readonly store: SpeechStore,
    private readonly writer: SpeechWriter,
    @Optional() readonly policy: Policy<Speech> = speechPolicy,
  ) {
    super();
  }

  /**
   * The columns of a new order. The order has the whole text from the start: a transcript may be deleted before the order's turn comes, and
   * a sent text is deleted after a day.
   */
  async row(tx: Transaction, start: StartSpeech): Promise<Pick<Speech, 'units'> & OwnFields<Speech>> {
    const { voice, speed, parts: units } = start;
    const text = await textOf(tx, start);
    const title = openingOf(text ?? '', TITLE_CHARACTERS);
    return { units, text, title, voice, speed, voicePath: null, mp3Path: null, bytes: null, duration: null };
  }

  async refusal(tx: Transaction, start: StartSpeech): Promise<ErrorCode | null> {
    const text = await textOf(tx, start);
    if (text === null) return start.transcript ? 'transcript-not-found' : 'text-not-found';
    if (!canBeRead(text)) return 'text-missing';
    if (text.length > MAX_SPEECH_CHARACTERS) return 'speech-too-long';
    return speechPartsOf(text.length) > start.parts ? 'price-changed' : null;
  }

  async open(order: Speech, signal: AbortSignal): Promise<Workbench<SpeechPiece>> {
    const { orderId } = order;
    if ((await this.store.pieces(orderId)).length === 0) {
      await this.store.keepCut(orderId, await this.writer.cut(order.text!, signal));
    }
    const [pieces, folder] = await Promise.all([this.store.pieces(orderId), temporaryFolder()]);
    let like = pieces.find(({ requestId }) => requestId !== null)?.requestId ?? null;
    return {
      pieces,
      work: async (piece, aborted) => {
        const keepRequest = (requestId: string) => {
          like ??= requestId;
          return this.store.keepRequest(piece, requestId);
        };
        let read: string | null = null;
        const readBy = (model: string) => {
          read = model;
          like ??= model;
        };
        const sound = await this.writer.read(piece, { order, folder, keepRequest, readBy, like, signal: aborted });
        if (!(await this.store.keepSound(piece, sound, read))) await this.writer.drop(sound);
      },
      close: () => rm(folder, { recursive: true, force: true }),
    };
  }

  countDone(tx: Transaction, { orderId }: Speech) {
    return this.store.countDone(tx, orderId);
  }

  isDone({ soundPath }: SpeechPiece): boolean {
    return soundPath !== null;
  }

  /**
   * Joins the pieces from the beginning up to the first gap, because a text that goes on after a gap is worth nothing; null when the first
   * piece is missing. A whole text is charged as it was quoted, a beginning by its characters.
   */
  async join({ orderId, userId, units }: Speech, reason: AppError | null): Promise<Spoken | null> {
    const pieces = await this.store.pieces(orderId);
    const gap = pieces.findIndex((piece) => !this.isDone(piece));
    const read = gap < 0 ? pieces : pieces.slice(0, gap);
    const sounds = read.flatMap(({ soundPath }) => soundPath ?? []);
    if (sounds.length === 0) return null;
    const folder = await temporaryFolder();
    try {
      const sound = await this.writer.join({ userId, orderId, sounds }, folder, AbortSignal.timeout(JOIN_MS));
      const characters = read.reduce((sum, { text }) => sum + text.length, 0);
      return { sound, delivered: gap < 0 ? units : Math.min(speechPartsOf(characters), units), reason };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async keep(_tx: Transaction, _order: Speech, { sound }: Spoken): Promise<Kept<Speech>> {
    return { fields: sound };
  }

  override async discard(_order: Speech, { sound }: Spoken): Promise<void> {
    await this.writer.drop(sound.voicePath!, sound.mp3Path!);
  }

  override forgotten(): Partial<OwnFields<Speech>> {
    return { text: null };
  }

  override async filesOf(database: Database, { orderId, userId }: OrderReference): Promise<Deletion | null> {
    // The reader finds only speech of this person, and speech that is still being read has no files.
    const speech = await new SpeechReader(database).find(userId, orderId);
    if (!speech?.voicePath || !speech.mp3Path) return null;
    const prefixes = [speechPrefix(userId, orderId)];
    return { files: [], prefixes, forget: (tx) => this.store.forgetSound(tx, orderId) };
  }
}

/**
 * The text to read: typed, in a sent file, or in a transcript or a part of it; null when the transcript or the sent text is gone, or
 * another person's.
 */
async function textOf(
  tx: Transaction,
  { userId, text, textId, transcript: asked }: StartSpeech,
): Promise<string | null> {
  if (textId) return (await tx.findOneBy(SentText, { id: textId, userId }))?.content ?? null;
  if (!asked) return text;
  const { transcriptId, from, to } = asked;
  const transcript = await new TranscriptReader(Database.within(tx)).find(userId, transcriptId);
  if (!transcript || (from === null && to === null)) return transcript?.content ?? null;
  return readable(saidBetween(transcript.segments, from ?? 0, to ?? Infinity));
}
