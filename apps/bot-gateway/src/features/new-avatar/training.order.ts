import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openAvatars } from '../avatars/avatars.callbacks';
import { generateWith } from '../generate/generate.callbacks';
import type { ResultCardState } from '../../orders/result.state';
import { newAvatarTexts } from './new-avatar.texts';

const isStyle = ({ outcome }: ResultCardState): boolean => outcome.type === 'delivered' && outcome.isStyle === true;

/** An avatar's training. */
export const trainingOrder: OrderKindView<'training'> = {
  kind: 'training',
  title: { ru: '🧬 Обучение аватара', en: '🧬 Avatar training' },
  shortTitle: { ru: '🧬 Аватар', en: '🧬 Avatar' },
  delivered: {
    ru: (name, state) =>
      isStyle(state)
        ? html`🎉 Ваш стиль <b>${name}</b> готов! Опишите любую идею одной строкой, и я нарисую её в этой манере.`
        : html`🎉 Ваш аватар <b>${name}</b> готов! Опишите любую идею одной строкой, и я нарисую.`,
    en: (name, state) =>
      isStyle(state)
        ? html`🎉 Your style <b>${name}</b> is ready! Describe any idea in one line and I’ll draw it in this style.`
        : html`🎉 Your avatar <b>${name}</b> is ready! Describe any idea in one line and I’ll draw it.`,
  },
  resultButtons: ({ outcome }, language) =>
    outcome.type === 'delivered' && outcome.avatarId
      ? [[generateWith.button(newAvatarTexts[language].generate, { avatarId: outcome.avatarId })]]
      : [],
  retryButtons: (_, language) => [[openAvatars.button(newAvatarTexts[language].mine, {})]],
};
