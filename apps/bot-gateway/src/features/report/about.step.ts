import { REPORT_SUBJECTS } from '@aisha/domain';
import { callback, oneOf, toMenu } from '../../engine/conversation';
import { goTo, on, step } from './report.draft';

const choose = callback('report.about', { about: oneOf(REPORT_SUBJECTS) });

/** Asks "What has happened?". */
export const aboutStep = step({
  screen: (_, t) => ({
    text: t.ask,
    buttons: [
      ...REPORT_SUBJECTS.map((about) => [choose.button(t.about({ about }), { about })]),
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [on(choose, (_, { about }) => goTo('tell', { about }))],
});
