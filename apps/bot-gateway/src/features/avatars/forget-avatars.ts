import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { AvatarWordsStore } from './avatar-words.store';

const FORGET_EVERY_MS = 60_000;

/** What cards say of an avatar goes within a minute after it, whatever its last orders still told meanwhile. */
@Injectable()
export class ForgetAvatars extends Periodic {
  constructor(
    private readonly words: AvatarWordsStore,
    log: Logger,
  ) {
    super('avatars.forget', FORGET_EVERY_MS, log);
  }

  run(): Promise<void> {
    return this.words.forgetDeleted();
  }
}
