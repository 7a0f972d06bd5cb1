import { filesTexts, inEveryLanguage } from '@aisha/words';
import { feature, type Feature, onButton, onCommand, open } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import type { FileKindViews } from '../../orders/file-kind';
import { openFiles } from '../../callbacks/files.callbacks';
import { fileStep, removeStep } from './file.step';
import { flow } from './files.draft';
import { kindStep } from './kind.step';
import { listSteps } from './list.step';

/** «Мои файлы»: everything that a person sent or received, which can be sent again or deleted. */
export const filesFeature = (kinds: FileKindViews): Feature<MenuEntry> => {
  const filesFlow = flow({
    name: 'files',
    version: 1,
    first: 'list',
    begin: () => ({}),
    steps: { ...listSteps(kinds), kind: kindStep(kinds), file: fileStep(kinds), remove: removeStep(kinds) },
  });
  return feature<MenuEntry>({
    flows: [filesFlow],
    menu: [{ button: openFiles, label: inEveryLanguage(filesTexts, (t) => t.entryFiles), storey: 'works', place: 4 }],
    actions: [
      onCommand(
        'files',
        inEveryLanguage(filesTexts, (t) => t.commandFiles),
        () => open(filesFlow),
      ),
      onButton(openFiles, () => open(filesFlow)),
    ],
  });
};
