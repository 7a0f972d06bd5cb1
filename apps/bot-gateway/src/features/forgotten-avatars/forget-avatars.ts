import { Forgetting, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AvatarWordsStore } from './avatar-words.store';

/** Takes the names and ideas of a deleted avatar out of the cards within a minute, those too that its last orders have written meanwhile. */
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
