import { GenerationReader } from '@aisha/kinds/tables';
import { answer, feature, onButton, open } from '../../engine/conversation';
import { confirmStep } from './confirm.step';
import { pictureStep } from './picture.step';
import { openUpscale, upscalePicture } from './upscale.callbacks';
import { flow, toEnlarge, type UpscaleDraft } from './upscale.draft';
import { inEveryLanguage, upscaleTexts } from '@aisha/words';
import { ChangedPictures } from '../../readers';

const upscaleFlow = flow({
  name: 'upscale',
  version: 1,
  first: 'picture',
  begin: () => ({}),
  worthKeeping: () => false,
  title: inEveryLanguage(upscaleTexts, (t) => t.flowTitle),
  steps: { picture: pictureStep, confirm: confirmStep },
});

export const upscaleFeature = feature({
  flows: [upscaleFlow],
  actions: [
    onButton(openUpscale, async ({ orderId: from }, { person }, readers) => {
      const pictures = (await readers.of(GenerationReader).find(person.userId, from))?.pictures ?? [];
      const [only, ...others] = pictures;
      if (!only) return answer(upscaleTexts[person.language].gone);
      const draft: UpscaleDraft = { from };
      return others.length > 0
        ? open(upscaleFlow, { step: 'picture', draft })
        : open(upscaleFlow, { step: 'confirm', draft: { ...draft, picture: toEnlarge(only) } });
    }),
    onButton(upscalePicture, async ({ orderId: from, pictureId }, { person }, readers) => {
      const one = await readers.of(ChangedPictures).one(person.userId, pictureId);
      if (one?.picture.orderId !== from) return answer(upscaleTexts[person.language].gone);
      return open(upscaleFlow, { step: 'confirm', draft: { from, picture: toEnlarge(one.picture) } });
    }),
  ],
});
