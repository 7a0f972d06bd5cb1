import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from '@aisha/platform';
import type { GfpganContainer } from './gfpgan-container';

/**
 * A process that was killed leaves its container at work. The next one removes it when it starts; so one process of an installation works
 * with one docker daemon.
 */
export class ForgetContainers implements OnApplicationBootstrap {
  constructor(
    /** Null: this installation starts none. */
    private readonly gfpgan: GfpganContainer | null,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.gfpgan?.removeLeftOvers().catch((error: unknown) => this.log.failed('gfpgan.left-overs', error));
  }
}
