import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { faceStopTexts } from '@aisha/words';
import { openAvatars } from '../avatars/avatars.callbacks';
import { openFaceProof } from '../face-proof/face-proof.callbacks';
import { generateWith } from '../generate/generate.callbacks';
import type { ResultCardState } from '../../orders/result.state';
import { newAvatarTexts } from '@aisha/words';
import { photoFile } from './photo.file';
import { ChangedAvatars } from '../../readers';

const isStyle = ({ outcome }: ResultCardState): boolean => outcome.type === 'delivered' && outcome.isStyle === true;
const isStopped = ({ outcome }: ResultCardState): boolean => outcome.type === 'delivered' && outcome.isStopped === true;

/** An avatar's training. */
export const trainingOrder: OrderKindView<'training'> = {
  kind: 'training',
  title: { ru: '🧬 Обучение аватара', en: '🧬 Avatar training' },
  shortTitle: { ru: '🧬 Аватар', en: '🧬 Avatar' },
  // One that was stopped while it was trained says so, and no idea is for it.
  preparing: { ru: '🧺 Готовлю фото', en: '🧺 Preparing the photos' },
  files: { photo: photoFile },
  result: async (orderId, { readers, userId }) => {
    const avatar = await readers.of(ChangedAvatars).ofTraining(userId, orderId);
    if (!avatar) return { contents: [] };
    const { id: avatarId, trainingType, stoppedFor } = avatar;
    const of = { avatarId, isStyle: trainingType === 'style' };
    return stoppedFor ? { contents: [], of: { ...of, isStopped: true } } : { contents: [], of, nextAvatar: avatarId };
  },
  delivered: {
    ru: (name, state) => {
      if (isStopped(state)) return html`✅ Аватар <b>${name}</b> обучен, но остановлен: рисовать им пока нельзя.`;
      return isStyle(state)
        ? html`🎉 Ваш стиль <b>${name}</b> готов! Опишите любую идею одной строкой, и я нарисую её в этой манере.`
        : html`🎉 Ваш аватар <b>${name}</b> готов! Опишите любую идею одной строкой, и я нарисую.`;
    },
    en: (name, state) => {
      if (isStopped(state))
        return html`✅ The avatar <b>${name}</b> is trained, but stopped: it can’t be drawn for now.`;
      return isStyle(state)
        ? html`🎉 Your style <b>${name}</b> is ready! Describe any idea in one line and I’ll draw it in this style.`
        : html`🎉 Your avatar <b>${name}</b> is ready! Describe any idea in one line and I’ll draw it.`;
    },
  },
  resultButtons: (state, language) => {
    const { outcome } = state;
    if (outcome.type !== 'delivered' || !outcome.avatarId) return [];
    const { avatarId } = outcome;
    return isStopped(state)
      ? [[openFaceProof.button(faceStopTexts[language].whatToDo, { avatarId })]]
      : [[generateWith.button(newAvatarTexts[language].generate, { avatarId })]];
  },
  retryButtons: (_, language) => [[openAvatars.button(newAvatarTexts[language].mine, {})]],
};
