import type { UserId } from '@aisha/domain';
import type { Transaction } from '@aisha/database';
import { editOf, messageOf, messageWith, type Content } from '../deliveries/content';
import type { Deliveries, DeliveryOptions } from '../deliveries/deliveries';
import type { Incoming } from './incoming';
import { joined, plainText, type Html } from './html';
import type { Screen } from './screen';

/** The card key under which a person's screen is delivered: only the newest unsent drawing of it is sent. */
export const SCREEN = 'screen';
/** answerCallbackQuery (core.telegram.org/bots/api#answercallbackquery). */
const TOAST_CHARACTERS = 200;
/** The same words are not said again so soon: a flood of inputs that nothing can be done with gets one answer. */
export const SAME_WORDS_MS = 5_000;

/** What an input makes appear in the person's chat. */
export class Chat {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly tx: Transaction,
    private readonly userId: UserId,
    private readonly incoming: Incoming,
  ) {}

  say(content: Content, options: DeliveryOptions = {}): Promise<void> {
    return this.deliveries.add(this.tx, this.userId, content, { ...options, since: this.incoming.receivedAt });
  }

  /** One answer to an album, however many inputs it is, and to a flood of the same. */
  async reply(words: Html): Promise<void> {
    const { input } = this.incoming;
    const albumId = 'file' in input ? input.file.albumId : null;
    await this.say(
      messageWith(words),
      albumId === null ? { onceWithinMs: SAME_WORDS_MS } : { onceFor: `album ${albumId}` },
    );
  }

  /** Ends the spinner of a pressed button, with a toast when there is something to say. */
  async endPress(notice: Html | undefined): Promise<void> {
    const { input } = this.incoming;
    if (input.kind !== 'button') return;
    const text = notice && [...plainText(notice)].slice(0, TOAST_CHARACTERS).join('');
    await this.say({ kind: 'answer', queryId: input.queryId, ...(text ? { text } : {}) });
  }

  /** In place when a button of the screen was pressed, as a new message otherwise: a person looks at what they touched last. */
  async show(screen: Screen, current: number | null, notice?: Html): Promise<void> {
    const drawn = notice ? { ...screen, text: joined([notice, screen.text], '\n\n') } : screen;
    const { input } = this.incoming;
    const inPlace = input.kind === 'button' && input.messageId === current;
    await this.say(inPlace ? editOf(input.messageId, drawn) : messageOf(drawn), {
      cardKey: SCREEN,
      // A command asks for its screen, however often.
      ...(notice && input.kind !== 'command' && !inPlace && { onceWithinMs: SAME_WORDS_MS }),
    });
  }

  /** A screen turns into `words` when its button was pressed; otherwise the words come below. */
  async closeScreen(screen: number | null, words: Html | undefined): Promise<void> {
    if (screen !== null && words && this.incoming.input.kind === 'button') {
      return this.say(editOf(screen, { text: words }));
    }
    if (words) await this.say(messageWith(words));
  }
}
