import type { PictureId } from '@aisha/domain';
import { callback, id, oneOf } from '../../engine/conversation';
import { MOST_CHOSEN } from './archive-limits';
import { withAvatarName } from './avatar-name';
import { showAll, showNewer, showOlder } from './gallery.callbacks';
import { goTo, stay, type GalleryDraft } from './gallery.draft';

const choose = callback('pics.c', { pictureId: id<PictureId>(), isOn: oneOf(['off', 'on']) });
const choosePage = callback('pics.c.page', { isOn: oneOf(['off', 'on']) });
const download = callback('pics.c.zip', {});
const cancel = callback('pics.c.no', {});

const { step, on } = withAvatarName;

/** Numbers in a row: a tick beside a number needs more room than the number alone. */
const ROW = 3;

/** What is marked once these pictures are, or are no longer. A second tap on the same button changes nothing. */
const marked = ({ chosen = [] }: GalleryDraft, pictures: readonly PictureId[], isOn: boolean): readonly PictureId[] => {
  const others = chosen.filter((pictureId) => !pictures.includes(pictureId));
  return isOn ? [...others, ...pictures] : others;
};

/** The album's numbers as marks, over as many pages and searches as one likes, and the button that packs what is marked. */
export const chooseStep = step({
  screen: ({ wanted, shown, hasNewer, hasOlder, chosen = [] }, t, { avatar }) => {
    const [newest, oldest] = [shown[0], shown.at(-1)];
    const isChosen = (pictureId: PictureId): boolean => chosen.includes(pictureId);
    const numbers = shown.map((pictureId, at) =>
      choose.button(`${isChosen(pictureId) ? '✓ ' : ''}${at + 1}`, {
        pictureId,
        isOn: isChosen(pictureId) ? 'off' : 'on',
      }),
    );
    const isWhole = shown.every(isChosen);
    return {
      text: t.chooseSome(wanted, avatar, chosen.length, shown.length > 0),
      buttons: [
        ...[0, ROW, 2 * ROW].map((from) => numbers.slice(from, from + ROW)),
        [
          ...(newest && hasNewer ? [showNewer.button(t.newer, { after: newest })] : []),
          ...(oldest && hasOlder ? [showOlder.button(t.older, { before: oldest })] : []),
        ],
        [
          newest
            ? choosePage.button(t.wholePage(isWhole), { isOn: isWhole ? 'off' : 'on' })
            : showAll.button(t.all, {}),
        ],
        [
          ...(chosen.length > 0 ? [download.button(t.downloadSome(chosen.length), {})] : []),
          cancel.button(t.cancel, {}),
        ],
      ],
    };
  },
  actions: [
    on(choose, (draft, { pictureId, isOn }, { t }) => {
      const chosen = marked(draft, [pictureId], isOn === 'on');
      return chosen.length > MOST_CHOSEN ? stay(draft, t.tooMany(MOST_CHOSEN)) : stay({ ...draft, chosen });
    }),
    on(choosePage, (draft, { isOn }, { t }) => {
      const chosen = marked(draft, draft.shown, isOn === 'on');
      return chosen.length > MOST_CHOSEN ? stay(draft, t.tooMany(MOST_CHOSEN)) : stay({ ...draft, chosen });
    }),
    on(download, (draft) => goTo('download', draft)),
    on(cancel, (draft) => goTo('page', unmarked(draft))),
  ],
});

/** Nothing is being chosen any more. */
export const unmarked = ({ chosen: _, ...draft }: GalleryDraft): GalleryDraft => draft;
