import { feature, onCommand, open } from '../../engine/conversation';
import { banStep, confirmStep, creditsStep, reasonStep } from './act.steps';
import { flow, roleOf } from './admin.draft';
import { findStep, personStep, todayStep } from './look.steps';

const adminFlow = flow({
  name: 'admin',
  version: 1,
  first: 'today',
  begin: () => ({}),
  steps: {
    today: todayStep,
    find: findStep,
    person: personStep,
    credits: creditsStep,
    ban: banStep,
    reason: reasonStep,
    confirm: confirmStep,
  },
});

/**
 * `/admin`: the numbers of the day, a person, credits, a refund and a ban, for operators who are not at the desk. For anybody else the
 * command does not exist, and its screens do nothing.
 */
export const adminFeature = feature({
  flows: [adminFlow],
  actions: [
    onCommand('admin', null, (_, { person }, readers) =>
      roleOf(readers, person) === undefined ? undefined : open(adminFlow),
    ),
  ],
});
