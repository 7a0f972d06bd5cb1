import type { OrderId, PhotoId, UserId } from '@aisha/domain';
import type { EditSide, PhotoFaces } from '@aisha/kinds';
import { EditReader } from '@aisha/kinds/tables';
import { editTexts } from '@aisha/words';
import { answer, open, type Elsewhere, type LoadContext, type Readers } from '../engine/conversation';
import type { OwnPictureDraft } from '../orders/own-picture/own-picture';

/** The name by which other features open the flow. */
export const EDIT_FLOW = 'edit';

/** What is changed: a picture of ours, a picture of an earlier edit, or a photo that the person sent. */
export interface EditSubject extends OwnPictureDraft {
  /** A picture of an earlier edit. */
  readonly edited?: { readonly orderId: OrderId; readonly side: EditSide };
  readonly photoId?: PhotoId;
  /** Whose faces the sent photo shows; absent until the trainer has found out or the person has said whose they are. */
  readonly faces?: PhotoFaces;
}

/** A picture of an edit: its file, and what is changed when it is changed further. Undefined once the file is gone. */
export const editedSubject = async (
  readers: Readers,
  userId: UserId,
  { orderId, side }: { readonly orderId: OrderId; readonly side: EditSide },
): Promise<{ readonly file: string; readonly subject: EditSubject } | undefined> => {
  const edit = await readers.of(EditReader).find(userId, orderId);
  const file = side === 'after' ? edit?.filePath : edit?.originalPath;
  return file ? { file, subject: { edited: { orderId, side } } } : undefined;
};

/**
 * Whether the picture comes from a photo of people that was sent too long ago to be changed further (decision 188). The generator refuses
 * such an order, so the person is told before they type a sentence and before credits are held.
 */
export const isOfFacesLongAgo = async (
  readers: Readers,
  { edited }: EditSubject,
  { person, now }: Pick<LoadContext, 'person' | 'now'>,
): Promise<boolean> =>
  edited !== undefined && readers.of(EditReader).isOfFacesLongAgo(person.userId, { kind: 'edit', ...edited }, now);

/** Offers a change of the picture, or asks what to change about it; says why neither where its photo must be sent again. */
export const openChange = async (
  readers: Readers,
  subject: EditSubject,
  context: Pick<LoadContext, 'person' | 'now'>,
  change?: string,
): Promise<Elsewhere> => {
  if (await isOfFacesLongAgo(readers, subject, context)) return answer(editTexts[context.person.language].facesTooOld);
  return open(
    { name: EDIT_FLOW },
    change ? { step: 'confirm', draft: { ...subject, change } } : { step: 'change', draft: subject },
  );
};
