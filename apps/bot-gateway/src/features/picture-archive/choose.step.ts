import type { Language, PictureId } from '@aisha/domain';
import { callback, id, oneOf, rowsOf } from '../../engine/conversation';
import { MOST_CHOSEN } from './archive-limits';
import { filtersText } from '../gallery-filter/filters-text';
import { type GalleryDraft, goTo, on, stay, withSheet } from '../gallery-filter/gallery.draft';
import { showAll } from '../gallery/gallery.callbacks';
import type { galleryTexts } from '@aisha/words';
import { turnPage } from '../gallery-filter/page';

const choose = callback('pics.c', { pictureId: id<PictureId>(), isOn: oneOf(['off', 'on']) });
const choosePage = callback('pics.c.page', { isOn: oneOf(['off', 'on']) });
const download = callback('pics.c.zip', {});
const remove = callback('pics.c.remove', {});
const cancel = callback('pics.c.no', {});

const { step } = withSheet;

/** How many numbers stand in a row: a number with a tick needs more room than a number alone. */
const ROW = 3;

/** Marks these pictures, or removes their marks. A second tap on the same button changes nothing. */
const mark = (
  draft: GalleryDraft,
  pictures: readonly PictureId[],
  isOn: 'off' | 'on',
  t: (typeof galleryTexts)[Language],
) => {
  const others = (draft.chosen ?? []).filter((pictureId) => !pictures.includes(pictureId));
  const chosen = isOn === 'on' ? [...others, ...pictures] : others;
  return chosen.length > MOST_CHOSEN ? stay(draft, t.tooMany({ most: MOST_CHOSEN })) : stay({ ...draft, chosen });
};

/**
 * The step in which the page's numbers mark pictures, over as many pages and searches as the person likes; buttons pack or
 * delete the marked pictures.
 */
export const chooseStep = step({
  screen: (draft, t, { avatar, language, picture }) => {
    const { wanted, shown, chosen = [] } = draft;
    const isChosen = (pictureId: PictureId): boolean => chosen.includes(pictureId);
    const numbers = shown.map((pictureId, at) =>
      choose.button(`${isChosen(pictureId) ? '✓ ' : ''}${at + 1}`, {
        pictureId,
        isOn: isChosen(pictureId) ? 'off' : 'on',
      }),
    );
    const isWhole = shown.every(isChosen);
    return {
      ...picture,
      text: t.chooseSome({
        count: chosen.length,
        filters: filtersText(wanted, avatar, language),
        hasPictures: shown.length > 0,
      }),
      buttons: [
        ...rowsOf(numbers, ROW),
        turnPage(draft, t),
        [
          shown.length > 0
            ? choosePage.button(t.wholePage({ isWhole }), { isOn: isWhole ? 'off' : 'on' })
            : showAll.button(t.all, {}),
        ],
        chosen.length > 0
          ? [
              download.button(t.downloadSome({ count: chosen.length }), {}),
              remove.button(t.removeSome({ count: chosen.length }), {}),
            ]
          : [],
        [cancel.button(t.cancel, {})],
      ],
    };
  },
  actions: [
    on(choose, (draft, { pictureId, isOn }, { t }) => mark(draft, [pictureId], isOn, t)),
    on(choosePage, (draft, { isOn }, { t }) => mark(draft, draft.shown, isOn, t)),
    on(download, (draft) => goTo('download', draft)),
    on(remove, (draft) => goTo('remove-chosen', draft)),
    on(cancel, (draft) => goTo('page', unmarked(draft))),
  ],
});

/** The draft after the person has stopped choosing. */
export const unmarked = ({ chosen: _, ...draft }: GalleryDraft): GalleryDraft => draft;
