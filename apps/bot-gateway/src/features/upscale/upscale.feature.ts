import { answer, feature, open } from '../../engine/conversation';
import { chosen } from '../../orders/own-picture/own-picture';
import { pick } from '../../orders/own-picture/picture.step';
import { ChangedPictures } from '../../readers';
import { orderOne, pictureStep } from './picture.step';
import { confirmStep, orderLone } from './confirm.step';
import { flow, type UpscaleDraft } from './upscale.draft';
import { inEveryLanguage, upscaleTexts } from '@aisha/words';

const UPSCALE = 'upscale';

const upscaleFlow = flow({
  name: UPSCALE,
  version: 1,
  first: 'picture',
  begin: () => ({}),
  worthKeeping: () => false,
  isAboutOne: true,
  title: inEveryLanguage(upscaleTexts, (t) => t.flowTitle),
  // Handles a tap that would order from a screen that the person has left: shows that screen's offer again, at today's price, and orders
  // nothing.
  leftButton: async (data, { person: { userId, language } }, readers) => {
    const lone = orderLone.decode(data);
    const pressed = lone ?? orderOne.decode(data) ?? pick.decode(data); // `pick` belongs to a list of an earlier release, which had no price
    if (!pressed?.pictureId) return undefined;
    const one = await readers.of(ChangedPictures).one(userId, pressed.pictureId);
    if (!one) return answer(upscaleTexts[language].gone);
    const draft = { from: one.picture.orderId, ...('size' in pressed && { size: pressed.size }) };
    return open<UpscaleDraft, 'picture' | 'confirm'>(
      { name: UPSCALE },
      lone ? { step: 'confirm', draft: { ...draft, picture: chosen(one.picture) } } : { step: 'picture', draft },
    );
  },
  steps: { picture: pictureStep, confirm: confirmStep },
});

export const upscaleFeature = feature({ flows: [upscaleFlow] });
