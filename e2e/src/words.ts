import type { Language } from '@aisha/domain';
import { either, inTurn, saying } from '@aisha/testing/words';
import {
  balanceTexts,
  consentTexts,
  generateTexts,
  likenessTexts,
  menuTexts,
  newAvatarTexts,
  offerTexts,
  orderTexts,
  transcribeTexts,
  upscaleTexts,
} from '@aisha/words';

/** The labels that the walks press and look for, in the person's language. */
const wordsIn = (language: Language) => {
  const avatar = newAvatarTexts[language];
  const upscale = upscaleTexts[language];
  const balance = balanceTexts[language];
  const receipt = (told: { readonly charged: bigint; readonly availableAfter?: bigint }): RegExp =>
    saying(orderTexts[language].receipt, { isWhole: false, ...told });
  const done = saying(generateTexts[language].done);
  const tenPhotos = saying(avatar.count, { accepted: 10 });
  return {
    menu: saying(menuTexts[language].menu),
    pack: '· 420 ⭐',
    credited: saying(balance.purchased, { amount: 30_000n }),
    missing: saying(offerTexts[language].missing, { amount: 20_000n }),
    portrait: saying(avatar.type, { type: 'portrait' }),
    woman: saying(avatar.subject, { subject: 'woman' }),
    askName: saying(avatar.askName, { type: 'portrait' }),
    askPhotos: saying(avatar.askPhotos, { type: 'portrait' }),
    agree: consentTexts[language].agree,
    enoughPhotos: inTurn(tenPhotos, saying(avatar.enough)),
    photosDone: avatar.done,
    makeOfThese: inTurn(
      saying(avatar.countOfNew, { accepted: 10 }),
      saying(avatar.makeOfThese, { isEnough: true, coming: 10 }),
    ),
    makeAvatar: avatar.make,
    quickly: saying(avatar.preset, { preset: 'fast' }),
    train: avatar.start,
    trained: (name: string) => inTurn(saying(avatar.trained, { name }), receipt({ charged: 20_000n })),
    askIdea: either(saying(generateTexts[language].askIdea), saying(generateTexts[language].askAnyIdea)),
    /** The button with the price, for this number of pictures; without a number, for any. */
    draw: (count?: number) => saying(generateTexts[language].draw, count === undefined ? {} : { count }),
    drawn: inTurn(done, receipt({ charged: 600n, availableAfter: 9_400n })),
    /** The line that the bot adds once it has measured how similar the pictures are to the photos. */
    alike: inTurn(done, saying(likenessTexts[language].likeness, { word: 'alike' })),
    upscale: upscale.start,
    which: inTurn(saying(upscale.which, { price: 100n }), saying(offerTexts[language].left, { after: 9_300n })),
    secondPicture: saying(upscale.picture, { place: 2 }),
    upscaled: inTurn(saying(upscale.orderDelivered), receipt({ charged: 100n, availableAfter: 9_300n })),
    writeDown: transcribeTexts[language].start,
    writtenDown: inTurn(
      saying(transcribeTexts[language].orderDelivered),
      receipt({ charged: 10n, availableAfter: 9_290n }),
    ),
    history: inTurn(
      saying(balance.historyTitle),
      saying(transcribeTexts[language].orderShortTitle),
      saying(balance.chargedAmount, { charged: 10n }),
      saying(upscale.orderShortTitle),
      saying(balance.chargedAmount, { charged: 100n }),
      saying(generateTexts[language].orderShortTitle),
      saying(balance.chargedAmount, { charged: 600n }),
      saying(avatar.orderShortTitle),
      saying(balance.chargedAmount, { charged: 20_000n }),
      saying(balance.credit, { kind: 'purchase' }),
      saying(balance.credited, { amount: 30_000n }),
    ),
  };
};

export const WORDS = { ru: wordsIn('ru'), en: wordsIn('en') };

export type SpokenLanguage = keyof typeof WORDS;
