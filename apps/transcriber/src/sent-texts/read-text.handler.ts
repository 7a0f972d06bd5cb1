import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type SizedText } from '@aisha/contracts/bot-gateway';
import type { ReadText } from '@aisha/contracts/transcriber';
import type { Transaction } from '@aisha/database';
import { type AppError, asAppError, MAX_FILE_BYTES } from '@aisha/domain';
import { languageByLetters, TEXT_REFUSALS, type TextRefusal } from '@aisha/kinds';
import { incomingTextKey, ObjectStore } from '@aisha/storage';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { TextReader } from '../reading/text-reader';
import { SentTextStore } from './sent-text.store';

/**
 * Finds how long the text in a file is, before a person pays for its use. It recognises the type by reading the file, never by the name. It
 * keeps the text for a day and removes the file.
 */
@Injectable()
export class ReadTextHandler implements JobHandler<ReadText> {
  constructor(
    private readonly texts: SentTextStore,
    private readonly reader: TextReader,
    private readonly objects: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: ReadText, context: JobContext): Promise<void> => {
    const { userId, textId } = job;
    const read = await this.read(job);
    await context.once(async (tx) => {
      if ('refusal' in read) return this.tell(tx, job, null, read.refusal);
      const { content } = read;
      await this.texts.keep(tx, { id: textId, userId, content });
      const sized = { characters: content.length, language: languageByLetters(content) };
      return this.tell(tx, job, sized, null);
    });
    await this.objects.remove([incomingTextKey(userId, textId)]);
  };

  readonly giveUp = (job: ReadText, _error: AppError, tx: Transaction): Promise<void> =>
    this.tell(tx, job, null, 'unavailable');

  /** Reads the file. Throws when another attempt may help. */
  private async read({
    userId,
    textId,
  }: ReadText): Promise<{ readonly content: string } | { readonly refusal: TextRefusal }> {
    try {
      const file = await this.objects.getBuffer(incomingTextKey(userId, textId), { maxBytes: MAX_FILE_BYTES });
      // Postgres accepts no NUL in a text.
      return { content: (await this.reader.read(file)).replaceAll('\u0000', '') };
    } catch (error) {
      const { code } = asAppError(error);
      // The fetch has stored the file, so it was deleted since: this message came too late, and its sender is not at fault.
      if (code === 'file-missing') return { refusal: 'unavailable' };
      const refusal = TEXT_REFUSALS.find((one) => one === code);
      if (refusal === undefined) throw error;
      return { refusal };
    }
  }

  private tell(
    tx: Transaction,
    { userId, textId, usedFor }: ReadText,
    text: SizedText | null,
    refusal: TextRefusal | null,
  ): Promise<void> {
    return this.outbox.add(tx, message(botGatewayInbox, 'show-text', { userId, textId, usedFor, text, refusal }));
  }
}
