import { type OnApplicationBootstrap, Injectable } from '@nestjs/common';
import { Logger } from '@aisha/platform';
import { GfpganContainer } from './gfpgan-container';
import { PhotoEnhancerConfig } from '../config';

/**
 * Removes, at the start of a process, the containers that killed processes left running. It would also remove the containers of a living
 * process, so only one process of an installation may work with one docker daemon.
 */
@Injectable()
export class ForgetContainers implements OnApplicationBootstrap {
  constructor(
    private readonly config: PhotoEnhancerConfig,
    private readonly gfpgan: GfpganContainer,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.RESTORATION_BACKEND !== 'docker') return; // this installation starts no containers
    await this.gfpgan.removeLeftOvers().catch((error: unknown) => this.log.failed('gfpgan.left-overs', error));
  }
}
