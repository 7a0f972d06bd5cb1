import type { OrderId, UserId } from '@aisha/domain';
import { EditReader, GenerationReader, type EditedInput } from '@aisha/kinds/tables';
import { editTexts, inEveryLanguage } from '@aisha/words';
import {
  answer,
  feature,
  onButton,
  say,
  type Elsewhere,
  type Readers,
  type StepContext,
} from '../../../engine/conversation';
import { messageOf } from '../../../engine/deliveries/content';
import { fileAskedFor } from '../../../orders/file-asked-for';
import { chosen } from '../../../orders/own-picture/own-picture';
import { removalActions } from '../../../orders/removal-actions';
import { isKept } from '../../../orders/sent-photo/sent-photo';
import { editedSubject, openChange, type EditSubject } from '../../../callbacks/edit.callbacks';
import {
  deleteEdit,
  deleteEditSurely,
  editAgain,
  editBefore,
  editMore,
  keepEdit,
  undoEdit,
} from '../../../callbacks/edit-result.callbacks';
import { editOrder } from './edit.order';

type Asking = Pick<StepContext, 'person' | 'now'>;
type AskedEdit = NonNullable<Awaited<ReturnType<EditReader['asked']>>>;

/**
 * The file of a picture that an order may change, and the draft with which a conversation about it begins. Undefined once the file is gone.
 */
const subjectIn = async (
  readers: Readers,
  userId: UserId,
  input: Exclude<EditedInput, { kind: 'photo' }>,
): Promise<{ readonly file: string; readonly subject: EditSubject } | undefined> => {
  if (input.kind === 'edit') return editedSubject(readers, userId, input);
  const { orderId } = input;
  const drawn = await readers.of(GenerationReader).find(userId, orderId);
  const picture = drawn?.pictures.find(({ id }) => id === input.pictureId);
  return picture?.filePath
    ? { file: picture.filePath, subject: { from: orderId, picture: chosen(picture) } }
    : undefined;
};

/**
 * The original picture of a delivered edit: the copy of a sent photo, or the picture of ours with which the edit began. Undefined once it
 * is gone.
 */
const beforeOf = async (readers: Readers, userId: UserId, orderId: OrderId) => {
  const edit = await readers.of(EditReader).find(userId, orderId);
  if (!edit) return undefined;
  const { input, originalPath } = edit;
  if (originalPath !== null) return subjectIn(readers, userId, { kind: 'edit', orderId, side: 'before' });
  return input.kind === 'photo' ? undefined : subjectIn(readers, userId, input);
};

/**
 * The picture that an order changed, or would have changed if it had not failed. For a sent photo this is its copy, or the photo itself as
 * long as that is kept.
 */
const changedBy = async (readers: Readers, { person: { userId }, now }: Asking, asked: AskedEdit) => {
  const before = await beforeOf(readers, userId, asked.orderId);
  if (before) return before.subject;
  if (asked.input.kind !== 'photo') return (await subjectIn(readers, userId, asked.input))?.subject;
  return isKept(asked.input.photoId, now) && asked.faces
    ? { photoId: asked.input.photoId, faces: asked.faces }
    : undefined;
};

/**
 * Offers the same change of the same picture again, or asks for another one; also for another when the words of the change are no longer
 * stored. Says why when the picture cannot be changed any more.
 */
const again =
  (change: 'same' | 'other') =>
  async ({ orderId }: { orderId: OrderId }, context: Asking, readers: Readers): Promise<Elsewhere> => {
    const { userId, language } = context.person;
    const t = editTexts[language];
    const asked = await readers.of(EditReader).asked(userId, orderId);
    const subject = asked && (await changedBy(readers, context, asked));
    if (!subject) return answer(asked?.input.kind === 'photo' ? t.tooOld : t.goneNow);
    return openChange(readers, subject, context, change === 'same' ? asked.change : undefined);
  };

/**
 * The buttons below a changed picture, and below the card of an order that brought no picture. `editAgain` and `editBefore` work as long as
 * the picture before the change is stored, and `undoEdit` as long as both pictures are stored. The other buttons need only the changed
 * picture.
 */
export const editResultFeature = feature({
  actions: [
    onButton(editAgain, again('same')),
    onButton(editMore, async ({ orderId }, context, readers) => {
      const { userId, language } = context.person;
      const after = await subjectIn(readers, userId, { kind: 'edit', orderId, side: 'after' });
      return after ? openChange(readers, after.subject, context) : answer(editTexts[language].goneNow);
    }),
    onButton(editBefore, again('other')),
    onButton(undoEdit, async ({ orderId }, { person: { userId, language } }, readers) => {
      const t = editTexts[language];
      const before = await beforeOf(readers, userId, orderId);
      if (!before) return answer(t.goneNow);
      const buttons = [[editBefore.button(t.changeBefore, { orderId })]];
      return answer(undefined, say(messageOf({ text: t.before, photo: before.file, buttons }), fileAskedFor(orderId)));
    }),
    ...removalActions(editOrder, {
      ask: deleteEdit,
      surely: deleteEditSurely,
      keep: keepEdit,
      find: (readers, userId, orderId) => readers.of(EditReader).find(userId, orderId),
      gone: inEveryLanguage(editTexts, (t) => t.goneNow),
    }),
  ],
});
