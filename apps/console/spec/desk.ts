import type { TelegramId } from '@aisha/domain';
import { freePort } from '@aisha/embedded';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../src/app.module';
import { DeskServer } from '../src/server/desk.server';
import { SessionStore } from '../src/sign-in/session.store';
import { csrfOf } from '../src/sign-in/tokens';

export const OWNER = 500_001 as TelegramId;
export const SUPPORT = 500_002 as TelegramId;
export const READ_ONLY = 500_003 as TelegramId;
const ADMINS = `${OWNER}:owner,${SUPPORT}:support,${READ_ONLY}:read-only`;

/** What an operator’s browser sends with each request. */
export interface Browser {
  readonly cookie?: string;
  readonly csrf?: string;
  readonly origin?: string;
  readonly host?: string;
}

export interface Desk {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly healthUrl: string;
  readonly postgres: PostgresHarness;
  /** A browser that is signed in as this operator. */
  as(telegramId: TelegramId): Promise<Browser>;
  ask(method: string, path: string, browser?: Browser, body?: object): Promise<Response>;
}

/** The whole desk on a database of its own. */
export async function desk(environment: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const postgres = await onPostgres('console');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { app, url: healthUrl } = await startedApp(AppModule, {
    environment: {
      DATABASE_URL: postgres.url,
      REDIS_URL: '',
      LISTEN_HOST: '127.0.0.1',
      CONSOLE_PORT: String(port),
      CONSOLE_URL: url,
      ADMIN_TELEGRAM_IDS: ADMINS,
      ...environment,
    },
  });
  await app.get(DeskServer).open(app);
  return {
    app,
    url,
    healthUrl,
    postgres,
    as: async (telegramId) => {
      const session = await app.get(SessionStore).open(telegramId);
      return { cookie: `desk=${session}`, csrf: csrfOf(session), origin: url };
    },
    ask: (method, path, { cookie, csrf, origin, host } = {}, body) =>
      fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(cookie && { cookie }),
          ...(csrf && { 'x-csrf-token': csrf }),
          ...(origin && { origin }),
          ...(host && { host }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
  };
}
