import { apiKeysTexts, inEveryLanguage } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import { openApiKeys } from '../../callbacks/api-keys.callbacks';
import { flow } from './api-keys.draft';
import { listStep } from './list.step';
import { nameStep, scopesStep } from './new-key.step';

const apiKeysFlow = flow({
  name: 'api-keys',
  version: 1,
  first: 'list',
  begin: () => ({}),
  steps: { list: listStep, name: nameStep, scopes: scopesStep },
});

/** The keys with which a person's programs use the public API (decision 219). */
export const apiKeysFeature = feature({
  flows: [apiKeysFlow],
  actions: [
    onCommand(
      'api',
      inEveryLanguage(apiKeysTexts, (t) => t.command),
      () => open(apiKeysFlow),
    ),
    onButton(openApiKeys, () => open(apiKeysFlow)),
  ],
});
