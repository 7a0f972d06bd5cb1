import { startS3 } from '@aisha/fakes/s3';
import type { StoredObject } from '@aisha/kinds/files';
import { Clock, Logger, parseConfig } from '@aisha/platform';
import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ForgetAgedFiles } from './forget-aged-files';
import type { ObjectStore } from './object-store';
import { S3ObjectStore } from './s3-object-store';
import { StorageConfig } from './storage.config';

const MINUTE_MS = 60_000;
/** An age that is no multiple of the period, nor of a longer period that would be wrong. */
const KEPT_MS = 97 * MINUTE_MS;
const EVERYTHING: StoredObject = { bucket: 'files', key: 'incoming/' };
const FILE: StoredObject = { bucket: 'files', key: 'incoming/anna/photo.jpg' };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A clock that runs by the timers of the process: each timer of a minute or more ends when the test lets it end. */
class TimersTime extends Clock {
  private time = new Date();
  private readonly set: { readonly end: () => void; readonly ms: number }[] = [];
  private told = (): void => undefined;

  constructor() {
    super();
    const { setTimeout: usual } = globalThis;
    const later = (end: () => void, ms = 0): NodeJS.Timeout => {
      if (ms < MINUTE_MS) return usual(end, ms);
      this.set.push({ end, ms });
      this.told();
      return usual(() => undefined, 0);
    };
    globalThis.setTimeout = Object.assign(later, usual) as typeof setTimeout;
    ends.push(async () => void (globalThis.setTimeout = usual));
  }

  now(): Date {
    return new Date(this.time);
  }

  /** Resolves when this many timers have been set. */
  async wereSet(timers: number): Promise<void> {
    while (this.set.length < timers) await new Promise<void>((resolve) => (this.told = resolve));
  }

  /** Lets the newest timer end. */
  passes(): void {
    const { end, ms } = this.set.at(-1)!;
    this.time = new Date(this.time.getTime() + ms);
    end();
  }
}

class ForgetPhotos extends ForgetAgedFiles {
  constructor(objects: ObjectStore, clock: Clock) {
    super('photos.forget', objects, clock, Logger.silent());
  }

  async run(): Promise<void> {
    await this.forgetAged(EVERYTHING, KEPT_MS);
  }
}

describe('files that are removed by their age', () => {
  it('a file goes in the last of the rounds that the process makes by itself in which it is not older than people are told', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'aisha-aged-'));
    const keys = { accessKey: 'tester', secretKey: 'a-long-secret' };
    const server = await startS3({ ...keys, dir });
    ends.push(
      () => rm(dir, { recursive: true, force: true }),
      () => server.close(),
    );
    const store = new S3ObjectStore(
      parseConfig(StorageConfig, {
        MINIO_ENDPOINT: server.url,
        MINIO_ACCESS_KEY: keys.accessKey,
        MINIO_SECRET_KEY: keys.secretKey,
      }),
    );
    await store.ensureBuckets();
    const clock = new TimersTime();
    const began = clock.now().getTime();
    await store.put(FILE, Buffer.from('a photo'), { contentType: 'image/jpeg' });
    const isThere = () =>
      store.head(FILE).then(
        () => true,
        () => false,
      );

    const forgetting = new ForgetPhotos(store, clock);
    ends.push(() => forgetting.beforeApplicationShutdown());
    forgetting.onApplicationBootstrap();
    for (let timers = 2; ; timers += 1) {
      await clock.wereSet(timers); // a round sets the timer of the next one when it has ended
      if (!(await isThere())) break;
      clock.passes();
    }

    expect(clock.now().getTime() - began).toBeLessThanOrEqual(KEPT_MS);
    expect(clock.now().getTime() - began).toBeGreaterThan(KEPT_MS - 10 * MINUTE_MS);
  });
});
