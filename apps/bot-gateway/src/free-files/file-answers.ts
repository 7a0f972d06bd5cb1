import { Injectable } from '@nestjs/common';
import type { FreeFiles } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { mayLookAgain, type Language, type UserId } from '@aisha/domain';
import type { JobContext } from '@aisha/messaging';
import { DraftReader, PersonReader } from '@aisha/database/bot';
import { type DraftKey, type Elsewhere, Readers } from '../engine/conversation';
import { Conversations, type OpenStep } from '../engine/conversation/conversations';
import type { Content } from '../engine/deliveries/content';
import { Deliveries } from '../engine/deliveries/deliveries';
import { FileBudgetStore } from './file-budget.store';

/** A file that an app has looked at, with the result. */
interface LookedAt {
  readonly userId: UserId;
  /** The id under which the file counts in its budget. */
  readonly file: string;
  readonly countedAs: FreeFiles;
  /** The reason of a refusal; null when there is a result. */
  readonly refusal: string | null;
  /** The key of the draft about the file. */
  readonly key: DraftKey;
  /** Whether this draft waits for the answer. */
  readonly isWaiting: (draft: unknown) => boolean;
  /**
   * Answers where the file is awaited outside of the draft's conversation, for example in a group. Resolves to false when it is awaited
   * nowhere else; the answer then goes to the draft.
   */
  readonly instead?: (tx: Transaction) => Promise<boolean>;
}

interface Kept {
  readonly step: string;
  readonly draft: unknown;
  /** The message in place of the answer's own, when it leads to what the draft still has. */
  readonly message?: Content;
}

/** Whether the screen «Слушаю» or «Смотрю» was sent below the file, so that the answer may replace that screen. */
const isBelowItsFile = ({ screen, draft }: OpenStep): boolean =>
  (screen ?? 0) > ((draft as { file?: { messageId?: number } }).file?.messageId ?? 0);

/** How a feature answers when a file has been looked at. */
export interface FileAnswer {
  /** The screen to which a person who waits for the answer is led, made from their draft. */
  readonly goOn: (draft: unknown) => Elsewhere;
  /**
   * Changes the draft of a person who has gone on to another screen; it is called with undefined when there is no draft. Null removes the
   * draft, because the answer for which it waits will not come.
   */
  readonly kept: null | ((waiting: unknown) => Kept | null);
  /** The message for a person who has gone on to another screen, if the draft still exists. */
  readonly message: Content;
  /**
   * Whether a person who has gone on to another screen gets the message even when the draft is gone, unless that screen belongs to the same
   * flow. It is set when the message is about more than the draft.
   */
  readonly isToldAnyway?: boolean;
}

/**
 * Delivers the answer about a free file. A person who waits for the answer is led to the next screen. A person who has gone on to another
 * screen gets a message with a button to the answer. A person who has dropped the draft gets no message, unless the message is about more
 * than the draft. If the refusal is not the file's fault, the file does not count in its budget.
 */
@Injectable()
export class FileAnswers {
  constructor(
    private readonly conversations: Conversations,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
  ) {}

  async show(lookedAt: LookedAt, context: JobContext, answerIn: (language: Language) => FileAnswer): Promise<void> {
    const { userId, file, countedAs, refusal, instead } = lookedAt;
    const language = await this.readers.of(PersonReader).languageOf(userId);
    await context.once(async (tx) => {
      if (!(await instead?.(tx))) await this.tell(tx, lookedAt, answerIn(language));
      await this.budget.answered(tx, { userId, file });
      // The fault is ours, so the file counts in no budget; a link whose server is at fault still counts as one.
      if (refusal === 'unavailable') await this.budget.release(tx, { userId, file });
      else if (refusal && mayLookAgain(refusal)) await this.budget.release(tx, { userId, file }, countedAs);
    });
  }

  private async tell(tx: Transaction, { userId, key, isWaiting }: LookedAt, answer: FileAnswer): Promise<void> {
    const { goOn, kept, message, isToldAnyway } = answer;
    const at = await this.conversations.stepOf(tx, userId, isWaiting);
    if (at) return at.goOn(goOn(at.draft), { inPlace: isBelowItsFile(at) });
    const changed = kept?.((await this.readers.within(tx).of(DraftReader).find(userId, key))?.draft);
    const isThere = changed
      ? await this.conversations.putIntoDraft(tx, userId, key, changed)
      : await this.conversations.forgetDraft(tx, userId, key);
    const isTold = isThere || (isToldAnyway && !(await this.conversations.isIn(tx, userId, key.flow)));
    if (isTold) await this.deliveries.add(tx, userId, changed?.message ?? message);
  }
}
