import { photosDone } from './new-avatar.callbacks';
import { isTooLarge, keepPhoto } from './incoming-photo';
import { loading, stay } from './new-avatar.draft';
import { suggestedName } from './suggested-name';
import type { Action } from '../../engine/conversation';
import { ChangedAvatars } from '../../readers';

const { onPhoto, onFile, onCard } = loading(async (readers, draft, context) => ({
  accepted: draft.avatarId ? await readers.of(ChangedAvatars).countPhotos(draft.avatarId) : 0,
  name: draft.name ?? (await suggestedName(readers, draft, context)),
}));

/** Photos that come before anything is said of the avatar are kept. */
export const earlyPhotos: readonly Action[] = [
  onPhoto((draft, file, context) => {
    const kept = keepPhoto(draft, file, context, context.data);
    return stay(kept.draft, undefined, ...kept.effects);
  }),
  onFile((draft, file, context) => {
    if (isTooLarge(file)) return stay(draft, context.t.fileTooLarge);
    if (!file.mimeType?.startsWith('image/')) return stay(draft, context.t.onlyPhotos);
    const kept = keepPhoto(draft, file, context, context.data);
    return stay(kept.draft, undefined, ...kept.effects);
  }),
];

/** The same at a question about the avatar: the card of the photos asks it again. */
export const keptPhotos: readonly Action[] = [...earlyPhotos, onCard(photosDone, (draft) => stay(draft))];
