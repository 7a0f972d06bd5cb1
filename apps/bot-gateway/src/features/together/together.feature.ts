import { inEveryLanguage, togetherTexts } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { openTogether } from '../../callbacks/permissions.callbacks';
import { confirmStep, ideaStep } from './confirm.step';
import { ownerStep } from './owner.step';
import { flow, peopleStep } from './people.step';

const togetherFlow = flow({
  name: 'together',
  version: 1,
  first: 'people',
  begin: () => ({ chosen: [] }),
  worthKeeping: ({ idea }) => idea !== undefined,
  title: inEveryLanguage(togetherTexts, (t) => t.one),
  steps: { people: peopleStep, idea: ideaStep, confirm: confirmStep, owner: ownerStep },
});

/** The conversation in which a person orders a picture of themselves with friends. */
export const togetherFeature = feature<MenuEntry>({
  flows: [togetherFlow],
  menu: [
    {
      button: openTogether,
      label: inEveryLanguage(togetherTexts, (t) => t.one),
      storey: 'create',
      place: 4,
    },
  ],
  actions: [
    onCommand(
      'together',
      inEveryLanguage(togetherTexts, (t) => t.command),
      () => open(togetherFlow),
    ),
    onButton(openTogether, () => open(togetherFlow)),
  ],
});
