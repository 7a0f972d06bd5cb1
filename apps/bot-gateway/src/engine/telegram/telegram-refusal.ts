import { AppError } from '@aisha/domain';

/**
 * Removes addresses from Telegram's words. Telegram quotes the address of a button that it refuses, and an address of ours opens a person's
 * file (decision 72).
 */
const withoutLinks = (words: string): string => words.replace(/'?https?:\/\/\S+/gi, '(a link)');

const CANNOT_BE_EDITED = [
  'message to edit not found',
  "message can't be edited",
  'there is no text in the message to edit',
  'there is no caption in the message to edit',
];

/** The error that Telegram refused a call. Its message goes to logs and rows, so it contains no links. */
export class TelegramRefusal extends Error {
  /** Telegram's words; core.telegram.org/bots/api and the source of telegram-bot-api list them. */
  readonly description: string;

  constructor(
    readonly method: string,
    /** The error_code of Telegram's answer, which is also its HTTP status. */
    readonly status: number,
    description: string,
    readonly retryAfterSeconds: number | undefined,
    readonly migrateToChatId: number | undefined,
  ) {
    const words = withoutLinks(description);
    super(`${method}: ${status} ${words}`);
    this.name = 'TelegramRefusal';
    this.description = words;
  }

  /** Whether Telegram refused an edit because the message shows already what it was to show. */
  get isOfNoChange(): boolean {
    return this.description.includes('message is not modified');
  }

  /** Whether Telegram refused an edit because of the message that was to change: it is gone, or of another kind. */
  get isOfTheEdited(): boolean {
    return CANNOT_BE_EDITED.some((words) => this.description.includes(words));
  }

  /**
   * Whether Telegram refused the content of a message (413: too large). If the chat was wrong instead, Telegram refuses a fallback as well.
   */
  get isOfTheContent(): boolean {
    return this.status === 413 || (this.status === 400 && this.migrateToChatId === undefined);
  }

  /** Whether Telegram refused the bot's token, which is wrong or revoked. */
  get isOfTheToken(): boolean {
    return this.status === 401 || this.status === 404;
  }
}

/**
 * Makes a call to Telegram about a payment. Resolves to null when Telegram has done what it was asked, otherwise to the words with which
 * Telegram refuses this charge. Throws `telegram-unreachable` for an answer that says nothing about the charge, such as one about a wrong
 * token or too many requests.
 */
export const refusalOf = async (call: () => Promise<unknown>): Promise<string | null> => {
  try {
    await call();
    return null;
  } catch (error) {
    if (!(error instanceof TelegramRefusal)) throw error;
    const { status, method, description } = error;
    if (status !== 400) throw new AppError('telegram-unreachable', { facts: { method, status } });
    return description || String(status);
  }
};
