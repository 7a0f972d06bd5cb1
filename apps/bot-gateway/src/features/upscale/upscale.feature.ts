import { feature } from '../../engine/conversation';
import { pictureStep } from './picture.step';
import { confirmStep } from './confirm.step';
import { flow } from './upscale.draft';
import { inEveryLanguage, upscaleTexts } from '@aisha/words';

const upscaleFlow = flow({
  name: 'upscale',
  version: 1,
  first: 'picture',
  begin: () => ({}),
  worthKeeping: () => false,
  title: inEveryLanguage(upscaleTexts, (t) => t.flowTitle),
  steps: { picture: pictureStep, confirm: confirmStep },
});

export const upscaleFeature = feature({ flows: [upscaleFlow] });
