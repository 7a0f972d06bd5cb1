import { inEveryLanguage, reportTexts } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import { openReport } from '../../callbacks/report.callbacks';
import { aboutStep } from './about.step';
import { flow } from './report.draft';
import { sentStep, tellStep } from './tell.step';

const reportFlow = flow({
  name: 'report',
  version: 1,
  first: 'about',
  begin: () => ({}),
  steps: { about: aboutStep, tell: tellStep, sent: sentStep },
});

/** The conversation in which a person reports that a face or a picture is misused (decision 119). */
export const reportFeature = feature({
  flows: [reportFlow],
  actions: [
    onCommand(
      'report',
      inEveryLanguage(reportTexts, (t) => t.commandReport),
      () => open(reportFlow),
    ),
    onButton(openReport, () => open(reportFlow)),
  ],
});
