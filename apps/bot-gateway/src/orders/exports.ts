import { Injectable } from '@nestjs/common';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import type { Message } from '@aisha/contracts';
import type { Language } from '@aisha/domain';
import type { JobContext } from '@aisha/messaging';
import { FileBudgetReader } from '@aisha/database/bot';
import {
  answer,
  joined,
  send,
  type Elsewhere,
  type Html,
  type StepContext,
  type Readers,
} from '../engine/conversation';
import { documentOf, messageWith } from '../engine/deliveries/content';
import { Deliveries } from '../engine/deliveries/deliveries';
import { type FileBudget, FileBudgetStore } from '../free-files/file-budget.store';
import { exportTexts } from '@aisha/words';
import { fileAskedFor } from './file-asked-for';

/**
 * How many files the bot makes for a person in a day: those of ten transcripts in every format. Making the longest file takes half a
 * second.
 */
export const EXPORTS: FileBudget = { aDay: 60 };

/**
 * Handles a tap on a format: says that the limit of the day is used up, or asks an app for the file, which comes as a message of its own.
 */
export async function asksForExport(
  { person: { userId, language }, now }: Pick<StepContext, 'person' | 'now'>,
  readers: Readers,
  asks: Message,
): Promise<Elsewhere> {
  const t = exportTexts[language];
  if (((await readers.of(FileBudgetReader).exports(userId, now))?.used ?? 0) >= EXPORTS.aDay)
    return answer(t.enoughFiles({ aDay: EXPORTS.aDay }));
  return answer(t.making, send(asks));
}

/** The name of the file and its caption; `gone` is the message when the source no longer exists. */
type Exported = { readonly fileName: string; readonly caption: Html } | { readonly gone: Html };

/** Sends files that people request in another format. */
@Injectable()
export class Exports {
  constructor(
    private readonly budget: FileBudgetStore,
    private readonly deliveries: Deliveries,
  ) {}

  /** Sends the file, or a message that says why there is none. */
  async deliver(made: DeliverExport, exported: Exported, language: Language, context: JobContext): Promise<void> {
    const { orderId, userId, document, format, asked } = made;
    const t = exportTexts[language];
    if ('gone' in exported || document === null) {
      const words = 'gone' in exported ? exported.gone : t.notMade;
      await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words)));
      return;
    }
    const caption = joined([exported.caption, format !== asked && t.docxInstead], '\n\n');
    const file = documentOf(document, exported.fileName, caption);
    await context.once(async (tx) => {
      await this.budget.count(tx, { userId, file: context.messageId }, 'exports');
      await this.deliveries.add(tx, userId, file, fileAskedFor(orderId));
    });
  }
}
