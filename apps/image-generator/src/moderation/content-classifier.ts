import path from 'node:path';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import sharp from 'sharp';
import workerpool, { type Pool } from 'workerpool';

/** Side of the square that the network takes, in pixels. */
const SIDE_PX = 224;
/** A picture takes 50 to 160 ms of a core, the first one a second more (measured). One that takes longer is not looked at. */
const TIMEOUT_MS = 20_000;
/** A child that took too long gets this long to say that it ends, then it is killed. */
const KILLED_AFTER_MS = 100;
const STOPS_WITHIN_MS = 2_000;
const CHILD = path.join(__dirname, 'content.child.mjs');

/** Says how explicit a drawn picture is, by nsfwjs in one child process and without any provider. */
export class ContentClassifier implements BeforeApplicationShutdown {
  private readonly pool: Pool;

  constructor(child = CHILD) {
    this.pool = workerpool.pool(child, {
      workerType: 'process',
      maxWorkers: 1,
      workerTerminateTimeout: KILLED_AFTER_MS,
      forkOpts: { env: {}, serialization: 'advanced' },
      emitStdStreams: true, // the output is dropped: the packages print advice for developers
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.pool.terminate(true, STOPS_WITHIN_MS);
  }

  /** Resolves to a share from 0 to 1. Throws when the child does not answer. */
  async explicitness(picture: Buffer): Promise<number> {
    const pixels = await sharp(picture)
      .flatten()
      .toColourspace('srgb')
      .resize(SIDE_PX, SIDE_PX, { fit: 'fill' })
      .raw()
      .toBuffer();
    return this.pool.exec('explicitness', [pixels]).timeout(TIMEOUT_MS) as unknown as Promise<number>;
  }
}
