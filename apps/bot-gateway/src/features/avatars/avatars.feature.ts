import { avatarsTexts, inEveryLanguage } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { openAvatars, showAvatar } from '../../callbacks/avatars.callbacks';
import { flow } from './avatars.draft';
import { detailsStep } from './details.step';
import { listStep } from './list.step';
import { removeStep } from './details.step';
import { renameStep } from './rename.step';

const avatarsFlow = flow({
  name: 'avatars',
  version: 1,
  first: 'list',
  begin: () => ({ before: null, avatarId: null }),
  steps: { list: listStep, details: detailsStep, rename: renameStep, remove: removeStep },
});

export const avatarsFeature = feature<MenuEntry>({
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
    onButton(showAvatar, ({ avatarId }) => open(avatarsFlow, { step: 'details', draft: { before: null, avatarId } })),
  ],
});
