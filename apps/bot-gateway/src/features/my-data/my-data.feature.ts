import { answer, feature, onButton, open, showCard, type Feature } from '../../engine/conversation';
import { openErasure, openExport } from '../../callbacks/my-data.callbacks';
import { exportCard, newExport, stopExport } from '../my-data-export/export.card';
import { eraseStep } from './erase.step';
import { exportStep } from './export.step';
import { flow } from './my-data.draft';
import { wordStep } from './word.step';

/** What a person may ask for about all their data at once: to get it, and to have it deleted (decisions 211 and 212). */
export const myDataFeature = (features: () => readonly Feature[]): Feature<never> => {
  const myData = flow({
    name: 'my-data',
    isOpenToBanned: true,
    version: 1,
    first: 'export',
    begin: () => ({}),
    steps: { export: exportStep, erase: eraseStep, word: wordStep(features) },
  });
  return feature({
    flows: [myData],
    actions: [
      onButton(openExport, () => open(myData, { step: 'export', draft: {} })),
      onButton(openErasure, () => open(myData, { step: 'erase', draft: {} })),
      onButton(
        stopExport,
        (_, { person: { userId }, now }) =>
          answer(
            undefined,
            showCard(exportCard, userId, (before = newExport('', now)) =>
              before.outcome === null ? { ...before, outcome: 'stopped' as const, at: now.toISOString() } : before,
            ),
          ),
        { isOpenToBanned: true }, // who is banned may begin an export
      ),
    ],
  });
};
