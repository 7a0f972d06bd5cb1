import { galleryTexts, inEveryLanguage } from '@aisha/words';
import { feature, onButton, onCommand, onTextIn, searchWords, type Anywhere } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import {
  openGallery,
  showAll,
  showFavourites,
  showNewer,
  showOlder,
  showWanted,
} from '../../callbacks/gallery.callbacks';
import { avatarStep } from '../gallery-filter/avatar.step';
import { chooseStep, several } from '../picture-archive/choose.step';
import { downloadFoundStep } from '../picture-archive/download.step';
import { filterStep } from '../gallery-filter/filter.step';
import { flow, type GalleryDraft, type GalleryView } from '../gallery-filter/gallery.draft';
import { lookGroupStep } from '../gallery-filter/look-group.step';
import { pageOf } from '../gallery-filter/page';
import { pageStep } from './page.step';
import { pictureStep } from './picture.step';
import { removeStep } from './remove.step';

const galleryFlow = flow({
  name: 'gallery',
  version: 1,
  first: 'page',
  begin: () => ({ wanted: {}, shown: [], hasNewer: false, hasOlder: false, at: 0 }),
  steps: {
    page: pageStep,
    choose: chooseStep,
    filter: filterStep,
    avatar: avatarStep,
    'look-group': lookGroupStep,
    picture: pictureStep,
    remove: removeStep,
    'remove-chosen': several.removeStep,
    download: several.downloadStep,
    'download-found': downloadFoundStep,
  },
});

/** The view to which the pressed button belongs. A button of a gallery that the person has left shows all pictures. */
const viewAt = ({ at }: Anywhere): GalleryView => {
  const { wanted, marked } = at?.flow === galleryFlow.name ? (at.draft as GalleryDraft) : galleryFlow.begin();
  return marked ? { wanted, marked } : { wanted };
};

const show = pageOf(galleryFlow);

/** The gallery of a person's pictures: pages, filters, a search, and what can be done with one picture. */
export const galleryFeature = feature<MenuEntry>({
  flows: [galleryFlow],
  menu: [
    { button: openGallery, label: inEveryLanguage(galleryTexts, (t) => t.entryGallery), storey: 'works', place: 2 },
  ],
  actions: [
    onCommand(
      'pictures',
      inEveryLanguage(galleryTexts, (t) => t.commandPictures),
      (_, context, readers, input) => show(context, readers, input, { wanted: {} }),
    ),
    onButton(openGallery, (_, context, readers, input) => show(context, readers, input, { wanted: {} })),
    onButton(showAll, (_, context, readers, input) =>
      show(context, readers, input, { ...viewAt(context), wanted: {} }),
    ),
    onButton(showWanted, (_, context, readers, input) => show(context, readers, input, viewAt(context))),
    onButton(showFavourites, ({ isOn }, context, readers, input) => {
      const { wanted, ...view } = viewAt(context);
      const { isFavourite: _, ...others } = wanted;
      return show(context, readers, input, {
        ...view,
        wanted: isOn === 'on' ? { ...others, isFavourite: true } : others,
      });
    }),
    onButton(showOlder, ({ before }, context, readers, input) =>
      show(context, readers, input, viewAt(context), { before }),
    ),
    onButton(showNewer, ({ after }, context, readers, input) =>
      show(context, readers, input, viewAt(context), { after }),
    ),
    onTextIn(galleryFlow, (typed, context, readers, input) => {
      const { wanted, ...view } = viewAt(context);
      return show(context, readers, input, {
        ...view,
        wanted: { ...wanted, words: searchWords(typed) },
      });
    }),
  ],
});
