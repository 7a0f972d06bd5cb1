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
    menu: [{ button: openFiles, label: { ru: '🗂️ Мои файлы', en: '🗂️ My files' }, storey: 'works', place: 4 }],
    actions: [
      onCommand('files', { ru: 'Мои файлы', en: 'My files' }, () => open(filesFlow)),
      onButton(openFiles, () => open(filesFlow)),
    ],
  });
};
