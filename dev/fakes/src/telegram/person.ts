import type { StoredPerson } from './state/stored-chat';
import type { PaymentOutcome } from './state/payments';
import type { StoredSubscription } from './state/subscriptions';
import type { SeenFile, SeenMessage } from './person-view';
import type { InlineButton } from './wire/wire';

export interface JoinOptions {
  firstName: string;
  /** `ru` (default) or another language code. */
  language?: string;
  id?: number;
  username?: string;
  /** A person whom the launcher plays: the chat page does not show them. */
  playsItself?: boolean;
}

interface SeesOptions {
  /** How many milliseconds the person waits; 20 000 by default. */
  timeoutMs?: number;
  /** Only messages newer than this one count. */
  after?: SeenMessage | number;
  /** Whether only messages of the bot count (default), or all. */
  by?: 'bot' | 'anybody';
}

/** The label of the button that opens the rest of the bot's buttons. */
export const MORE = '⋯';
const DEFAULT_TIMEOUT_MS = 60_000;
const TRANSCRIPT_IN_ERRORS = 12;

/** A person with a phone, who sends, presses, pays and reads over the HTTP interface of the fake's person side. */
export class Person {
  protected constructor(
    readonly url: string,
    readonly id: number,
    readonly firstName: string,
    /** The group in which the person acts; undefined for their own chat with the bot. */
    protected readonly groupId?: number,
  ) {}

  static async join(
    url: string,
    { firstName, language = 'ru', id, username, playsItself }: JoinOptions,
  ): Promise<Person> {
    const joined = await call<StoredPerson>(`${url}/person/people`, {
      first_name: firstName,
      language_code: language,
      ...(id === undefined ? {} : { id }),
      ...(username === undefined ? {} : { username }),
      ...(playsItself && { plays_itself: 'true' }),
    });
    return new Person(url, joined.id, firstName);
  }

  async sends(text: string, { replyTo }: { replyTo?: SeenMessage } = {}): Promise<SeenMessage> {
    const reply = replyTo ? { reply_to_message_id: replyTo.message_id } : {};
    return first(await this.post<SeenMessage[]>('/text', { text, ...reply }));
  }

  /** Sends a photograph, or an album of up to ten; more are sent as several albums. */
  async sendsPhotos(photos: readonly Buffer[], caption?: string): Promise<SeenMessage[]> {
    const sent: SeenMessage[] = [];
    for (let from = 0; from < photos.length; from += 10) {
      const form = new FormData();
      photos.slice(from, from + 10).forEach((photo, index) => attach(form, photo, `photo-${index}.jpg`, 'image/jpeg'));
      if (caption) form.set('caption', caption);
      sent.push(...(await this.post<SeenMessage[]>('/photos', form)));
    }
    return sent;
  }

  /** Forwards a photograph that another person has sent before. */
  async forwardsPhoto(photo: Buffer, from: string): Promise<SeenMessage> {
    const form = new FormData();
    attach(form, photo, 'photo.jpg', 'image/jpeg');
    form.set('forwarded_from', from);
    return first(await this.post<SeenMessage[]>('/photos', form));
  }

  /** Sends the sticker that stands for this emoji. */
  async sendsSticker(emoji: string): Promise<SeenMessage> {
    return first(await this.post<SeenMessage[]>('/sticker', { emoji }));
  }

  async sendsLocation(): Promise<SeenMessage> {
    return first(await this.post<SeenMessage[]>('/location', {}));
  }

  async sendsContact(): Promise<SeenMessage> {
    return first(await this.post<SeenMessage[]>('/contact', {}));
  }

  /** Forwards a message of the chat with the bot. */
  async forwards({ message_id }: SeenMessage): Promise<SeenMessage> {
    return first(await this.post<SeenMessage[]>('/forward', { message_id }));
  }

  /** Changes the words of a message that the person has sent. */
  async edits({ message_id }: SeenMessage, text: string): Promise<SeenMessage> {
    return this.post<SeenMessage>('/edit', { message_id, text });
  }

  /** Telegram gives the newest payment in Stars back. */
  async isRefundedByTelegram(): Promise<void> {
    await this.post('/refund', {});
  }

  async sendsDocument(bytes: Buffer, name: string, mime = 'application/octet-stream'): Promise<SeenMessage> {
    return this.sendsFile('/document', bytes, name, mime);
  }

