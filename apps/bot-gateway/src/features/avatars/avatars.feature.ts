import { Forgetting, Logger } from '@aisha/platform';
import { avatarsTexts, inEveryLanguage } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import { AvatarWordsStore } from './avatar-words.store';
import { openAvatars } from './avatars.callbacks';
import { flow } from './avatars.draft';
import { detailsStep } from './details.step';
import { listStep } from './list.step';
import { removeStep } from './remove.step';
import { renameStep } from './rename.step';

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

const avatarsFlow = flow({
  name: 'avatars',
  version: 1,
  first: 'list',
  begin: () => ({ before: null, avatarId: null }),
  steps: { list: listStep, details: detailsStep, rename: renameStep, remove: removeStep },
});

export const avatarsFeature = feature({
  flows: [avatarsFlow],
  menu: [
    { button: openAvatars, label: inEveryLanguage(avatarsTexts, (t) => t.entryAvatars), storey: 'works', place: 1 },
  ],
  actions: [
    onCommand(
      'avatars',
      inEveryLanguage(avatarsTexts, (t) => t.commandAvatars),
      () => open(avatarsFlow),
    ),
    onButton(openAvatars, () => open(avatarsFlow)),
  ],
});
