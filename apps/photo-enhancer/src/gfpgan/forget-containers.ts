import { type OnApplicationBootstrap, Injectable } from '@nestjs/common';
import { Logger } from '@aisha/platform';
import { GfpganContainer } from './gfpgan-container';
import { PhotoEnhancerConfig } from '../config';

/**
 * A process that was killed leaves its container at work. The next one removes it when it starts; so one process of an installation works
 * with one docker daemon.
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
