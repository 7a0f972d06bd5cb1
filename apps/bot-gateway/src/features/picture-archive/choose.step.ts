import type { FilePlace } from '@aisha/database/files';
import type { PictureId } from '@aisha/domain';
import { galleryTexts } from '@aisha/words';
import { rowsOf } from '../../engine/conversation';
import { showAll } from '../../callbacks/gallery.callbacks';
import { choosing } from '../chosen-files/choosing';
import { filtersText } from '../gallery-filter/filters-text';
import { type GalleryDraft, goTo, loading, on, stay, withSheet } from '../gallery-filter/gallery.draft';
import { turnPage } from '../gallery-filter/page';
import { pictureFile } from '../generation/result/generation.order';

const placeOf = (id: PictureId): FilePlace => ({ kind: 'picture', id });

/** The page without these pictures. */
export const withoutPictures = (draft: GalleryDraft, gone: readonly string[]): GalleryDraft => ({
  ...draft,
  at: 0,
  shown: draft.shown.filter((pictureId) => !gone.includes(pictureId)),
});

/** Lets a person mark several pictures of the gallery, and download or delete them together. */
export const several = choosing(
  { loading, on, goTo, stay },
  {
    name: 'pics.c',
    steps: { list: 'page', choose: 'choose', download: 'download', remove: 'remove-chosen' },
    views: { picture: pictureFile },
    page: (_, { shown }) => Promise.resolve(shown.map(placeOf)),
    without: (draft, gone) =>
      withoutPictures(
        draft,
        gone.map(({ id }) => id),
      ),
    words: galleryTexts,
  },
);

const { step } = withSheet;

/** How many number buttons a row has: a number with a mark needs more room than a number alone. */
const ROW = 3;

/** The step in which the page's numbers mark pictures, over as many pages and searches as the person likes. */
export const chooseStep = step({
  screen: (draft, t, { avatar, language, picture }) => {
    const { wanted, shown, marked } = draft;
    const numbers = shown.map((pictureId, at) => several.line(draft, placeOf(pictureId), String(at + 1), language));
    return {
      ...picture,
      text: t.chooseSome({
        count: marked?.length ?? 0,
        filters: filtersText(wanted, avatar, language),
        hasPictures: shown.length > 0,
      }),
      buttons: [
        ...rowsOf(numbers, ROW),
        turnPage(draft, t),
        ...several.rows(draft, shown.map(placeOf), language, shown.length > 0 ? [] : [showAll.button(t.all, {})]),
      ],
    };
  },
  actions: several.actions,
});
