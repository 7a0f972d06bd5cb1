import type { ErrorCode } from '@aisha/domain';
import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openUpscale } from '../upscale/upscale.callbacks';
import { again, deletePictures, openGenerate, similar } from './generate.callbacks';
import { generateTexts } from './generate.texts';

/** The same idea would end the same way. */
const FAULTS_OF_THE_IDEA: readonly ErrorCode[] = ['prompt-refused', 'result-not-decent'];

/** Pictures of an idea. */
export const generationOrder: OrderKindView<'generation'> = {
  kind: 'generation',
  title: { ru: '🎨 Картинки', en: '🎨 Pictures' },
  shortTitle: { ru: '🎨 Картинки', en: '🎨 Pictures' },
  delivered: { ru: () => html`✨ Готово! Что дальше?`, en: () => html`✨ Done! What next?` },
  resultButtons: ({ orderId }, language) => {
    const t = generateTexts[language];
    return [
      [again.button(t.again, { orderId }), similar.button(t.similar, { orderId })],
      [openUpscale.button(t.upscale, { orderId })],
      [deletePictures.button(t.remove, { orderId })],
    ];
  },
  retryButtons: ({ orderId, outcome, receipt }, language) => {
    const t = generateTexts[language];
    const isFaultOfTheIdea = outcome.type === 'failed' && FAULTS_OF_THE_IDEA.includes(outcome.code);
    // The image generator has no row of an order that billing refused, so it cannot repeat it.
    return isFaultOfTheIdea || receipt?.held === '0'
      ? [[openGenerate.button(t.anotherIdea, {})]]
      : [[again.button(t.again, { orderId })]];
  },
};
