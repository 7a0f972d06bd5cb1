import { DeliveryReader } from '@aisha/database/bot';
import { DAY_MS } from '@aisha/domain';
import type { GalleryFilter, GalleryPlace } from '@aisha/kinds/tables';
import {
  type Anywhere,
  type Button,
  type Effect,
  type Elsewhere,
  type Input,
  open,
  type Readers,
} from '../../engine/conversation';
import { SCREEN } from '../../engine/deliveries/deliveries';
import { stillDeletable, takenFromChat } from '../../orders/shown-results';
import { ChangedPictures } from '../../readers';
import { showNewer, showOlder } from '../../callbacks/gallery.callbacks';
import type { GalleryDraft, GalleryView, StepName, Wanted } from './gallery.draft';

/** The buttons to the newer and to the older page, each only if there is such a page. */
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

/** How many pictures a page has: nine make three rows of its sheet. */
const PAGE = 9;

export const filterOf = ({ period, ...wanted }: Wanted, now: Date): GalleryFilter => ({
  ...wanted,
  ...(period && { since: new Date(now.getTime() - period * DAY_MS) }),
});

/** Shows a page in place of the screen. After a typed search the page is a new message, and the earlier screen is removed from the chat. */
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
    const { userId } = person;
    const page = await readers.of(ChangedPictures).page(userId, filterOf(view.wanted, now), { ...place, limit: PAGE });
    const { pictures, hasNewer, hasOlder } = page;
    const draft: GalleryDraft = { ...view, shown: pictures.map(({ id }) => id), hasNewer, hasOlder, at: 0 };
    return open(
      flow,
      { step: view.marked ? 'choose' : 'page', draft },
      ...(await removal(flow, context, readers, input)),
    );
  };

/** Deletes the page that was shown before a typed search, because the page with the found pictures comes as a new message. */
const removal = async (
  { name }: { readonly name: string },
  { person: { userId }, now, at }: Anywhere,
  readers: Readers,
  input: Input,
): Promise<Effect[]> => {
  const isTyped = input.kind !== 'button' && at?.flow === name;
  const screen = isTyped ? await readers.of(DeliveryReader).last(userId, SCREEN) : null;
  return screen ? takenFromChat(stillDeletable([screen], now)) : [];
};
