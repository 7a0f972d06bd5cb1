import { inEveryLanguage, permissionsTexts } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import { withoutAnyPermission } from '../../orders/drawing-permission.store';
import { openPermissions, PERMIT } from '../../callbacks/permissions.callbacks';
import { answerStep, flow, ownerStep } from './answer.step';
import { listStep } from './list.step';
import { picturesStep } from './pictures.step';

const permitFlow = flow({
  name: PERMIT.name,
  version: 1,
  first: 'list',
  begin: () => ({}),
  steps: { answer: answerStep, owner: ownerStep, list: listStep, pictures: picturesStep },
});

/** The permissions to draw people together with others: the friend's answer, and how each permission is ended (decision 197). */
export const permissionsFeature = feature({
  flows: [permitFlow],
  actions: [
    onCommand(
      'permissions',
      inEveryLanguage(permissionsTexts, (t) => t.command),
      () => open(permitFlow),
    ),
    onButton(openPermissions, () => open(permitFlow)),
  ],
  withdrawn: [withoutAnyPermission],
});
