import path from 'node:path';
import { type BeforeApplicationShutdown, Injectable, Optional } from '@nestjs/common';
import type { SmallCopy } from '@aisha/pictures';
import { Logger } from '@aisha/platform';
import { ConfinedChildren, type ChildLimits } from '@aisha/platform/confined';

/** Side of the square that the network takes, in pixels. */
const SIDE_PX = 224;
const LIMITS: ChildLimits = {
  children: 1,
  /** The memory of a child, in MB. The network and its work take 300 MB (measured), so there is room left. */
  childMb: 500,
  /**
   * A picture takes 40 ms of a core, the first one a second more (measured). A picture that takes longer than the limit is not classified.
   */
  timeoutMs: 20_000,
  callsPerChild: 5_000,
  /**
   * How long an idle child is kept. A child keeps 240 MB, and its start takes 0.6 s of a core (measured). At this limit the starts take at
   * most a fiftieth of a core, however the pictures arrive. The next picture of a session, and of people who order one after another, finds
   * the child still there.
   */
  idleMs: 30_000,
};
const CHILD = path.join(__dirname, 'content.child.mjs');

/** Measures how explicit a drawn picture is, with nsfwjs in one confined child and without any provider. */
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
  async explicitness(picture: SmallCopy): Promise<number> {
    return this.children.ask<number>('explicitness', [await picture.square(SIDE_PX)]);
  }
}
