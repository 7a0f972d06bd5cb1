import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { GalleryFilter } from '@aisha/database/generator';
import { callback, send, showCard } from '../../engine/conversation';
import { cardKey } from '../../engine/cards/card';
import { archiveCard, isUnderWay, type ArchiveState } from './archive.card';
import { MOST_PACKED } from './archive-limits';
import { unmarked } from './choose.step';
import { goTo, loading } from './gallery.draft';
import { filterOf } from './page';

const pack = callback('pics.zip.yes', {});
const back = callback('pics.zip.no', {});

const { step, on } = loading(async (readers, { wanted, chosen }, { person: { userId }, now }) => {
  const filter: GalleryFilter = chosen ? { ids: chosen } : filterOf(wanted, now);
  const { pictures, hasOlder } = await readers.pictures.page(userId, filter, { limit: MOST_PACKED });
  const last = (await readers.cards.state(userId, cardKey(archiveCard, userId))) as ArchiveState | null;
  return {
    filter,
    count: pictures.length,
    hasMore: hasOlder,
    megabytes: Math.max(1, Math.round(pictures.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000)),
    avatar: wanted.avatarId && !chosen ? ((await readers.avatars.find(userId, wanted.avatarId))?.name ?? null) : null,
    isPacking: last !== null && isUnderWay(last, now),
  };
});

/** Everything that was found as files: how much it is, and the button that packs it. */
export const downloadStep = step({
  screen: ({ wanted, chosen }, t, { count, hasMore, megabytes, avatar, isPacking }) => {
    const toPage = back.button(t.back, {});
    if (count === 0) return { text: t.nothingToPack, buttons: [[toPage]] };
    if (isPacking) return { text: t.isPacking, buttons: [[toPage]] };
    return {
      text: chosen
        ? t.askDownloadChosen({ count, gone: chosen.length - count, megabytes })
        : t.askDownload(wanted, avatar, { count, hasMore, megabytes }),
      buttons: [[pack.button(t.pack, {}), toPage]],
    };
  },
  actions: [
    on(pack, (draft, _, { person: { userId }, data, now, newId }) => {
      const { filter, count: total, isPacking } = data;
      if (total === 0 || isPacking) return goTo('download', draft);
      const archiveId = newId<string>();
      const { avatarId = null, isFavourite = false, lookGroup = null, since, words = null, ids = null } = filter;
      const of = {
        avatarId,
        isFavourite,
        lookGroup,
        since: since?.toISOString() ?? null,
        words,
        pictureIds: ids && [...ids],
      };
      return goTo(
        'page',
        unmarked(draft),
        send(
          message(botGatewayInbox, 'pack-pictures', {
            userId,
            archiveId,
            part: 1,
            total,
            packed: 0,
            before: null,
            ...of,
          }),
        ),
        showCard(
          archiveCard,
          userId,
          () => ({ archiveId, total, packed: 0, archives: 0, outcome: null, at: now.toISOString() }),
          () => true,
        ),
      );
    }),
    on(back, (draft) => goTo(draft.chosen ? 'choose' : 'page', draft)),
  ],
});
