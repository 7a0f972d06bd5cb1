import type { OrderId, PictureId } from '@aisha/domain';
import type { InputOf, PhotoFaces } from '@aisha/kinds';
import { editTexts, sentPhotoTexts, together } from '@aisha/words';
import { flowKit, id, oneOf, optional } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { inputOf as pictureOrPhoto, type SentPhotoDraft } from '../../orders/sent-photo/sent-photo';
import type { EditSubject } from '../../callbacks/edit.callbacks';

/** A picture that the person wants changed, and the sentence that says how. */
export interface EditDraft extends OfferedDraft, SentPhotoDraft, EditSubject {
  readonly change?: string;
}

export const { step, loading, on, onText, goTo, stay, flow } = flowKit<
  EditDraft,
  'photo' | 'looking' | 'picture' | 'faces' | 'change' | 'confirm'
>()(together(editTexts, sentPhotoTexts));

/** The picture to change, in the form of the worker's message; undefined when there is none. */
export const inputOf = (draft: EditDraft): InputOf<'picture' | 'photo' | 'edit'> | undefined =>
  draft.edited ? { kind: 'edit', ...draft.edited } : pictureOrPhoto(draft);

/**
 * What the buttons of a draft name, so that they lead to it again when the person has left it: a picture of ours by its id, a picture of an
 * earlier edit by its side and the edit's id. A sent photo has a draft that is kept.
 */
export const SUBJECT = {
  subject: oneOf(['kept', 'picture', 'before', 'after']),
  subjectId: optional(id<PictureId | OrderId>()),
};

export const namedBy = ({ edited, picture }: EditDraft) => {
  if (edited) return { subject: edited.side, subjectId: edited.orderId };
  return picture
    ? { subject: 'picture' as const, subjectId: picture.id }
    : { subject: 'kept' as const, subjectId: null };
};

/** What stays of a draft when the person wants another change of the same picture. */
export const subjectOf = ({ edited, from, picture, photoId, photo, faces }: EditDraft): EditDraft => ({
  ...(edited && { edited }),
  ...(from && { from }),
  ...(picture && { picture }),
  ...(photoId && { photoId }),
  ...(photo && { photo }),
  ...(faces && { faces }),
});

/**
 * Whose faces the draft's sent photo shows, according to the trainer or the person. Undefined while the person still has to say that the
 * other people in the photo agree. Null for a picture of ours, because the bot asks nothing about its faces.
 */
export const facesOf = (draft: EditDraft): PhotoFaces | null | undefined => {
  if (inputOf(draft)?.kind !== 'photo') return null;
  if (draft.faces) return draft.faces;
  const whose = draft.photo?.whose;
  return whose === 'own' || whose === 'nobody' ? whose : undefined;
};
