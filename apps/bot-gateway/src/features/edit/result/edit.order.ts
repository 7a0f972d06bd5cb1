import { FAULTS_OF_AN_IDEA, likenessInTenths, likenessWord, MAX_FACE_DISTANCE, type Language } from '@aisha/domain';
import { type DeliveredEdit, EditReader } from '@aisha/kinds/tables';
import { editTexts, inEveryLanguage } from '@aisha/words';
import { beginningOf, type Html, html, joined } from '../../../engine/conversation';
import { albumOf } from '../../../engine/deliveries/content';
import type { FileKindView } from '../../../orders/file-kind';
import type { OrderKindView } from '../../../orders/order-kind';
import { removal } from '../../../orders/removals';
import type { ResultCardState } from '../../../orders/result.state';
import { shareOfResult } from '../../../orders/share-result.callback';
import { moreOfResult } from '../../../orders/unfold-result.callback';
import { askForPhoto } from '../../../orders/sent-photo/sent-photo.callbacks';
import { itsOrder } from '../../../orders/shown-by';
import { drawLikeIt } from '../../../callbacks/photo-prompt.callbacks';
import {
  deleteEdit,
  deleteEditSurely,
  editAgain,
  editBefore,
  editMore,
  editMoreOf,
  keepEdit,
  undoEdit,
} from '../../../callbacks/edit-result.callbacks';

/** The distance that stands for a lost face: the largest possible one. */
export const FACE_LOST = MAX_FACE_DISTANCE;

/** At most this many characters of the sentence are in the caption. A caption holds 1024; the rest is left for the likeness. */
const CAPTION = 500;

/** Says in words and in tenths how similar the face is to the original, or says that no face is found any more. */
const likenessOfEdit = (distance: number, language: Language): Html => {
  const t = editTexts[language];
  if (distance >= FACE_LOST) return t.faceLost;
  return t.likeness({ word: likenessWord(distance), tenths: likenessInTenths(distance) });
};

/** The distance of a delivered edit: the largest possible one for a lost face, and null when none was measured. */
const distanceIn = ({ faceDistance, isFaceLost }: DeliveredEdit): number | null =>
  isFaceLost ? FACE_LOST : faceDistance;

const captionOf = (edit: DeliveredEdit, language: Language): Html => {
  const t = editTexts[language];
  const distance = distanceIn(edit);
  return joined([
    edit.change === '' ? t.captionForgotten : t.caption({ change: beginningOf(edit.change, CAPTION) }),
    distance !== null && likenessOfEdit(distance, language),
  ]);
};

const editFile: FileKindView = {
  words: inEveryLanguage(editTexts, (t) => ({
    many: t.many,
    one: t.fileOne,
    fileName: t.fileName,
    removedWith: t.fileRemovedWith,
  })),
  as: 'picture',
  shownBy: itsOrder,
  uses: [editMoreOf, drawLikeIt],
  removal: ({ orderId }, userId) => removal({ kind: 'edit', orderId, userId }),
};

const delivered = ({ removal, likeness = [] }: ResultCardState, language: Language): Html => {
  const t = editTexts[language];
  const [face] = likeness;
  if (!removal) return face ? html`${t.done}\n${likenessOfEdit(face.distance, language)}` : t.done;
  if (removal.state === 'asked') return removal.isFromChat ? t.askRemove : t.askRemoveOld;
  return removal.isFromChat ? t.removed : t.removedOld;
};

/** How the bot shows and handles an order that changes a picture by a sentence. */
export const editOrder: OrderKindView<'edit'> = {
  kind: 'edit',
  title: inEveryLanguage(editTexts, (t) => t.one),
  shortTitle: inEveryLanguage(editTexts, (t) => t.one),
  preparing: inEveryLanguage(editTexts, (t) => t.preparing),
  files: { edit: editFile },
  result: async (orderId, { readers, userId, language }) => {
    const edit = await readers.of(EditReader).find(userId, orderId);
    if (!edit?.filePath) return { contents: [] };
    return {
      contents: [albumOf([edit.filePath], captionOf(edit, language))],
      shows: async () => {
        const { avatarId, isOfOthers } = await readers.of(EditReader).shows(userId, orderId);
        return { avatarIds: avatarId ? [avatarId] : [], areOthers: isOfOthers };
      },
    };
  },
  again: inEveryLanguage(editTexts, (t) => t.sendAgain),
  delivered: inEveryLanguage(editTexts, (_, language) => (__, state) => delivered(state, language)),
  resultButtons: ({ orderId, removal }, language) => {
    const t = editTexts[language];
    const other = askForPhoto.button(t.other, { use: 'edit' });
    if (removal?.state === 'done') return [[other]];
    if (removal) return [[deleteEditSurely.button(t.removeSurely, { orderId }), keepEdit.button(t.keep, { orderId })]];
    return [
      [editAgain.button(t.again, { orderId }), editMore.button(t.more, { orderId })],
      [undoEdit.button(t.undo, { orderId }), moreOfResult('edit', orderId)],
      [other],
    ];
  },
  moreButtons: ({ orderId }, language) => [
    [shareOfResult('edit', orderId, language), deleteEdit.button(editTexts[language].remove, { orderId })],
  ],
  retryButtons: ({ orderId, outcome, receipt }, language) => {
    const t = editTexts[language];
    const other = askForPhoto.button(t.other, { use: 'edit' });
    // If billing refused the order, the image generator has no row of it and cannot repeat it, so only the change of another photo is
    // offered.
    if (receipt?.held === '0') return [[other]];
    const isFaultOfTheWords = outcome.type === 'failed' && FAULTS_OF_AN_IDEA.includes(outcome.code);
    return isFaultOfTheWords
      ? [[editBefore.button(t.anotherChange, { orderId })], [other]]
      : [[editAgain.button(t.again, { orderId })], [other]];
  },
};