  async sendsAudio(bytes: Buffer, name: string, seconds: number): Promise<SeenMessage> {
    return this.sendsFile('/audio', bytes, name, 'audio/mpeg', seconds);
  }

  async sendsVoice(ogg: Buffer, seconds: number): Promise<SeenMessage> {
    return this.sendsFile('/voice', ogg, 'voice.ogg', 'audio/ogg', seconds);
  }

  async sendsVideo(bytes: Buffer, name: string, seconds: number, mime = 'video/mp4'): Promise<SeenMessage> {
    return this.sendsFile('/video', bytes, name, mime, seconds);
  }

  async sendsVideoNote(mp4: Buffer, seconds: number): Promise<SeenMessage> {
    return this.sendsFile('/video-note', mp4, 'video-note.mp4', 'video/mp4', seconds);
  }

  /** Waits for a button and presses it in the newest message that has it. */
  async presses(
    label: string | RegExp,
    { timeoutMs = DEFAULT_TIMEOUT_MS, after }: SeesOptions = {},
  ): Promise<SeenMessage> {
    const found = await this.look(timeoutMs, after, (messages) => {
      for (const message of messages.toReversed()) {
        const button = message.buttons.flat().find(({ text }) => matches(text, label));
        if (button) return { message, button };
      }
      return undefined;
    });
    if (!found) throw await this.disappointment(`no button ${String(label)} within ${timeoutMs} ms`);
    await this.press(found.message, found.button);
    return found.message;
  }

