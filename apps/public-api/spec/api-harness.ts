import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { UploadUse } from '@aisha/database/api';
import {
  type ApiKeyId,
  type ApiScope,
  API_SCOPES,
  CONSENT_VERSION,
  newApiKey,
  type UploadedFileId,
  type UserId,
} from '@aisha/domain';
import { newId } from '@aisha/platform';
import { ObjectStore } from '@aisha/storage';
import { onPostgres } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { playedServices } from '@aisha/testing/played-services';
import { AppModule } from '../src/app.module';
import { ApiServer } from '../src/server/api-server';

/** An answer of the API, with its body read. */
interface Read {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any route may answer with any JSON
  readonly body: any;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly key?: string;
  readonly body?: unknown;
  /**
   * A file as the body, in one piece or in several. Without `type`, the content type is application/octet-stream, which says nothing about
   * the file.
   */
  readonly file?: { readonly content: Uint8Array | ReadableStream; readonly type?: string };
  /** The header Idempotency-Key: by default a new key; null for no header. */
  readonly name?: string | null;
}

/** The whole app on a database and a storage of its own. */
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

  const ask = async (
    path: string,
    { method = 'GET', key, body, file, name = randomUUID() }: Asked = {},
  ): Promise<Read> => {
    const answer = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(file && { 'content-type': file.type ?? 'application/octet-stream' }),
        ...(method === 'POST' && name !== null && { 'idempotency-key': name }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(file && { body: file.content as ReadableStream, duplex: 'half' }),
    } as RequestInit);
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
  };

  /** Stores a key in the same way as the app stores a key that the gateway sends. */
  const keyOf = async (userId: UserId, scopes: readonly ApiScope[] = API_SCOPES) => {
    const key = newApiKey(randomInt);
    const keyId = newId<ApiKeyId>();
    await postgres.admin.query(
      `INSERT INTO api.api_key (id, user_id, name, scopes, digest, ending) VALUES ($1, $2, 'spec', $3, $4, $5)`,
      [keyId, userId, scopes, createHash('sha256').update(key).digest('hex'), key.slice(-4)],
    );
    return { key, keyId };
  };

  /** A person who has consented, to today's text unless the test says otherwise, and has a key with all scopes. */
  const person = async ({ credits = 100, agrees = true, version = CONSENT_VERSION } = {}) => {
    const { userId } = await postgres.fixtures.person();
    await postgres.fixtures.account({ userId, credits });
    if (agrees) await postgres.fixtures.consent({ userId, version });
    return { userId, ...(await keyOf(userId)) };
  };

  /** A checked file of a person, which an order may use unless the test says otherwise. */
  const file = async (
    { userId, keyId }: { userId: UserId; keyId: ApiKeyId },
    usedFor: UploadUse = 'restoration',
    said: Readonly<Record<string, unknown>> = {},
  ): Promise<UploadedFileId> => {
    const row = {
      ...{ id: newId<UploadedFileId>(), user_id: userId, key_id: keyId, used_for: usedFor, name: randomUUID() },
      ...{ digest: 'a'.repeat(64), bytes: 1_000, checked_at: new Date(), expires_at: new Date(Date.now() + 3_600_000) },
      ...(usedFor === 'transcription' ? { seconds: 65, speech: 63.2 } : { width: 640, height: 800, faces: 1 }),
      ...said,
    };
    const names = Object.keys(row);
    await postgres.admin.query(
      `INSERT INTO api.uploaded_file (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(row),
    );
    return row.id;
  };

  return { app, url, ask, keyOf, person, file, postgres, objects: app.get(ObjectStore), services };
};
