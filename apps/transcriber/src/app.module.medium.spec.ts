import { describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { message, type Message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { SourceId, UserId } from '@aisha/domain';
import { Sender } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { incomingRecordingKey, ObjectStore, sourceKey, toReference } from '@aisha/storage';
import { eventually, onPostgres, type PostgresHarness, quickMinutes } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { playedServices } from '@aisha/testing/played-services';
import { sound } from '../spec/transcriber-harness';
import { AppModule } from './app.module';

type Plant = (app: NestFastifyApplication, postgres: PostgresHarness, dir: string) => Promise<void>;

/** The app as it is deployed, started from its environment. `plant` writes rows before the start; OpenAI and S3 are fakes over HTTP. */
const setup = async (plant: Plant = () => Promise.resolve()) => {
  const postgres = await onPostgres('transcriber');
  const { dir, environment } = await playedServices();
  const { app, url } = await startedApp(AppModule, {
    environment: {
      ...environment,
      FFMPEG_FROM_NPM: 'true', // the machine may have no ffmpeg of its own
      DATABASE_URL: postgres.url,
      ORDERS_DISPATCH_MS: '50',
    },
    plant: (before) => plant(before, postgres, dir),
  });
  return { postgres, app, url };
};

describe('the transcriber', () => {
  it('the transcriber starts from its environment, measures and transcribes recordings, and reports its health', async () => {
    const { postgres, app, url } = await setup();
    const { orderId, userId } = await postgres.fixtures.hold({ kind: 'transcription', item: 'transcription.speech' });
    const source = { userId, sourceId: newId<SourceId>() };
    const incoming = incomingRecordingKey(userId, source.sourceId);
    await app.get(ObjectStore).put(incoming, sound(3), { contentType: 'audio/ogg' });
    const send = (sent: Message) => app.get(Sender).send(sent);
    const sent = (...jobs: string[]) =>
      eventually(async () =>
        expect((await postgres.outboxOf('transcriber')).map(({ job }) => job)).toEqual(expect.arrayContaining(jobs)),
      );

    await send(message(transcriberInbox, 'measure-recording', source));
    await sent('show-recording');
    await send(message(transcriberInbox, 'start-transcription', { ...source, orderId, speechUnits: 1, minutes: 1 }));
    await sent('settle-hold', 'deliver-result');

    const dependencies = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
    expect(dependencies.map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'fal true',
      'openai true',
      'postgres true',
      'queue true',
      'schema true',
      'storage true',
    ]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('aisha_orders_ended_total{kind="transcription",state="succeeded",reason="none"} 1');
    expect(metrics).toContain('aisha_order_units_delivered_total{kind="transcription"} 1');
  });

  it('the transcriber by itself removes recordings of ended orders, and old records of handled messages and of provider calls', async () => {
    const userId = newId<UserId>();
    const voice = sourceKey(userId, newId<SourceId>());
    quickMinutes();

    const { postgres, app } = await setup(async (before, { admin, fixtures }) => {
      await before.get(ObjectStore).ensureBuckets();
      await before.get(ObjectStore).put(voice, sound(1), { contentType: 'audio/mpeg' });
      await fixtures.transcription({ userId, state: 'succeeded', delivered: 1, audioFilePath: toReference(voice) });
      await admin.query(
        `INSERT INTO transcriber.handled VALUES ('old', 'start-transcription', now() - interval '9 days')`,
      );
      await admin.query(
        `INSERT INTO transcriber.provider_call (id, reason, provider, model, listed, micro_dollars, called_at)
         VALUES ($1, 'sample', 'openai', 'any', 1, 1, now() - interval '401 days')`,
        [userId],
      );
    });

    await eventually(() => expect(app.get(ObjectStore).head(voice)).rejects.toMatchObject({ code: 'file-missing' }));
    await eventually(async () => expect(await postgres.admin.query('SELECT FROM transcriber.handled')).toEqual([]));
    await eventually(async () =>
      expect(await postgres.admin.query('SELECT FROM transcriber.provider_call')).toEqual([]),
    );
  });
});
