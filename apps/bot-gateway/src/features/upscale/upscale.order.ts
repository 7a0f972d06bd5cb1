import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';

/** A delivered picture made larger. */
export const upscaleOrder: OrderKindView<'upscale'> = {
  kind: 'upscale',
  title: { ru: '✨ Улучшение', en: '✨ Upscale' },
  shortTitle: { ru: '✨ Улучшение', en: '✨ Upscale' },
  delivered: {
    ru: () => html`✨ Готово! Большая картинка в файле выше.`,
    en: () => html`✨ Done! The large picture is in the file above.`,
  },
  resultButtons: () => [],
  retryButtons: () => [],
};
