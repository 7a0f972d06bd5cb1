import type { OrderId, PhotoId } from '@aisha/domain';
import type { EditSide, PhotoFaces } from '@aisha/kinds';
import { open, type Elsewhere } from '../../engine/conversation';
import type { OwnPictureDraft } from '../../orders/own-picture/own-picture';

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

/** Asks what to change about a picture. */
export const askForChange = (draft: EditSubject): Elsewhere => open({ name: EDIT_FLOW }, { step: 'change', draft });

/** Offers a change that the person has already typed. */
export const offerChange = (draft: EditSubject & { readonly change: string }): Elsewhere =>
  open({ name: EDIT_FLOW }, { step: 'confirm', draft });
