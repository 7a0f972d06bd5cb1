import { whatNextTexts } from '@aisha/words';
import { answer, feature, onButton, open } from '../../engine/conversation';
import { onKeptFile, sentAgain } from '../../free-files/kept-file';
import { chosen, stepWithPicture, usePicture, usePictures } from '../../orders/own-picture/own-picture';
import { openWith, openWithNewest } from '../../orders/sent-photo/sent-photo';
import { askForPhoto, useKeptPhoto, useSentPhoto } from '../../orders/sent-photo/sent-photo.callbacks';
import { ChangedPictures } from '../../readers';

/** The buttons that begin a conversation with a picture of ours, or with a person's own photo. */
export const whatNextFeature = feature({
  actions: [
    onButton(usePictures, async ({ use, orderId: from }, { person }, readers) => {
      const pictures = await readers.of(ChangedPictures).ofOrder(person.userId, from);
      const [only, ...others] = pictures;
      if (!only) return answer(whatNextTexts[person.language].gone);
      return others.length > 0
        ? open({ name: use }, { step: 'picture', draft: { from } })
        : open({ name: use }, { step: stepWithPicture(use), draft: { from, picture: chosen(only) } });
    }),
    onButton(usePicture, async ({ use, orderId: from, pictureId }, { person }, readers) => {
      const one = await readers.of(ChangedPictures).one(person.userId, pictureId);
      if (one?.picture.orderId !== from) return answer(whatNextTexts[person.language].gone);
      return open({ name: use }, { step: stepWithPicture(use), draft: { from, picture: chosen(one.picture) } });
    }),
    onButton(useSentPhoto, ({ use }, context) => openWithNewest(use, context)),
    onKeptFile(useKeptPhoto, (file, context, _, { use }) => openWith(use, sentAgain(file), context)),
    onButton(askForPhoto, ({ use }) => open({ name: use })),
  ],
});
