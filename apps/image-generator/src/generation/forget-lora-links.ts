import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { every, Logger, type Repeated } from '@aisha/platform';
import { LoraLinkStore } from './lora-link.store';

const FORGET_EVERY_MS = 60_000;

/** Removes the links of deleted avatars. */
@Injectable()
export class ForgetLoraLinks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;

  constructor(
    private readonly links: LoraLinkStore,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(FORGET_EVERY_MS, 'lora-links.forget', this.log, () => this.forget());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
  }

  forget(): Promise<void> {
    return this.links.forgetDeleted();
  }
}
