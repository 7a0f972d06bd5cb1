import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { AvatarWordsStore } from './avatar-words.store';

const FORGET_EVERY_MS = 60_000;
/** At the start of the app: as long as a card is kept. */
const FIRST_LOOK_BACK_DAYS = 30;
/** While it runs: longer than an order goes on after its avatar was deleted. */
const LOOK_BACK_DAYS = 1;

/** What cards say of an avatar goes within a minute after it, whatever its last orders still told meanwhile. */
@Injectable()
export class ForgetAvatars extends Periodic {
  private lookBackDays = FIRST_LOOK_BACK_DAYS;

  constructor(
    private readonly words: AvatarWordsStore,
    log: Logger,
  ) {
    super('avatars.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    await this.words.forgetDeleted(this.lookBackDays);
    this.lookBackDays = LOOK_BACK_DAYS;
  }
}