  /**
   * Presses a button, which may be hidden behind «⋯»: then «⋯» is pressed first. The buttons are those of the message `within`, or else of
   * the newest message that has the button or «⋯».
   */
  async pressesBehind(
    label: string | RegExp,
    { within, ...options }: SeesOptions & { readonly within?: SeenMessage } = {},
  ): Promise<SeenMessage> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS, after } = options;
    const opened = new Set<number>();
    for (;;) {
      const found = await this.look(timeoutMs, after, (messages) => {
        for (const message of messages.toReversed()) {
          if (within && message.message_id !== within.message_id) continue;
          const buttons = message.buttons.flat();
          const button =
            buttons.find(({ text }) => matches(text, label)) ??
            (opened.has(message.message_id) ? undefined : buttons.find(({ text }) => text.startsWith(MORE)));
          if (button) return { message, button };
        }
        return undefined;
      });
      if (!found) throw await this.disappointment(`no button ${String(label)} within ${timeoutMs} ms`);
      await this.press(found.message, found.button);
      if (matches(found.button.text, label)) return found.message;
      opened.add(found.message.message_id);
    }
  }

  /** Presses a button of a message as the person saw it, even if it has changed since. */
  async pressesIn(message: SeenMessage, label: string | RegExp): Promise<void> {
    const button = message.buttons.flat().find(({ text }) => matches(text, label));
    if (!button) throw await this.disappointment(`no button ${String(label)} in message ${message.message_id}`);
    await this.press(message, button);
  }

  /** Deletes a message on both sides. */
  async deletes(message: SeenMessage): Promise<void> {
    await this.post('/delete', { message_id: message.message_id });
  }

  /** Waits for a message whose text or button labels match; resolves to the newest one if there are several. */
  async sees(pattern: string | RegExp, options: SeesOptions = {}): Promise<SeenMessage> {
    return this.seesMessage((message) => matches(textOf(message), pattern), { ...options, wanted: String(pattern) });
  }

  /** Waits for a message of this kind: a photograph, a file, a voice, a video or an invoice. */
  async seesA(
    kind: 'photo' | 'document' | 'audio' | 'voice' | 'video' | 'invoice',
    options: SeesOptions = {},
  ): Promise<SeenMessage> {
    return this.seesMessage((message) => message[kind] !== undefined, { ...options, wanted: `a message with ${kind}` });
  }

  async seesMessage(
    accept: (message: SeenMessage) => boolean,
    {
      timeoutMs = DEFAULT_TIMEOUT_MS,
      after,
      by = 'bot',
      wanted = 'such a message',
    }: SeesOptions & { wanted?: string } = {},
  ): Promise<SeenMessage> {
    const found = await this.look(timeoutMs, after, (messages) =>
      messages.findLast((message) => (by === 'anybody' || message.by === 'bot') && accept(message)),
    );
    if (!found) throw await this.disappointment(`did not see ${wanted} within ${timeoutMs} ms`);
    return found;
  }

  /** Pays the newest invoice that is not paid yet. */
  async pays({
    timeoutMs = DEFAULT_TIMEOUT_MS,
    after,
    isDeclined = false,
  }: SeesOptions & { isDeclined?: boolean } = {}): Promise<PaymentOutcome> {
    const message = await this.seesMessage(({ invoice }) => invoice !== undefined && !invoice.paid, {
      timeoutMs,
      wanted: 'an unpaid invoice',
      ...(after === undefined ? {} : { after }),
    });
    const declined = isDeclined ? { declined: 'true' } : {};
    return this.post<PaymentOutcome>('/pay', { message_id: message.message_id, ...declined });
  }

  /** Waits for a button with a link to an invoice, and pays that invoice. */
  async paysByLink({ timeoutMs = DEFAULT_TIMEOUT_MS, after }: SeesOptions = {}): Promise<PaymentOutcome> {
    const isInvoice = (url: unknown) => typeof url === 'string' && url.includes('t.me/$');
    const message = await this.seesMessage(({ buttons }) => buttons.flat().some(({ url }) => isInvoice(url)), {
      timeoutMs,
      wanted: 'a button with a link to an invoice',
      ...(after === undefined ? {} : { after }),
    });
    const link = message.buttons.flat().find(({ url }) => isInvoice(url))?.url;
    return this.post<PaymentOutcome>('/pay', { link });
  }

  /** This person's subscriptions, as Telegram knows them. */
  async subscriptions(): Promise<StoredSubscription[]> {
    return call<StoredSubscription[]>(`${this.url}/person/people/${this.id}/subscriptions`);
  }

  /**
   * Renews the person's subscriptions at once, as if 30 days had passed, except canceled ones; a renewal fails when the person has too few
   * Stars.
   */
  async subscriptionsAreDue(): Promise<void> {
    await this.post('/subscriptions/renew', {});
  }

  /** Cancels every subscription in Telegram's own settings, without the bot. */
  async cancelsInTelegram(): Promise<void> {
    await this.post('/subscriptions/cancel', {});
  }

  /** Allows the next payments again, in Telegram's own settings. */
  async resumesInTelegram(): Promise<void> {
    await this.post('/subscriptions/resume', {});
  }

  /** Gets Stars, or loses some. */
  async getsStars(amount: number): Promise<void> {
    await this.post('/stars', { amount });
  }

  async blocks(): Promise<void> {
    await this.post('/block', {});
  }

  async unblocks(): Promise<void> {
    await this.post('/unblock', {});
  }

  /** All messages, or those after one, in their current state, oldest first. */
  async chat(after?: SeenMessage | number): Promise<SeenMessage[]> {
    return this.ask<SeenMessage[]>('/messages', after);
  }

  /** The Stars that this person has left. */
  async stars(): Promise<number> {
    return (await call<StoredPerson>(`${this.url}/person/people/${this.id}`)).stars;
  }

  /** The chat as a person would read it aloud. */
  async transcript(last = Number.POSITIVE_INFINITY): Promise<string> {
    const messages = await this.chat();
    return messages
      .slice(-Math.min(last, messages.length))
      .map((message) => this.line(message))
      .join('\n');
  }

  /** The files of a message, or of its whole album. */
  async downloads(message: SeenMessage): Promise<Buffer[]> {
    const group = message.media_group_id;
    const messages = group ? (await this.chat()).filter((other) => other.media_group_id === group) : [message];
    return Promise.all(
      messages.flatMap(filesOf).map(async ({ url }) => {
        const response = await fetch(`${this.url}${url}`);
        if (!response.ok) throw new Error(`the file of message ${message.message_id} is gone: ${response.status}`);
        return Buffer.from(await response.arrayBuffer());
      }),
    );
  }

  private async sendsFile(
    path: string,
    bytes: Buffer,
    name: string,
    mime: string,
    seconds?: number,
  ): Promise<SeenMessage> {
    const form = new FormData();
    if (seconds !== undefined) form.set('duration', String(seconds));
    attach(form, bytes, name, mime);
    return first(await this.post<SeenMessage[]>(path, form));
  }

  private async press({ message_id }: SeenMessage, { text, callback_data: data }: InlineButton): Promise<void> {
    if (data === undefined) throw await this.disappointment(`button "${text}" cannot be pressed`);
    await this.post('/press', { message_id, data });
  }

  /** Posts an action of the person, as the sandbox's page does. */
  async post<T>(path: string, body: object): Promise<T> {
    const where = this.groupId === undefined ? '' : `?chat_id=${this.groupId}`;
    return call<T>(`${this.url}/person/people/${this.id}${path}${where}`, body);
  }

  private async look<T>(
    timeoutMs: number,
    after: SeenMessage | number | undefined,
    find: (messages: SeenMessage[]) => T | undefined,
  ): Promise<T | undefined> {
    const deadline = performance.now() + timeoutMs;
    for (let seen = -1; ;) {
      const next = await this.ask<{ seen: number; messages: SeenMessage[] }>('/messages/next', after, { seen });
      const found = find(next.messages);
      if (found !== undefined || performance.now() >= deadline) return found;
      seen = next.seen;
    }
  }

  private ask<T>(path: string, after: SeenMessage | number | undefined, wanted: { seen?: number } = {}): Promise<T> {
    const query = new URLSearchParams({
      ...(this.groupId === undefined ? {} : { chat_id: String(this.groupId) }),
      ...(after === undefined ? {} : { after: String(typeof after === 'object' ? after.message_id : after) }),
      ...(wanted.seen === undefined ? {} : { seen: String(wanted.seen) }),
    });
    return call<T>(`${this.url}/person/people/${this.id}${path}?${query.toString()}`);
  }

  private async disappointment(what: string): Promise<Error> {
    const buttons = (await this.chat()).flatMap((message) => message.buttons.flat().map(({ text }) => `[${text}]`));
    return new Error(
      `${this.firstName}: ${what}\nbuttons in the chat: ${buttons.join(' ') || 'none'}\nthe end of the chat:\n${await this.transcript(TRANSCRIPT_IN_ERRORS)}`,
    );
  }

  private line(message: SeenMessage): string {
    const who = message.by === 'bot' ? 'bot' : this.firstName;
    const things = [
      message.photo && `[photo ${message.photo.width}×${message.photo.height}]`,
      message.document && `[file ${message.document.name ?? ''} ${message.document.size ?? '?'} bytes]`,
      message.audio && `[audio ${message.audio.duration} s]`,
      message.voice && `[voice ${message.voice.duration} s]`,
      message.video && `[video ${message.video.width}×${message.video.height} ${message.video.duration} s]`,
      message.video_note && `[video note ${message.video_note.duration} s]`,
      message.invoice &&
        `[invoice «${message.invoice.title}» ${message.invoice.total_amount} ${message.invoice.currency}${message.invoice.paid ? ', paid' : ''}]`,
      message.payment && `[${message.payment.kind} ${message.payment.total_amount} ${message.payment.currency}]`,
      message.sticker && `[sticker ${message.sticker.emoji ?? ''}]`,
      message.location && `[location ${message.location.latitude} ${message.location.longitude}]`,
      message.contact && `[contact ${message.contact.first_name}]`,
      message.forwarded_from && `[forwarded from ${message.forwarded_from}]`,
      message.text,
      message.edited && '(edited)',
    ];
    const rows = message.buttons.map((row) => `\n    ${row.map(({ text }) => `[${text}]`).join(' ')}`);
    return `${who}: ${things.filter(Boolean).join(' ').replaceAll('\n', '\n    ')}${rows.join('')}`;
  }
}

const attach = (form: FormData, bytes: Buffer, name: string, mime: string): void =>
  form.append(`file-${name}`, new Blob([new Uint8Array(bytes)], { type: mime }), name);

const call = async <T>(url: string, body?: object): Promise<T> => {
  const isForm = body instanceof FormData;
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    ...(body && !isForm ? { headers: { 'content-type': 'application/json' } } : {}),
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

const textOf = (message: SeenMessage): string =>
  [message.text, ...message.buttons.flat().map(({ text }) => text)].filter(Boolean).join('\n');

const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string'
    ? text.includes(wanted)
    : new RegExp(wanted.source, wanted.flags.replace('g', '')).test(text);

const filesOf = ({ photo, document, audio, voice, video, video_note: videoNote }: SeenMessage): SeenFile[] =>
  [photo, document, audio, voice, video, videoNote].filter((file) => file !== undefined);

const first = <T>(list: readonly T[]): T => {
  const [item] = list;
  if (item === undefined) throw new Error('nothing was sent');
  return item;
};
