import { ModelStateReader } from '@aisha/database';
import { BalanceReader, PriceReader } from '@aisha/database/billing';
import { FIRST_LOOKS } from '@aisha/domain';
import { avatarsTexts, offerTexts } from '@aisha/words';
import { answer, feature, onButton } from '../../../engine/conversation';
import { priceOfFirst } from '../../../orders/first-pictures';
import { forgetAgreements } from '../../../orders/first-pictures.store';
import { ChangedAvatars } from '../../../readers';
import { instead } from '../../../callbacks/face-proof.callbacks';
import { openWith } from '../../../callbacks/generate.callbacks';
import { drawMe } from '../../../callbacks/first-pictures.callbacks';
import { orderFirstPictures } from './first-orders';

/** The button below an accepted selfie that draws the first pictures, for a person who has not agreed to their price before. */
export const firstPicturesFeature = feature({
  withdrawn: [forgetAgreements(null)],
  actions: [
    onButton(drawMe, async ({ avatarId, price }, { person, now, isStorageAway }, readers) => {
      const avatar = await readers.of(ChangedAvatars).find(person.userId, avatarId);
      if (!avatar) return answer(avatarsTexts[person.language].gone);
      const stopped = instead(avatar);
      if (stopped) return stopped;
      if (isStorageAway) return answer(offerTexts[person.language].storageAway);
      const [prices, { available }, photos, offSale] = await Promise.all([
        readers.of(PriceReader).list(now),
        readers.of(BalanceReader).of(person.userId),
        readers.of(ChangedAvatars).countPhotos(avatarId),
        readers.of(ModelStateReader).offSale(),
      ]);
      const total = priceOfFirst(FIRST_LOOKS.length, prices);
      const canDraw = photos > 0 && !offSale.has('picture.photo');
      // If the price has risen, credits are missing, or the selfie or the model is gone, the person first sees the usual offer of a picture.
      if (total > BigInt(price) || available < total || !canDraw) return openWith(avatarId);
      return answer(
        undefined,
        ...orderFirstPictures(avatar, { idea: undefined, language: person.language, prices, now }),
      );
    }),
  ],
});
