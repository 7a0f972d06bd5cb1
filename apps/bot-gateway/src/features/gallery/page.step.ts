import { callback, count, toMenu } from '../../engine/conversation';
import { withAvatarName } from './avatar-name';
import { openGenerate } from '../generate/generate.callbacks';
import { showAll, showFavourites, showNewer, showOlder } from './gallery.callbacks';
import { goTo, type Wanted } from './gallery.draft';

const look = callback('pics.look', { at: count() });
const filters = callback('pics.filters', {});
const choose = callback('pics.choose', {});
const download = callback('pics.zip', {});

/** Numbers in a row: nine are two rows, wide enough for a thumb. */
const ROW = 5;

const { step, on } = withAvatarName;

const isEverything = (wanted: Wanted): boolean => Object.keys(wanted).length === 0;

/** The buttons below an album: a number for each of its pictures, other pages, filters. What is typed here is a search. */
export const pageStep = step({
  screen: ({ wanted, shown, hasNewer, hasOlder }, t, { avatar }) => {
    const [newest, oldest] = [shown[0], shown.at(-1)];
    if (!newest || !oldest) {
      const hasOthers = hasNewer || hasOlder;
      const isEmpty = isEverything(wanted) && !hasOthers;
      const next = isEmpty ? openGenerate.button(t.draw, {}) : showAll.button(t.all, {});
      return {
        text: t.nothing(wanted, avatar, hasOthers),
        buttons: [[next], isEmpty ? [] : [filters.button(t.filters, {})], [toMenu.button(t.menu, {})]],
      };
    }
    const numbers = shown.map((_, at) => look.button(String(at + 1), { at }));
    return {
      text: t.page(wanted, avatar),
      buttons: [
        numbers.slice(0, ROW),
        numbers.slice(ROW),
        [
          ...(hasNewer ? [showNewer.button(t.newer, { after: newest })] : []),
          ...(hasOlder ? [showOlder.button(t.older, { before: oldest })] : []),
        ],
        [
          showFavourites.button(t.onlyFavourites(wanted.isFavourite === true), {
            isOn: wanted.isFavourite ? 'off' : 'on',
          }),
          filters.button(t.filters, {}),
        ],
        [
          ...(shown.length > 1 || hasNewer || hasOlder ? [choose.button(t.choosing, {})] : []),
          download.button(t.download, {}),
        ],
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(look, (draft, { at }) => goTo('picture', { ...draft, at })),
    on(filters, (draft) => goTo('filter', draft)),
    on(choose, (draft) => goTo('choose', { ...draft, chosen: [] })),
    on(download, (draft) => goTo('download', draft)),
  ],
});
