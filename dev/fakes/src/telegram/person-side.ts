import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './wire/api-error';
import type { SendOptions } from './state/chats';
import { asSeenByBot, chatOf, type StoredMessage, type StoredPerson, userOf } from './state/stored-chat';
import { rememberSender } from '../spoken-words';
import { findEntities } from './wire/formatted-text';
import type { StoredGroup } from './state/groups';
import type { LiveEvent } from './state/live-events';
import { Parameters, readParameters, type Upload } from './wire/parameters';
import { seen, type SeenMessage } from './person-view';
import { CONTACT, editedBy, forwardOf, LOCATION, stickerOf } from './sent-contents';
import type { FileKind } from './state/files';
import type { MessageContent } from './wire/wire';
import type { TelegramState } from './state/telegram-state';

const HEARTBEAT_MS = 15_000;
const NEXT_WITHIN_MS = 1_000;
const ALBUM_LIMIT = 10;

/** The person's side of the chat, as JSON over HTTP: everything a person does in Telegram. */
export const servePersonSide = (server: FastifyInstance, telegram: TelegramState): void => {
  const side = new PersonSide(telegram);
  type Handler = (person: StoredPerson, parameters: Parameters) => unknown;
  const person = (method: 'GET' | 'POST', url: string, handler: Handler): void => {
    server.route<{ Params: { id: string } }>({
      method,
      url: `/person/people/:id${url}`,
      handler: async (request, reply) =>
        answer(reply, async () => handler(side.person(request.params.id), await readParameters(request))),
    });
  };

  server.get('/person/bot', () => ({
    ...telegram.bot,
    names: telegram.names,
    descriptions: telegram.descriptions,
  }));
  server.get('/person/people', () => telegram.chats.everybody());
  server.post('/person/people', async (request, reply) =>
    answer(reply, async () => side.join(await readParameters(request))),
  );
  person('GET', '', (who) => who);
  const messages = (chatId: number, parameters: Parameters): SeenMessage[] => {
    const after = parameters.integer('after') ?? 0;
    const history = telegram.chats.history(chatId);
    return history.filter(({ message }) => message.message_id > after).map(seen);
  };
  person('GET', '/messages', (who, parameters) => messages(side.chatId(who, parameters), parameters));
  // Answers with the messages once the number of the chat's events differs from `seen` (after a restart it is lower), or after a moment.
  person('GET', '/messages/next', async (who, parameters) => {
    const chatId = side.chatId(who, parameters);
    await telegram.events.moreThan(parameters.integer('seen') ?? -1, chatId, NEXT_WITHIN_MS);
    return { seen: telegram.events.count(chatId), messages: messages(chatId, parameters) };
  });
  person('GET', '/commands', (who) => telegram.commands.seenBy(who));
  person('POST', '/text', (who, parameters) => side.text(who, parameters));
  person('POST', '/photos', async (who, parameters) => side.photos(who, parameters));
  person('POST', '/document', async (who, parameters) => side.file(who, 'document', parameters));
  person('POST', '/audio', async (who, parameters) => side.file(who, 'audio', parameters));
  person('POST', '/voice', async (who, parameters) => side.file(who, 'voice', parameters));
  person('POST', '/video', async (who, parameters) => side.file(who, 'video', parameters));
  person('POST', '/video-note', async (who, parameters) => side.file(who, 'video_note', parameters));
  person('POST', '/sticker', (who, parameters) => side.send(who, stickerOf(parameters), parameters));
  person('POST', '/location', (who, parameters) => side.send(who, LOCATION, parameters));
  person('POST', '/contact', (who, parameters) => side.send(who, CONTACT, parameters));
  person('POST', '/forward', (who, parameters) => side.forward(who, parameters));
  person('POST', '/edit', (who, parameters) => side.edit(who, parameters));
  person('POST', '/refund', (who) => telegram.payments.refundNewest(who.id));
  person('POST', '/press', (who, parameters) => side.press(who, parameters));
  person('POST', '/pay', async (who, parameters) => side.pay(who, parameters));
  const { subscriptions } = telegram.payments;
  person('GET', '/subscriptions', (who) => subscriptions.of(who.id));
  person('POST', '/subscriptions/renew', (who) => subscriptions.renewNow(who.id));
  person('POST', '/subscriptions/cancel', (who) => subscriptions.setByPerson(who.id, true));
  person('POST', '/subscriptions/resume', (who) => subscriptions.setByPerson(who.id, false));
  person('POST', '/stars', (who, parameters) =>
    telegram.chats.keep({ ...who, stars: Math.max(0, who.stars + (parameters.integer('amount') ?? 0)) }),
  );
  person('POST', '/delete', (who, parameters) => side.delete(who, parameters));
  person('GET', '/groups', (who) => telegram.groups.of(who));
  person('POST', '/groups', (who, parameters) =>
    telegram.groups.create(who, parameters.string('title').trim() || `${who.first_name} & Co`),
  );
  person('POST', '/groups/join', (who, parameters) => telegram.groups.join(who, parameters.integer('chat_id') ?? 0));
  person('POST', '/groups/add-bot', (who, parameters) => telegram.groups.addBot(who, side.group(who, parameters)));
  person('POST', '/groups/promote-bot', (who, parameters) =>
    telegram.groups.promoteBot(who, side.group(who, parameters)),
  );
  person('POST', '/groups/remove-bot', (who, parameters) =>
    telegram.groups.removeBot(who, side.group(who, parameters)),
  );
  person('POST', '/groups/upgrade', (who, parameters) => telegram.groups.upgrade(who, side.group(who, parameters)));
  person('POST', '/block', (who) => side.setBlocked(who, true));
  person('POST', '/unblock', (who) => side.setBlocked(who, false));
  server.get<{ Params: { id: string } }>('/person/people/:id/saved-test', async ({ params }, reply) =>
    answer(reply, () => {
      const spec = telegram.savedTests.of(side.person(params.id));
      return reply
        .header('content-type', 'text/plain; charset=utf-8')
        .header('content-disposition', 'attachment; filename="saved-chat.medium.spec.ts"')
        .send(spec);
    }),
  );
  server.get<{ Params: { id: string } }>('/person/media/:id', async ({ params }, reply) => {
    const file = telegram.files.find(params.id);
    if (!file) return reply.code(404).send({ error: 'no such file' });
    return reply
      .header('content-type', SHOWN_IN_PAGE.test(file.mime) ? file.mime : 'application/octet-stream')
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name ?? file.path)}`)
      .header('cache-control', 'private, max-age=31536000, immutable')
      .send(await telegram.files.bytes(file));
  });
  server.get('/person/events', (request, reply) => stream(telegram, request, reply));
};

/** The types of files that the page shows: a browser would run a person's HTML or SVG on the page's origin. */
const SHOWN_IN_PAGE =
  /^(image\/(jpeg|png|webp|gif|avif)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain|application\/pdf)$/;

type Say = (content: MessageContent, options: SendOptions) => StoredMessage;

class PersonSide {
  constructor(private readonly telegram: TelegramState) {}

  person(id: string): StoredPerson {
    const person = this.telegram.chats.person(Number(id));
    if (!person) throw new ApiError(404, `nobody with id ${id} has joined`);
    return person;
  }

  join(parameters: Parameters): StoredPerson {
    const [id, firstName] = [parameters.integer('id'), parameters.string('first_name').trim()];
    if (!firstName) throw new ApiError(400, 'first_name is required');
    const optional = (name: 'last_name' | 'username' | 'language_code' | 'drawn_as') =>
      parameters.string(name) ? { [name]: parameters.string(name) } : {};
    return this.telegram.chats.join({
      ...(id === undefined ? {} : { id }),
      first_name: firstName,
      ...(parameters.string('plays_itself') === 'true' && { plays_itself: true }),
      ...optional('last_name'),
      ...optional('username'),
      ...optional('language_code'),
      ...optional('drawn_as'),
    });
  }

  text(person: StoredPerson, parameters: Parameters): unknown {
    const text = parameters.string('text').trim();
    if (!text) throw new ApiError(400, 'text is required');
    const entities = findEntities(text);
    return this.deliver(person, [{ text, ...(entities.length > 0 ? { entities } : {}) }], parameters);
  }

  async photos(person: StoredPerson, parameters: Parameters): Promise<unknown> {
    const uploads = parameters.files();
    if (uploads.length < 1 || uploads.length > ALBUM_LIMIT) {
      throw new ApiError(400, `an album holds 1 to ${ALBUM_LIMIT} photographs, got ${uploads.length}`);
    }
    const contents = await Promise.all(
      uploads.map(async (upload) => this.content(person, 'photo', upload, parameters)),
    );
    return this.deliver(person, captioned(contents, parameters), parameters);
  }

  async file(person: StoredPerson, kind: FileKind, parameters: Parameters): Promise<unknown> {
    const [upload] = parameters.files();
    if (!upload) throw new ApiError(400, 'a file part is required');
    return this.deliver(
      person,
      captioned([await this.content(person, kind, upload, parameters)], parameters),
      parameters,
    );
  }

  /** Sends a sticker, a place or a contact. */
  send(person: StoredPerson, content: MessageContent, parameters: Parameters): unknown {
    return this.deliver(person, [content], parameters);
  }

  /** Forwards a message of the chat with the bot, into the same chat or into a group. */
  forward(person: StoredPerson, parameters: Parameters): unknown {
    const stored = this.telegram.chats.find(person.id, parameters.integer('message_id') ?? 0);
    if (!stored) throw new ApiError(404, 'no such message in this chat');
    return this.deliver(person, [forwardOf(stored)], parameters);
  }

  /** Changes the words of a message of the person's own; the bot gets an update if it wants updates of this kind. */
  edit(person: StoredPerson, parameters: Parameters): unknown {
    this.mustNotBlock(person);
    const stored = this.message(person, parameters);
    if (stored.message.from.id !== person.id) throw new ApiError(403, 'somebody else wrote this');
    const text = parameters.string('text').trim();
    const edited = editedBy(stored, text, this.telegram.clock.seconds());
    const entities = findEntities(text);
    const message = { ...edited, ...(edited.text !== undefined && entities.length > 0 && { entities }) };
    const saved = this.telegram.chats.save({ ...stored, message });
    this.telegram.updates.push('edited_message', message.chat.id, { edited_message: asSeenByBot(saved) });
    return seen(saved);
  }

  /** Presses a button, even one of a deleted message, which a person's phone may still show. */
  press(person: StoredPerson, parameters: Parameters): unknown {
    const stored = this.message(person, parameters, { orDeleted: true });
    const [data, text] = [parameters.string('data'), parameters.string('text')];
    const buttons = stored.message.reply_markup?.inline_keyboard?.flat() ?? [];
    const button = buttons.find((each) => (data ? each.callback_data === data : each.text === text));
    if (button?.callback_data === undefined) throw new ApiError(404, 'the message has no such button');
    this.mustNotBlock(person);
    this.telegram.savedTests.pressed(stored.message.chat.id, button.text);
    return { query_id: this.telegram.queries.press(person, stored, button.callback_data) };
  }

  async pay(person: StoredPerson, parameters: Parameters): Promise<unknown> {
    this.mustNotBlock(person);
    const isDeclined = parameters.string('declined') === 'true';
    const link = parameters.string('link');
    if (link) {
      const offer = this.telegram.payments.offerOfLink(link);
      if (!offer) throw new ApiError(404, 'no invoice behind this link');
      return this.telegram.payments.pay(person, offer, undefined, isDeclined);
    }
    const stored = this.message(person, parameters);
    const { invoice } = stored.message;
    if (!invoice) throw new ApiError(400, 'the message is not an invoice');
    const offer = { invoice, payload: stored.invoice_payload ?? '' };
    if (!isDeclined) this.telegram.savedTests.paid(stored.message.chat.id);
    return this.telegram.payments.pay(person, offer, stored, isDeclined);
  }

  /** Deletes a message for both sides, without telling the bot. Refuses to delete what others said in a group. */
  delete(person: StoredPerson, parameters: Parameters): true {
    const stored = this.message(person, parameters);
    const { chat, from } = stored.message;
    if (chat.id < 0 && from.id !== person.id) throw new ApiError(403, 'somebody else wrote this');
    this.telegram.chats.remove(stored);
    return true;
  }

  /** The chat of the request: a group that the person is in, or else their own chat with the bot. */
  chatId(person: StoredPerson, parameters: Parameters): number {
    return parameters.has('chat_id') ? this.group(person, parameters).id : person.id;
  }

  group(person: StoredPerson, parameters: Parameters): StoredGroup {
    return this.telegram.groups.ofMember(person, parameters.integer('chat_id') ?? 0);
  }

  setBlocked(person: StoredPerson, blocked: boolean): StoredPerson {
    if (person.blocked === blocked) return person;
    const changed = this.telegram.chats.keep({ ...person, blocked });
    const [was, is] = blocked ? ['member', 'kicked'] : ['kicked', 'member'];
    const { bot } = this.telegram;
    this.telegram.updates.push('my_chat_member', person.id, {
      my_chat_member: {
        chat: chatOf(person),
        from: userOf(person),
        date: this.telegram.clock.seconds(),
        old_chat_member: { user: bot, status: was ?? '', ...(blocked ? {} : { until_date: 0 }) },
        new_chat_member: { user: bot, status: is ?? '', ...(blocked ? { until_date: 0 } : {}) },
      },
    });
    return changed;
  }

  /** Delivers several contents as an album, which is a row of separate updates with one media_group_id. */
  private deliver(person: StoredPerson, contents: MessageContent[], parameters: Parameters): unknown {
    const album = contents.length > 1 ? String(this.telegram.counters.next('album', 1_390_000_000_000_001)) : undefined;
    const replyTo = parameters.has('reply_to_message_id')
      ? this.message(person, parameters, { named: 'reply_to_message_id' }).message
      : undefined;
    const options = { ...(album ? { media_group_id: album } : {}), ...(replyTo ? { reply_to: replyTo } : {}) };
    const say = parameters.has('chat_id') ? this.inGroup(person, parameters) : this.toBot(person);
    return contents.map((content) => seen(say(content, options)));
  }

  private inGroup(person: StoredPerson, parameters: Parameters): Say {
    const group = this.group(person, parameters);
    return (content, options) => this.telegram.groups.say(person, group, content, options);
  }

  private toBot(person: StoredPerson): Say {
    this.mustNotBlock(person);
    const author = person.started ? person : this.telegram.chats.keep({ ...person, started: true });
    return (content, options) => {
      const stored = this.telegram.chats.add(author, chatOf(author), content, options);
      this.telegram.updates.push('message', person.id, { message: asSeenByBot(stored) });
      return stored;
    };
  }

  private async content(
    { language_code: language }: StoredPerson,
    kind: FileKind,
    upload: Upload,
    parameters: Parameters,
  ): Promise<MessageContent> {
    const duration = Number(parameters.string('duration')) || 0;
    if (kind !== 'photo' && language !== undefined) rememberSender(duration, language);
    const timed = kind === 'photo' || kind === 'document' ? {} : { duration: Math.round(duration) };
    const named =
      kind === 'voice' ? { ...upload, type: upload.type.startsWith('audio/') ? upload.type : 'audio/ogg' } : upload;
    return this.telegram.media.contentOfUpload(kind, named, timed);
  }

  private message(
    person: StoredPerson,
    parameters: Parameters,
    { named = 'message_id', orDeleted = false }: { named?: string; orDeleted?: boolean } = {},
  ): StoredMessage {
    const at = [this.chatId(person, parameters), parameters.integer(named) ?? 0] as const;
    const stored = orDeleted ? this.telegram.chats.remembered(...at) : this.telegram.chats.find(...at);
    if (!stored) throw new ApiError(404, 'no such message in this chat');
    return stored;
  }

  private mustNotBlock({ blocked }: StoredPerson): void {
    if (blocked) throw new ApiError(409, 'the bot is blocked; unblock it first');
  }
}

/** The caption of an album, and the name of who first wrote it, are in its first item alone. */
const captioned = ([first, ...others]: MessageContent[], parameters: Parameters): MessageContent[] => {
  const caption = parameters.string('caption').trim();
  const sender = parameters.string('forwarded_from');
  const forwarded = sender && { forward_origin: { type: 'hidden_user', sender_user_name: sender, date: 0 } as const };
  return [{ ...first, ...(caption ? { caption } : {}), ...(forwarded || {}) }, ...others];
};

const answer = async (reply: FastifyReply, run: () => unknown): Promise<unknown> => {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return reply.code(error.code).send({ error: error.description });
  }
};

/** Server-sent events of one person's chat, or of all chats. */
const stream = (telegram: TelegramState, request: FastifyRequest, reply: FastifyReply): void => {
  const { person } = request.query as { person?: string };
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  reply.raw.write(': connected\n\n');
  const unsubscribe = telegram.events.subscribe((event) => {
    if (person && event.person_id !== 0 && event.person_id !== Number(person)) return;
    reply.raw.write(`data: ${JSON.stringify(shown(event))}\n\n`);
  });
  const heartbeat = setInterval(() => reply.raw.write(': still here\n\n'), HEARTBEAT_MS);
  reply.raw.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
};

const shown = (event: LiveEvent): unknown => {
  if (event.type !== 'message') return event;
  const { stored, ...rest } = event;
  return { ...rest, message: seen(stored) };
};
