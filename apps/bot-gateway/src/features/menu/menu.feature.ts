import {
  feature,
  leave,
  onButton,
  onCommand,
  open,
  resume,
  resumeDraft,
  toMenu,
  type Feature,
} from '../../engine/conversation';
import { helpStep } from './help.step';
import { languageStep } from './language.step';
import { mainStep } from './main.step';
import { flow } from './menu.draft';
import { menuTexts } from './menu.texts';

/** The start, to which every flow returns. It lists the entries of the other features. */
export const menuFeature = (others: readonly Feature[]): Feature => {
  const menuFlow = flow({
    name: 'menu',
    version: 1,
    first: 'main',
    begin: () => ({}),
    steps: { main: mainStep(others), help: helpStep, language: languageStep },
  });
  return feature({
    flows: [menuFlow],
    actions: [
      onCommand('start', null, () => open(menuFlow, { step: 'main', draft: { greets: true } })),
      onCommand('menu', { ru: 'Меню', en: 'Menu' }, () => leave()),
      onCommand('language', { ru: 'Сменить язык', en: 'Change the language' }, () =>
        open(menuFlow, { step: 'language', draft: {} }),
      ),
      onCommand('help', { ru: 'Что я умею', en: 'What I can do' }, () => open(menuFlow, { step: 'help', draft: {} })),
      onCommand('cancel', { ru: 'Остановить начатое', en: 'Stop what was begun' }, (_, { person }) =>
        leave(menuTexts[person.language].cancelled),
      ),
      onButton(toMenu, () => leave()),
      onButton(resumeDraft, ({ flow }) => resume(flow)),
    ],
  });
};
