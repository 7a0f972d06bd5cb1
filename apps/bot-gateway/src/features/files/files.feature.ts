import { filesTexts, inEveryLanguage } from '@aisha/words';
import { feature, onButton, onCommand, open, type Feature } from '../../engine/conversation';
import type { OrderKindViews } from '../../orders/order-kind';
import { fileKindViews } from './file-kinds';
import { fileStep } from './file.step';
import { openFiles } from './files.callbacks';
import { flow } from './files.draft';
import { kindStep } from './kind.step';
import { listStep } from './list.step';
import { removeStep } from './remove.step';

/** «Мои файлы»: everything a person sent or received, to be sent again or deleted. */
export const filesFeature = (views: OrderKindViews): Feature => {
  const kinds = fileKindViews(views);
  const filesFlow = flow({
    name: 'files',
    version: 1,
    first: 'list',
    begin: () => ({}),
    steps: { list: listStep(kinds), kind: kindStep(kinds), file: fileStep(kinds), remove: removeStep(kinds) },
  });
  return feature({
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
