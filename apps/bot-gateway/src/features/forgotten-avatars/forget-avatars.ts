import { Forgetting, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AvatarWordsStore } from './avatar-words.store';

/**
 * Removes the names and ideas of a deleted avatar from the cards within a minute, including those that its last orders write after the
 * deletion.
 */
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
