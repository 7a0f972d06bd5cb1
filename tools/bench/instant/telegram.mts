import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Semaphore } from 'async-mutex';
import { now } from '../figures/clock.mts';
import { type ChatMessage, Chats } from './chats.mts';

interface Call {
  readonly method: string;
  readonly at: number;
}
type Parameters = Readonly<Record<string, unknown>>;

/** The Bot API methods that Telegram's limits apply to. */
const PACED = /^(send|edit|delete|copy|forward)(?!.*ChatAction)/;

/**
 * The pause before an update is sent again. Telegram waits longer; here the update has to reach a killed gateway while the gateway starts
 * again.
 */
const BRING_AGAIN_MS = 50;

/** How many connections are open at once: Telegram's own default (telegram.md §3.2). The gateway accepts three times as many. */
const CONNECTIONS = 40;

/** The bot's side: the updates it has received, and the calls it has made. */
export class InstantBot {
  readonly chats = new Chats();
  readonly calls: Call[] = [];
  readonly token: string;
  private webhookUrl = '';
  private readonly webhook = Promise.withResolvers<{ url: string; secret: string }>();
  /** Starts above the update ids of an earlier product on the same database, which remembers the ids it has seen. */
  private lastUpdateId = Date.now();
  private lastMessageId = 0;
  private doors: readonly string[] = [];
  private readonly connections = new Semaphore(CONNECTIONS);
  /** How often the bot did not accept an update; it may have stored the update nevertheless. */
  broughtAgain = 0;

  constructor(token: string) {
    this.token = token;
  }

  get pacedCalls(): readonly Call[] {
    return this.calls.filter(({ method }) => PACED.test(method));
  }

  /** From now on, brings each update to these addresses in turn until one accepts it. */
  insistAt(doors: readonly string[]): void {
    this.doors = doors;
  }

  /** Brings an update as soon as the bot has set its webhook. */
  async bring(update: object): Promise<void> {
    const { url, secret } = await this.webhook.promise;
    const updateId = (this.lastUpdateId += 1);
    const body = JSON.stringify({ update_id: updateId, ...update });
    const bringTo = (door: string): Promise<number> =>
      this.connections.runExclusive(async () => {
        const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
        const response = await fetch(door, { method: 'POST', headers, body });
        await response.arrayBuffer();
        return response.status;
      });
    const { doors } = this;
    if (doors.length > 0) {
      for (let turn = updateId; ; turn += 1) {
        if ((await bringTo(doors[turn % doors.length]!).catch(() => 0)) === 200) return;
        this.broughtAgain += 1;
        await pause(BRING_AGAIN_MS);
      }
    }
    const status = await bringTo(url);
    if (status !== 200) throw new Error(`the bot answered an update with ${status}`);
  }

  nextMessageId(): number {
    return (this.lastMessageId += 1);
  }

  answer(method: string, given: Parameters, at: number): unknown {
    this.calls.push({ method, at });
    if (method === 'getMe') return { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
    if (method === 'setWebhook') {
      this.webhookUrl = String(given['url']);
      this.webhook.resolve({ url: this.webhookUrl, secret: String(given['secret_token'] ?? '') });
    }
    if (method === 'getUpdates') return [];
    if (method === 'getWebhookInfo') return { url: this.webhookUrl, pending_update_count: 0 };
    if (method === 'getStarTransactions') return { transactions: [] };
    if (method === 'sendMediaGroup') return parsed<unknown[]>(given['media']).map(() => this.shown(method, given, at));
    if (method.startsWith('send') && method !== 'sendChatAction') return this.shown(method, given, at);
    if (method.startsWith('editMessage')) return this.shown(method, given, at, Number(given['message_id']));
    if (method === 'deleteMessage') this.chats.gone(Number(given['chat_id']), Number(given['message_id']));
    return true;
  }

  private shown(method: string, given: Parameters, at: number, id = this.nextMessageId()): object {
    const chatId = Number(given['chat_id']);
    const markup = parsed<{ inline_keyboard?: ChatMessage['buttons'][] }>(given['reply_markup'] ?? {});
    const before = this.chats.find(chatId, id);
    const text = given['text'] ?? given['caption'] ?? before?.text ?? '';
    const isPicture = /Photo|Media/.test(method) || (before?.isPicture ?? false);
    this.chats.show(chatId, { id, text: String(text), buttons: markup.inline_keyboard?.flat() ?? [], isPicture }, at);
    const photo = { file_id: `f${id}`, file_unique_id: `u${id}`, width: 1024, height: 1024 };
    return {
      message_id: id,
      date: Math.floor(at / 1_000),
      chat: { id: chatId, type: 'private' },
      ...(isPicture && { photo: [photo] }),
    };
  }
}

/**
 * A Telegram that needs no time: it answers any bot at once and has no limits. It runs in the process that measures, so that no other
 * process delays the measured times.
 */
export class InstantTelegram {
  private readonly server: Server;
  private readonly bots = new Map<string, InstantBot>();

  private constructor() {
    this.server = createServer((request, response) => {
      void this.answerTo(request).then((result) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ ok: true, result }));
      });
    });
  }

  static async open(): Promise<InstantTelegram> {
    const telegram = new InstantTelegram();
    await new Promise<void>((listening) => telegram.server.listen(0, '127.0.0.1', listening));
    return telegram;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  bot(token: string): InstantBot {
    const known = this.bots.get(token) ?? new InstantBot(token);
    this.bots.set(token, known);
    return known;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answerTo(request: IncomingMessage): Promise<unknown> {
    const [, token = '', method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? '') ?? [];
    const given = await parametersOf(request);
    return this.bot(token).answer(method, given, now());
  }
}

const parametersOf = async (request: IncomingMessage): Promise<Parameters> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return body.length > 0 ? (JSON.parse(body.toString()) as Parameters) : {};
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
};

/** Reads a parameter that is not plain text: a form carries it as a text of JSON, a JSON body as the value itself. */
const parsed = <T,>(value: unknown): T => (typeof value === 'string' ? (JSON.parse(value) as T) : (value as T));
