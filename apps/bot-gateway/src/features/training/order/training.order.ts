import { faceStopTexts, inEveryLanguage, newAvatarTexts } from '@aisha/words';
import type { FileKindView } from '../../../orders/file-kind';
import type { OrderKindView } from '../../../orders/order-kind';
import type { ResultCardState } from '../../../orders/result.state';
import { itself } from '../../../orders/shown-by';
import { ChangedAvatars } from '../../../readers';
import { openAvatars } from '../../../callbacks/avatars.callbacks';
import { openFaceProof } from '../../../callbacks/face-proof.callbacks';
import { generateWith } from '../../../callbacks/generate.callbacks';
import { drawLikeIt } from '../../../callbacks/photo-prompt.callbacks';
import { usesOfPhotoFile } from '../../../callbacks/what-next.callbacks';

const photoFile: FileKindView = {
  words: inEveryLanguage(newAvatarTexts, (t) => ({
    many: t.fileMany,
    one: t.fileOne,
    fileName: t.fileName,
    note: t.fileNote,
  })),
  as: 'picture',
  shownBy: itself,
  uses: [...usesOfPhotoFile, drawLikeIt],
  // A single photo of a trained avatar cannot be deleted, because the model was made from all the photos; they are deleted with the avatar.
  removal: null,
};

const isStyle = ({ outcome }: ResultCardState): boolean => outcome.type === 'delivered' && outcome.isStyle === true;
const isStopped = ({ outcome }: ResultCardState): boolean => outcome.type === 'delivered' && outcome.isStopped === true;

/** How the bot shows and handles an order that trains an avatar. */
export const trainingOrder: OrderKindView<'training'> = {
  kind: 'training',
  title: inEveryLanguage(newAvatarTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(newAvatarTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(newAvatarTexts, (t) => t.orderPreparing),
  files: { photo: photoFile },
  result: async (orderId, { readers, userId }) => {
    const avatar = await readers.of(ChangedAvatars).ofTraining(userId, orderId);
    if (!avatar) return { contents: [] };
    const { id: avatarId, trainingType, stoppedFor } = avatar;
    const of = { avatarId, isStyle: trainingType === 'style' };
    return stoppedFor ? { contents: [], of: { ...of, isStopped: true } } : { contents: [], of, nextAvatar: avatarId };
  },
  // An avatar that was stopped while it was trained can draw nothing, so the words say that it is stopped.
  delivered: inEveryLanguage(
    newAvatarTexts,
    (t) => (name: string, state: ResultCardState) =>
      t.trained({ name, state: isStopped(state) ? 'stopped' : isStyle(state) ? 'style' : 'portrait' }),
  ),
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
