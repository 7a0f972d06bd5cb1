import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';

/** A photo of a face made sharp. */
export const restorationOrder: OrderKindView<'restoration'> = {
  kind: 'restoration',
  title: { ru: '📷 Чёткое фото', en: '📷 Sharp photo' },
  shortTitle: { ru: '📷 Чёткое фото', en: '📷 Sharp photo' },
  delivered: {
    ru: () => html`📷 Готово! Чёткое фото — в файле.`,
    en: () => html`📷 Done! The sharp photo is in the file.`,
  },
  resultButtons: () => [],
  retryButtons: () => [],
};
