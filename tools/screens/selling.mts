import type { Client } from 'pg';
import type { Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';

const PACK = 'bal.pack:small-1';
/** The button of a pack whose credits are enough for a photo session. */
const LARGER_PACK = 'bal.pack:medium-2';

/** Writes what an owner has for sale: a discount on a pack, and two codes. */
export const offersForLess = async (database: Client): Promise<void> => {
  await database.query(
    `INSERT INTO billing.discount VALUES ('spring', 10, '{small-1}', 'Весна', 'Spring', now(), now() + interval '7 days') ON CONFLICT DO NOTHING`,
  );
  await database.query(
    `INSERT INTO billing.promo (code, credits, percent, per_person, valid_from, valid_until) VALUES
       ('SPRING', 2000, NULL, 1, now(), NULL), ('MORE', NULL, 10, 1, now(), now() + interval '7 days') ON CONFLICT DO NOTHING`,
  );
};

/** Shows what there is besides packs: a discount, codes, an invitation through which a friend joins and buys, gifts that are opened. */
export const playSelling = async (person: Walker, friend: Walker, language: StoryLanguage): Promise<void> => {
  const [hers, his] = [handsOf(person), handsOf(friend)];
  const startIn = async (walker: Walker, link: string): Promise<string> => {
    const { text } = await walker.waitsFor((message) => (message.text ?? '').includes(`start=${link}`));
    await walker.settles();
    return `/start ${/start=(\S+)/.exec(text ?? '')![1]!}`;
  };
  const tells = async (walker: Walker, words: RegExp): Promise<void> => {
    await walker.waitsFor(({ text }) => words.test(text ?? ''));
    await walker.settles();
  };
  await hers.says('/start');
  await hers.says('/balance');
  await hers.taps('bal.more', 'bonus', 'bonus.code');
  await hers.says('?');
  await hers.says('no-such-code');
  await tells(person, /NO-SUCH-CODE<?.* (нет|There is no)|кода .*NO-SUCH-CODE.* нет|no code .*NO-SUCH-CODE/i);
  for (const code of ['spring', 'more', 'spring']) {
    await hers.says(`/promo ${code}`);
    await tells(person, /SPRING|MORE/);
  }
  await hers.says('/gift');
  await hers.says('/invite');
  const invitation = await startIn(person, 'ref_');
  await hers.says('/balance');
  await hers.taps(PACK);
  await person.pays(STORY_WORDS[language].pays);
  await person.settles();
  await his.says(invitation);
  await his.says('/balance');
  await his.taps(PACK);
  await friend.pays(STORY_WORDS[language].pays);
  await friend.settles();
  await tells(person, /👥/);
  await hers.says('/gift');
  await hers.taps('gift.size', 'gift.yes');
  const gift = await startIn(person, 'gift_');
  await his.says(gift);
  await tells(friend, /💝/);
  await his.says(gift);
  await hers.says('/balance');
  await hers.taps(LARGER_PACK);
  await person.pays(STORY_WORDS[language].pays);
  await person.settles();
  await hers.says('/gift');
  await hers.taps('gift.session', 'gift.yes');
  await tells(person, /🎁 Подарок готов|🎁 Your gift is ready/);
  const session = await startIn(person, 'gift_');
  await his.says(session);
  await tells(friend, /🎁/);
  await hers.says('/invite');
  await hers.says('/history');
};
