import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { GalleryFilter } from '@aisha/kinds/tables';
import { FileBudgetReader, CardReader } from '@aisha/database/bot';
import { callback, send, showCard } from '../../engine/conversation';
import { cardKey } from '../../engine/cards/card';
import { archiveCard, type ArchiveState, isUnderWay } from './pack-pictures.handler';
import { ARCHIVES, archivesOf, MOST_PACKED, PART_MEGABYTES } from './archive-limits';
import { unmarked } from './choose.step';
import { filtersText } from '../gallery-filter/filters-text';
import { goTo, loading } from '../gallery-filter/gallery.draft';
import { filterOf } from '../gallery-filter/page';
import { ChangedPictures, ChangedAvatars } from '../../readers';

const pack = callback('pics.zip.yes', {});
const back = callback('pics.zip.no', {});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const { aDay: A_DAY } = ARCHIVES;

const { step, on } = loading(async (readers, { wanted, chosen }, { person: { userId, language }, now }) => {
  const filter: GalleryFilter = chosen ? { ids: chosen } : filterOf(wanted, now);
  const { pictures: found, hasOlder } = await readers.of(ChangedPictures).page(userId, filter, { limit: MOST_PACKED });
  const budget = await readers.of(FileBudgetReader).archives(userId, now);
  const pictures = archivesOf(found)
    .slice(0, Math.max(0, A_DAY - (budget?.used ?? 0)))
    .flat();
  const last = (await readers.of(CardReader).state(userId, cardKey(archiveCard, userId))) as ArchiveState | null;
  return {
    language,
    filter,
    found: found.map(({ id }) => id),
    /** Only the newest of the found pictures are packed, as many as today's limit allows. */
    count: pictures.length,
    hasMore: hasOlder,
    /** The time after which the person can pack a whole day's archives again. */
    againInMs: budget ? Math.ceil((budget.until.getTime() - now.getTime()) / HOUR_MS) * HOUR_MS : DAY_MS,
    megabytes: Math.max(1, Math.round(pictures.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000)),
    avatar:
      wanted.avatarId && !chosen
        ? ((await readers.of(ChangedAvatars).find(userId, wanted.avatarId))?.name ?? null)
        : null,
    isPacking: last !== null && isUnderWay(last, now),
  };
});

/** Offers all found pictures as files: says how many and how large they are, with the button that packs them. */
export const downloadStep = step({
  screen: ({ wanted, chosen }, t, { found, count, hasMore, againInMs, megabytes, avatar, isPacking, language }) => {
    const toPage = back.button(t.back, {});
    if (found.length === 0) return { text: t.nothingToPack, buttons: [[toPage]] };
    if (isPacking) return { text: t.isPacking, buttons: [[toPage]] };
    if (count === 0)
      return { text: t.enoughForToday({ aDay: A_DAY, againInMs, partMegabytes: PART_MEGABYTES }), buttons: [[toPage]] };
    const left = found.length - count;
    const size = { againInMs, megabytes, isInParts: megabytes > PART_MEGABYTES, partMegabytes: PART_MEGABYTES };
    return {
      text: chosen
        ? t.askDownloadChosen({ count, gone: chosen.length - found.length, left, ...size })
        : t.askDownload({
            count,
            filters: filtersText(wanted, avatar, language),
            reach: left > 0 ? 'today' : hasMore ? 'newest' : 'all',
            ...size,
          }),
      buttons: [[pack.button(t.pack, {}), toPage]],
    };
  },
  actions: [
    on(pack, (draft, _, { person: { userId }, data, now, newId }) => {
      const { filter, found, count: total, isPacking } = data;
      const left = draft.chosen ? found.slice(total) : [];
      if (total === 0 || isPacking) return goTo('download', draft);
      const archiveId = newId<string>();
      const { avatarId = null, isFavourite = false, lookGroup = null, since, words = null, ids = null } = filter;
      const of = {
        avatarId,
        isFavourite,
        lookGroup,
        since: since?.toISOString() ?? null,
        words,
        pictureIds: ids && found.slice(0, total),
      };
      return goTo(
        left.length > 0 ? 'choose' : 'page',
        left.length > 0 ? { ...draft, chosen: left } : unmarked(draft),
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
