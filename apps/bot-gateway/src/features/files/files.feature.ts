import { filesTexts, inEveryLanguage } from '@aisha/words';
import { feature, type Feature, onButton, onCommand, open } from '../../engine/conversation';
import type { FileKindViews } from '../../orders/file-kind';
import type { OrderKindViews } from '../../orders/order-kind';
import { fileStep, removeStep } from './file.step';
import { openFiles } from './files.callbacks';
import { flow } from './files.draft';
import { kindStep } from './kind.step';
import { listSteps } from './list.step';

/** How each kind of file is shown. The views of orders provide it: a view that leaves a kind out does not compile. */
export const fileKindViews = (views: OrderKindViews): FileKindViews =>
  Object.assign({}, ...Object.values(views).map(({ files }) => files)) as FileKindViews;

/** «Мои файлы»: everything that a person sent or received, which can be sent again or deleted. */
export const filesFeature = (views: OrderKindViews): Feature => {
  const kinds = fileKindViews(views);
  const filesFlow = flow({
    name: 'files',
    version: 1,
    first: 'list',
    begin: () => ({}),
    steps: { ...listSteps(kinds), kind: kindStep(kinds), file: fileStep(kinds), remove: removeStep(kinds) },
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
