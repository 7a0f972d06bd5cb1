import path from 'node:path';
import { type BeforeApplicationShutdown, Injectable, Optional } from '@nestjs/common';
import sharp from 'sharp';
import { Logger } from '@aisha/platform';
import { ConfinedChildren, type ChildLimits } from '@aisha/platform/confined';

/** Side of the square that the network takes, in pixels. */
const SIDE_PX = 224;
const LIMITS: ChildLimits = {
  children: 1,
  /** The network and its work take 300 MB (measured). */
  childMb: 500,
  /**
   * A picture takes 50 to 160 ms of a core, the first one a second more (measured). One that takes longer is given up.
   */
  timeoutMs: 20_000,
  callsPerChild: 5_000,
};
const CHILD = path.join(__dirname, 'content.child.mjs');

/** Says how explicit a drawn picture is, by nsfwjs in one confined child and without any provider. */
@Injectable()
export class ContentClassifier implements BeforeApplicationShutdown {
  private readonly children: ConfinedChildren;

  constructor(log: Logger, @Optional() child = CHILD) {
    this.children = new ConfinedChildren('content-classifier', child, LIMITS, log);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.children.beforeApplicationShutdown();
  }

  /** Resolves to a share from 0 to 1. Throws when the child does not answer. */
  async explicitness(picture: Buffer): Promise<number> {
    const pixels = await sharp(picture)
      .flatten()
      .toColourspace('srgb')
      .resize(SIDE_PX, SIDE_PX, { fit: 'fill' })
      .raw()
      .toBuffer();
    return this.children.ask<number>('explicitness', [pixels]);
  }
}
