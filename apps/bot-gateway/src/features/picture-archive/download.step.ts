import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { callback } from '../../engine/conversation';
import { ChangedAvatars, ChangedPictures } from '../../readers';
import { MOST_PACKED, roomFor } from '../archives/archive-limits';
import { beginsPacking } from '../archives/archive.card';
import { filtersText } from '../gallery-filter/filters-text';
import { goTo, loading, on } from '../gallery-filter/gallery.draft';
import { filterOf } from '../gallery-filter/page';

const pack = callback('pics.zip.yes', {});
const back = callback('pics.zip.no', {});

const { step, on: onFound } = loading(async (readers, { wanted }, { person: { userId, language }, now }) => {
  const filter = filterOf(wanted, now);
  const { pictures: found, hasOlder } = await readers.of(ChangedPictures).page(userId, filter, { limit: MOST_PACKED });
  const avatar = wanted.avatarId ? await readers.of(ChangedAvatars).find(userId, wanted.avatarId) : null;
  return {
    language,
    filter,
    found: found.length,
    /** Only the newest of the found pictures are packed, as many as today's limit allows. */
    room: await roomFor(readers, { userId, now }, found),
    hasMore: hasOlder,
    avatar: avatar?.name ?? null,
  };
});

/** Offers the found pictures as archives: says how many are packed and how large they are, with the button that packs them. */
export const downloadFoundStep = step({
  screen: ({ wanted }, t, { found, room, hasMore, avatar, language }) => {
    const { count, isPacking, size, aDay, againInMs } = room;
    const { partMegabytes } = size;
    const toPage = back.button(t.back, {});
    if (found === 0) return { text: t.nothingToPack, buttons: [[toPage]] };
    if (isPacking) return { text: t.isPacking, buttons: [[toPage]] };
    if (count === 0) return { text: t.enoughForToday({ aDay, againInMs, partMegabytes }), buttons: [[toPage]] };
    return {
      text: t.askDownload({
        count,
        filters: filtersText(wanted, avatar, language),
        reach: found > count ? 'today' : hasMore ? 'newest' : 'all',
        againInMs,
        ...size,
      }),
      buttons: [[pack.button(t.pack, {}), toPage]],
    };
  },
  actions: [
    onFound(pack, (draft, _, { person: { userId }, data: { filter, room }, now, newId }) => {
      const { count: total, isPacking } = room;
      if (total === 0 || isPacking) return goTo('download-found', draft);
      const { avatarId = null, isFavourite = false, lookGroup = null, since, words = null } = filter;
      const of = { avatarId, isFavourite, lookGroup, since: since?.toISOString() ?? null, words };
      const begun = beginsPacking({ userId, archiveId: newId<string>(), total, now }, (job) =>
        message(botGatewayInbox, 'pack-pictures', { ...job, before: null, ...of }),
      );
      return goTo('page', draft, ...begun);
    }),
    on(back, (draft) => goTo('page', draft)),
  ],
});
