import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { refuseOtherOrigins } from '../same-origin';
import { refusal, sendJson, serveBotSide } from './bot-side';
import { serveControlSide } from './control-side';
import type { Faults } from './state/faults';
import { notFound } from './wire/api-error';
import type { LocalServer } from './state/files';
import { servePersonSide } from './person-side';
import type { Recorder } from './state/recorder';
import { type BotProfile, TelegramState } from './state/telegram-state';

interface TelegramOptions {
  /** The port; with 0, the default, the system chooses one. */
  port?: number;
  host?: string;
  /** The only token this server knows, `<bot id>:<secret>`. */
  token: string;
  /** With a folder here, the state survives a restart and a kill. */
  stateDir?: string;
  /** Plays a local Bot API server, which accepts files of any size and gives their paths on its disk; `shared-folder` is `stateDir`. */
  local?: LocalServer;
  now?: () => Date;
  /** Shortens every wait (retries, pre-checkout, long polls): 0.01 makes ten seconds a tenth of one. Default 1. */
  timeScale?: number;
  bot?: BotProfile;
}

export interface FakeTelegram {
  url: string;
  port: number;
  faults: Faults;
  recorder: Recorder;
  /** Turns on or off 429 answers to a bot that sends faster than Telegram's limits allow, in a chat or over all chats. Off at first. */
  limitFlood(enabled: boolean): void;
  /** Whether a poll of the bot waits for updates. */
  isPolled(): boolean;
  close(): Promise<void>;
}

const UPLOAD_LIMIT_BYTES = 50 * 2 ** 20;
/** The limit for JSON bodies: far above any text, and small enough for the memory. */
const BODY_LIMIT_BYTES = 4 * 2 ** 20;

/** Starts a fake Telegram: the Bot API for a bot, and the person's side of its chats. */
export const startTelegram = async (options: TelegramOptions): Promise<FakeTelegram> => {
  const { port = 0, host = '127.0.0.1', token, stateDir, local, now = () => new Date(), timeScale = 1 } = options;
  const server = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  refuseOtherOrigins(server);
  await server.register(multipart, { limits: { fileSize: UPLOAD_LIMIT_BYTES, files: 20, parts: 200 } });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  acceptEmptyJson(server);

  const telegram: TelegramState = new TelegramState({
    token,
    bot: options.bot ?? { first_name: 'Аиша', username: 'aisha_sandbox_bot', names: { en: 'Aisha' } },
    ...(stateDir === undefined ? {} : { stateDir }),
    ...(local && { local }),
    now,
    timeScale,
    onAnsweredCall: (method, values) => void calls.run(method, values),
  });
  const calls = serveBotSide(server, telegram);
  servePersonSide(server, telegram);
  serveControlSide(server, telegram);
  server.setNotFoundHandler(async (_request, reply) => sendJson(reply, 404, refusal(notFound()).body));
  server.setErrorHandler(async (error, _request, reply) => {
    const { status, body } = refusal(error);
    return sendJson(reply, status, body);
  });
  await server.listen({ port, host });
  telegram.webhook.pump();

  const bound = (server.server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${bound}`,
    port: bound,
    faults: telegram.faults,
    recorder: telegram.recorder,
    limitFlood: (enabled) => telegram.flood.enable(enabled),
    isPolled: () => telegram.polling.isUnderWay,
    close: async () => {
      telegram.close();
      await server.close();
    },
  };
};

/** Accepts an empty body as JSON: clients send `content-type: application/json` without a body when a method has no parameters. */
const acceptEmptyJson = (server: FastifyInstance): void => {
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, String(body).trim() === '' ? {} : JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('invalid JSON'), { statusCode: 400 }));
    }
  });
};
