import { AppError, MAX_SPEECH_CHARACTERS, type OrderId, type UserId } from '@aisha/domain';
import type { Speech, SpeechPiece } from '@aisha/database/transcriber';
import { SpeechSynthesizer } from '@aisha/providers/openai';
import { fileOf, fromReference, ObjectStore, speechKey, speechPieceKey, toReference } from '@aisha/storage';
import type { SpeechAudio, SpeechFiles } from '../audio/speech-audio';
import { canBeRead, PIECE_CHARACTERS, piecesOfText } from './sentences';
import type { TextCheck } from '../moderation/text-check';
import { textIn } from './text-file';

/** UTF-8 takes four bytes for a character at most. */
const MAX_TEXT_BYTES = MAX_SPEECH_CHARACTERS * 4;
/** A piece of samples: ten minutes, far more than one has. */
const MAX_PIECE_BYTES = 30_000_000;

/** How a piece is read. */
export interface PieceReading {
  readonly order: Pick<Speech, 'orderId' | 'userId' | 'voice' | 'speed'>;
  readonly folder: string;
  readonly keepRequest: (requestId: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** All work on a text that needs storage, ffmpeg or a provider. It knows nothing of orders. */
export class SpeechWriter {
  constructor(
    private readonly objects: ObjectStore,
    private readonly audio: SpeechAudio,
    private readonly synthesizer: SpeechSynthesizer,
    private readonly moderation: TextCheck,
    private readonly pieceCharacters = PIECE_CHARACTERS,
  ) {}

  /**
   * The pieces of a text that may be read. Throws `text-missing` for a file without one, `file-too-large`, `speech-refused` and
   * `moderator-unavailable`: nothing is spent before.
   */
  async cut({ userId, text, textPath }: Pick<Speech, 'userId' | 'text' | 'textPath'>, signal: AbortSignal) {
    const whole = text ?? (await this.textAt(userId, textPath));
    if (!canBeRead(whole)) throw new AppError('text-missing');
    if (whole.length > MAX_SPEECH_CHARACTERS)
      throw new AppError('file-too-large', { facts: { characters: whole.length } });
    await this.moderation.check(whole, signal);
    return piecesOfText(whole, Math.min(this.pieceCharacters, this.synthesizer.maxCharacters));
  }

  /** Has a piece read and puts its samples into storage; where they lie. */
  async read(piece: SpeechPiece, { order, folder, keepRequest, signal }: PieceReading): Promise<string> {
    const { text, requestId, position } = piece;
    const { voice, speed, userId, orderId } = order;
    const sound = await this.synthesizer.speak({ text, voice, speed }, { requestId, keep: keepRequest, signal });
    const samples = await this.audio.samplesOf(sound, folder, `piece-${position}`, signal);
    const target = speechPieceKey(userId, orderId, position);
    await this.objects.put(target, samples, { contentType: 'application/octet-stream' });
    return toReference(target);
  }

  /** Of a piece whose order has ended while it was read. */
  async drop(reference: string): Promise<void> {
    await this.objects.remove([fromReference(reference)]);
  }

  join(paths: readonly string[], folder: string, signal: AbortSignal): Promise<SpeechFiles> {
    return this.audio.join(this.samples(paths), folder, signal);
  }

  async keep(userId: UserId, orderId: OrderId, { voice, mp3 }: SpeechFiles) {
    const [voiceAt, mp3At] = [speechKey(userId, orderId, 'ogg'), speechKey(userId, orderId, 'mp3')];
    await this.objects.put(voiceAt, voice, { contentType: 'audio/ogg' });
    await this.objects.put(mp3At, mp3, { contentType: 'audio/mpeg' });
    return { voicePath: toReference(voiceAt), mp3Path: toReference(mp3At), bytes: voice.length + mp3.length };
  }

  private async textAt(userId: UserId, reference: string | null): Promise<string> {
    if (reference === null) throw new AppError('file-missing');
    return textIn(await this.objects.getBuffer(fileOf(userId, reference), { maxBytes: MAX_TEXT_BYTES }));
  }

  private async *samples(paths: readonly string[]): AsyncGenerator<Buffer> {
    for (const path of paths) yield await this.objects.getBuffer(fromReference(path), { maxBytes: MAX_PIECE_BYTES });
  }
}
