import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { LoraLinkStore } from './lora-link.store';

const FORGET_EVERY_MS = 60_000;

/** Removes the links of deleted avatars. */
@Injectable()
export class ForgetLoraLinks extends Periodic {
  constructor(
    private readonly links: LoraLinkStore,
    log: Logger,
  ) {
    super('lora-links.forget', FORGET_EVERY_MS, log);
  }

  run(): Promise<void> {
    return this.links.forgetDeleted();
  }
}
