import { Injectable } from '@nestjs/common';
import type { ShowAvatarStop } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PersonReader } from '@aisha/database/bot';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { ChangedAvatars } from '../../readers';
import { faceProofTexts } from '@aisha/words';
import { stopMessage } from './stop-message';
import { Readers } from '../../engine/conversation/readers';

/** Tells the person of an avatar that it is stopped, or free again. */
@Injectable()
export class ShowAvatarStopHandler implements JobHandler<ShowAvatarStop> {
  constructor(
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async ({ userId, avatarId, stop }: ShowAvatarStop, context: JobContext): Promise<void> => {
    const avatar = await this.readers.of(ChangedAvatars).find(userId, avatarId);
    const language = await this.readers.of(PersonReader).languageOf(userId);
    if (!avatar) return; // deleted meanwhile
    const told = stop
      ? stopMessage(avatar, stop, language)
      : messageWith(faceProofTexts[language].free({ name: avatar.name }), []);
    await context.once((tx) => this.deliveries.add(tx, userId, told));
  };
}
