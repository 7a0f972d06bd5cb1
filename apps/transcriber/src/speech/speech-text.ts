import type { Speech } from '@aisha/database/transcriber';
import { AppError, MAX_FILE_BYTES, MAX_SPEECH_CHARACTERS, speechPartsOf, type UserId } from '@aisha/domain';
import { fileOf, ObjectStore } from '@aisha/storage';
import type { TextCheck } from '../moderation/text-check';
import type { TextReader } from '../reading/text-reader';
import { canBeRead } from './sentences';

/** What an order reads aloud: a text as it was typed, or the one in a sent file. */
export class SpeechText {
  constructor(
    private readonly objects: ObjectStore,
    private readonly reader: TextReader,
    private readonly moderation: TextCheck,
  ) {}

  /**
   * A text that may be read. Throws `text-*` for a file without one, `speech-too-long`, `price-changed` beyond what is paid, `speech-refused` and `moderator-unavailable`:
   * nothing is spent before.
   */
  async of(order: Pick<Speech, 'userId' | 'text' | 'textPath' | 'units'>, signal: AbortSignal): Promise<string> {
    const { userId, text, textPath, units } = order;
    const whole = (text ?? (await this.inFile(userId, textPath))).replaceAll('\0', ''); // Postgres stores none in a text
    if (!canBeRead(whole)) throw new AppError('text-missing');
    if (whole.length > MAX_SPEECH_CHARACTERS)
      throw new AppError('speech-too-long', { facts: { characters: whole.length } });
    if (speechPartsOf(whole.length) > units) throw new AppError('price-changed');
    await this.moderation.check(whole, signal);
    return whole;
  }

  private async inFile(userId: UserId, reference: string | null): Promise<string> {
    if (reference === null) throw new AppError('file-missing');
    return this.reader.read(await this.objects.getBuffer(fileOf(userId, reference), { maxBytes: MAX_FILE_BYTES }));
  }
}
