import { callback, count, rowsOf, toMenu } from '../../engine/conversation';
import { openGenerate } from '../../callbacks/generate.callbacks';
import { showAll, showFavourites } from '../../callbacks/gallery.callbacks';
import { filtersText, whyNothing } from '../gallery-filter/filters-text';
import { goTo, on, type Wanted, withSheet } from '../gallery-filter/gallery.draft';
import { several } from '../picture-archive/choose.step';
import { turnPage } from '../gallery-filter/page';

const look = callback('pics.look', { at: count() });
const filters = callback('pics.filters', {});
const download = callback('pics.zip', {});

/** How many number buttons a row has: nine numbers make two rows, whose buttons are wide enough for a thumb. */
const ROW = 5;

const { step } = withSheet;

const isEverything = (wanted: Wanted): boolean => Object.keys(wanted).length === 0;

/**
 * A page of the gallery: one sheet of small numbered pictures, a button for each number, buttons for other pages and for filters. Without a
 * picture to show, the page says why. A typed text is a search.
 */
export const pageStep = step({
  screen: (draft, t, { avatar, language, picture }) => {
    const { wanted, shown, hasNewer, hasOlder } = draft;
    const hasOthers = hasNewer || hasOlder;
    if (shown.length === 0) {
      const isEmpty = isEverything(wanted) && !hasOthers;
      const next = isEmpty ? openGenerate.button(t.draw, {}) : showAll.button(t.all, {});
      return {
        text: t.nothing({ filters: filtersText(wanted, avatar, language), why: whyNothing(wanted, hasOthers) }),
        buttons: [[next], isEmpty ? [] : [filters.button(t.filters, {})], [toMenu.button(t.menu, {})]],
      };
    }
    const numbers = shown.map((_, at) => look.button(String(at + 1), { at }));
    return {
      ...picture,
      text: t.page({ filters: filtersText(wanted, avatar, language) }),
      buttons: [
        ...rowsOf(numbers, ROW),
        turnPage(draft, t),
        [
          showFavourites.button(t.onlyFavourites({ isOn: wanted.isFavourite === true }), {
            isOn: wanted.isFavourite ? 'off' : 'on',
          }),
          filters.button(t.filters, {}),
        ],
        [...(shown.length > 1 || hasOthers ? [several.begin(language)] : []), download.button(t.download, {})],
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(look, (draft, { at }) => goTo('picture', { ...draft, at })),
    on(filters, (draft) => goTo('filter', draft)),
    several.beginning,
    on(download, (draft) => goTo('download-found', draft)),
  ],
});
