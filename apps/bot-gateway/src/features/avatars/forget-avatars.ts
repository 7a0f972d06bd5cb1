import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { every, Logger, type Repeated } from '@aisha/platform';
import { AvatarWordsStore } from './avatar-words.store';

const FORGET_EVERY_MS = 60_000;

/** What cards say of an avatar goes within a minute after it, whatever its last orders still told meanwhile. */
@Injectable()
export class ForgetAvatars implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;

  constructor(
    private readonly words: AvatarWordsStore,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(FORGET_EVERY_MS, 'avatars.forget', this.log, () => this.words.forgetDeleted());
    this.repeated.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
  }
}
