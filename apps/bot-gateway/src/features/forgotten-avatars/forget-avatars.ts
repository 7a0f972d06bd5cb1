import { Forgetting, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AvatarWordsStore } from './avatar-words.store';

/** Forgets within a minute after an avatar what cards say of it, whatever its last orders still told meanwhile. */
@Injectable()
export class ForgetAvatars extends Forgetting {
  constructor(
    private readonly words: AvatarWordsStore,
    log: Logger,
  ) {
    super('avatars.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    await this.words.forgetDeleted(lookBackDays);
  }
}
