import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openAvatars } from '../avatars/avatars.callbacks';
import { generateWith } from '../generate/generate.callbacks';
import { newAvatarTexts } from './new-avatar.texts';

/** An avatar's training. */
export const trainingOrder: OrderKindView<'training'> = {
  kind: 'training',
  title: { ru: '🧬 Обучение аватара', en: '🧬 Avatar training' },
  shortTitle: { ru: '🧬 Аватар', en: '🧬 Avatar' },
  delivered: {
    ru: (name) => html`🎉 Ваш аватар <b>${name}</b> готов! Опишите любую идею одной строкой, и я нарисую.`,
    en: (name) => html`🎉 Your avatar <b>${name}</b> is ready! Describe any idea in one line and I will draw it.`,
  },
  resultButtons: ({ outcome }, language) =>
    outcome.type === 'delivered' && outcome.avatarId
      ? [[generateWith.button(newAvatarTexts[language].generate, { avatarId: outcome.avatarId })]]
      : [],
  retryButtons: (_, language) => [[openAvatars.button(newAvatarTexts[language].mine, {})]],
};
