import { DeliveryReader } from '@aisha/database/bot';
import type { GalleryFilter, GalleryPlace } from '@aisha/kinds/tables';
import { galleryTexts } from '@aisha/words';
import {
  type Anywhere,
  type Button,
  type Effect,
  type Elsewhere,
  type Input,
  openBelow,
  type Readers,
  say,
} from '../../engine/conversation';
import { albumOf } from '../../engine/deliveries/content';
import { SCREEN } from '../../engine/deliveries/deliveries';
import { GALLERY_ALBUM, stillDeletable, takenFromChat } from '../../orders/shown-results';
import { ChangedPictures } from '../../readers';
import { showNewer, showOlder } from '../gallery/gallery.callbacks';
import type { GalleryDraft, GalleryView, StepName, Wanted } from './gallery.draft';

/** The buttons to the next and the previous page, as far as there are such pages. */
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

/** How many pictures an album has: Telegram takes ten, and nine make three rows. */
const PAGE = 9;

const DAY_MS = 24 * 3_600_000;

export const filterOf = ({ period, ...wanted }: Wanted, now: Date): GalleryFilter => ({
  ...wanted,
  ...(period && { since: new Date(now.getTime() - period * DAY_MS) }),
});

/** Shows a page: an album, and its buttons below it. The album and the screen that it replaces are removed from the chat. */
export const pageOf =
  (flow: { readonly name: string; readonly types?: { draft: GalleryDraft; step: StepName } | undefined }) =>
  async (
    context: Anywhere,
    readers: Readers,
    input: Input,
    view: GalleryView,
    place: GalleryPlace = {},
  ): Promise<Elsewhere> => {
    const { person, now } = context;
    const { userId, language } = person;
    const page = await readers.of(ChangedPictures).page(userId, filterOf(view.wanted, now), { ...place, limit: PAGE });
    const { pictures, hasNewer, hasOlder } = page;
    const draft: GalleryDraft = { ...view, shown: pictures.map(({ id }) => id), hasNewer, hasOlder, at: 0 };
    const files = pictures.flatMap(({ filePath }) => filePath ?? []);
    const album = albumOf(files, galleryTexts[language].album({ count: files.length }));
    return openBelow(
      flow,
      { step: view.chosen ? 'choose' : 'page', draft },
      ...(files.length > 0 ? [say(album, { cardKey: GALLERY_ALBUM })] : []),
      ...(await removal(flow, context, readers, input)),
    );
  };

/** Deletes the album of the page before, and its screen or the screen that led here, when the person turns the page. */
const removal = async (
  { name }: { readonly name: string },
  { person: { userId }, now, at }: Anywhere,
  readers: Readers,
  input: Input,
): Promise<Effect[]> => {
  const album = await readers.of(DeliveryReader).last(userId, GALLERY_ALBUM);
  const screen =
    input.kind !== 'button' && at?.flow === name ? await readers.of(DeliveryReader).last(userId, SCREEN) : null;
  const sent = [album, screen].filter((result) => result !== null);
  const pressed = input.kind === 'button' ? [input.messageId] : [];
  return takenFromChat({ messageIds: [...stillDeletable(sent, now).messageIds, ...pressed] });
};
