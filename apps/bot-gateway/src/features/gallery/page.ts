import type { GalleryFilter, GalleryPlace } from '@aisha/kinds/tables';
import { DeliveryReader } from '@aisha/database/bot';
import {
  openBelow,
  say,
  type Anywhere,
  type Effect,
  type Elsewhere,
  type Input,
  type Readers,
} from '../../engine/conversation';
import { SCREEN } from '../../engine/deliveries/deliveries';
import { albumOf } from '../../engine/deliveries/content';
import { GALLERY_ALBUM, stillDeletable, takenFromChat } from '../../orders/shown-results';
import { ChangedPictures } from '../../readers';
import type { GalleryDraft, GalleryView, StepName, Wanted } from './gallery.draft';
import { galleryTexts } from '@aisha/words';

/** Pictures of an album: Telegram takes ten, and nine make three rows. */
export const PAGE = 9;

const DAY_MS = 24 * 3_600_000;

export const filterOf = ({ period, ...wanted }: Wanted, now: Date): GalleryFilter => ({
  ...wanted,
  ...(period && { since: new Date(now.getTime() - period * DAY_MS) }),
});

/** Shows a page: an album, and its buttons below it. The album and the screen that it replaces leave the chat. */
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

/** A page of before, and the screen below it or the one that led here: what a person turns over leaves the chat. */
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
