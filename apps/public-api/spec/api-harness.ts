import { createHash, randomInt, randomUUID } from 'node:crypto';
import { type ApiKeyId, type ApiScope, API_SCOPES, newApiKey, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { ObjectStore } from '@aisha/storage';
import { onPostgres } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { playedServices } from '@aisha/testing/played-services';
import { AppModule } from '../src/app.module';
import { ApiServer } from '../src/http/api-server';

/** An answer of the API, read. */
export interface Read {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any route
  readonly body: any;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly key?: string;
  readonly body?: unknown;
  /** The header Idempotency-Key; a new one by default, null for none. */
  readonly name?: string | null;
}

/** The app as it is deployed, on a database and a storage of this test. */
export const onApi = async (environment: Readonly<Record<string, string>> = {}) => {
  const postgres = await onPostgres('api');
  const services = await playedServices();
  const { app } = await startedApp(AppModule, {
    environment: {
      ...services.environment,
      ...{ DATABASE_URL: postgres.url, PUBLIC_API_PORT: '0', LISTEN_HOST: '127.0.0.1' },
      ...environment,
    },
    plant: (before) => before.get(ObjectStore).ensureBuckets(),
  });
  const { url } = app.get(ApiServer);

  const ask = async (path: string, { method = 'GET', key, body, name = randomUUID() }: Asked = {}): Promise<Read> => {
    const answer = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method === 'POST' && name !== null && { 'idempotency-key': name }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
  };

  /** A key as the gateway has it kept. */
  const keyOf = async (userId: UserId, scopes: readonly ApiScope[] = API_SCOPES) => {
    const key = newApiKey(randomInt);
    const keyId = newId<ApiKeyId>();
    await postgres.admin.query(
      `INSERT INTO api.api_key (id, user_id, name, scopes, digest, ending) VALUES ($1, $2, 'spec', $3, $4, $5)`,
      [keyId, userId, scopes, createHash('sha256').update(key).digest('hex'), key.slice(-4)],
    );
    return { key, keyId };
  };

  /** A person who has agreed and has a key of all scopes. */
  const person = async ({ credits = 100, agrees = true }: { credits?: number; agrees?: boolean } = {}) => {
    const { userId } = await postgres.fixtures.person();
    await postgres.fixtures.account({ userId, credits });
    if (agrees) await postgres.fixtures.consent({ userId });
    return { userId, ...(await keyOf(userId)) };
  };

  return { app, url, ask, keyOf, person, postgres, objects: app.get(ObjectStore), services };
};
