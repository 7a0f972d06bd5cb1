import type { Button } from '../../engine/conversation';
import { showNewer, showOlder } from './gallery.callbacks';
import type { GalleryDraft } from './gallery.draft';

/** A row that turns the album's page, as far as there are others. */
export const turnPage = (
  { shown, hasNewer, hasOlder }: GalleryDraft,
  t: { readonly newer: string; readonly older: string },
): Button[] => {
  const [newest, oldest] = [shown[0], shown.at(-1)];
  return [
    ...(newest && hasNewer ? [showNewer.button(t.newer, { after: newest })] : []),
    ...(oldest && hasOlder ? [showOlder.button(t.older, { before: oldest })] : []),
  ];
};
