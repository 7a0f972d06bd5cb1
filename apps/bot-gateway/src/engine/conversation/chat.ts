import type { UserId } from '@aisha/domain';
import type { Transaction } from '@aisha/database';
import { editOf, messageOf, messageWith, type Content } from '../deliveries/content';
import { SCREEN, type Deliveries, type DeliveryOptions } from '../deliveries/deliveries';
import type { Incoming } from './incoming';
import { joined, plainText, type Html } from '@aisha/words';
import type { Screen } from '../screen/screen';

/** The most characters of a toast (answerCallbackQuery, core.telegram.org/bots/api#answercallbackquery). */
const TOAST_CHARACTERS = 200;
/** How long the bot does not repeat a reply, in milliseconds, so that a flood of unhandled input gets one answer. */
export const SAME_WORDS_MS = 5_000;

/** Writes the deliveries that an input causes in the person's chat. */
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

  /** Replies. An album, each of whose pictures is an input, gets one reply, and so does a flood of equal inputs. */
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

  /**
   * Edits the screen if the person pressed a button on it, otherwise sends a new message: a person watches the message they touched last.
   */
  async show(screen: Screen, current: number | null, notice?: Html): Promise<void> {
    const drawn = notice ? { ...screen, text: joined([notice, screen.text], '\n\n') } : screen;
    const { input } = this.incoming;
    const inPlace = input.kind === 'button' && input.messageId === current;
    await this.say(inPlace ? editOf(input.messageId, drawn) : messageOf(drawn), {
      cardKey: SCREEN,
      // The answer to a command is never left out as a repetition: each command shows its screen.
      ...(notice && input.kind !== 'command' && !inPlace && { onceWithinMs: SAME_WORDS_MS }),
    });
  }

  /**
   * Edits the screen although the person pressed no button on it: what they wait for has come, or they have edited the words that it shows.
   */
  redraw(current: number, screen: Screen): Promise<void> {
    return this.say(editOf(current, screen), { cardKey: SCREEN });
  }

  /** Whether the newest screen has reached the chat. Until then the message that is known as the screen shows an earlier screen. */
  isScreenSent(): Promise<boolean> {
    return this.deliveries.isNewestSent(this.tx, this.userId, SCREEN);
  }

  /** Replaces the screen by `words` if the person pressed a button on it; otherwise sends the words as a new message. */
  async closeScreen(screen: number | null, words: Html | undefined): Promise<void> {
    if (screen !== null && words && this.incoming.input.kind === 'button') {
      return this.say(editOf(screen, { text: words }));
    }
    if (words) await this.say(messageWith(words));
  }
}
