import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from './environment.mts';

const TELEGRAM = 'https://api.telegram.org';
const ANSWERS_WITHIN_MS = 5_000;
const ASK_AGAIN_AFTER_MS = 3_000;

/** The link to the bot in the real Telegram, or the reason why there is none yet. */
export type Bot =
  | { state: 'reached'; url: string }
  /** The bot's token is wrong, or was revoked. */
  | { state: 'refused' }
  | { state: 'unreachable' };

/** Asks Telegram who the bot is. It never throws, and no text that it returns holds the token. */
export const askForBot = async ({ TELEGRAM_API_ROOT = TELEGRAM, TELEGRAM_BOT_TOKEN }: Environment): Promise<Bot> => {
  try {
    const answer = await fetch(`${TELEGRAM_API_ROOT.replace(/\/$/, '')}/bot${TELEGRAM_BOT_TOKEN}/getMe`, {
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    if ([401, 404].includes(answer.status)) return { state: 'refused' };
    const { result } = (await answer.json()) as { result?: { username?: string } };
    return result?.username ? { state: 'reached', url: `https://t.me/${result.username}` } : { state: 'unreachable' };
  } catch {
    return { state: 'unreachable' };
  }
};

/** Asks until Telegram answers. Throws an AbortError when the launcher stops. */
export const waitForBot = async (
  env: Environment,
  signal: AbortSignal,
): Promise<Exclude<Bot, { state: 'unreachable' }>> => {
  for (;;) {
    await delay(ASK_AGAIN_AFTER_MS, undefined, { signal });
    const bot = await askForBot(env);
    if (bot.state !== 'unreachable') return bot;
  }
};
