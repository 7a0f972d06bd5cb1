import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';

/** The button of the largest pack. */
const PACK = 'bal.pack:large-1';
const WOMAN = 'new.subject:1';
/** The seeds of two drawn faces. */
const SEEDS = { asker: 7, friend: 40 };

const IDEA = { ru: 'пикник в осеннем парке', en: 'a picnic in an autumn park' };

/** Makes an avatar of four photos, without a training. */
const makesAvatar = async (walker: Walker, name: string, seed: number): Promise<void> => {
  const { says, sees, taps } = handsOf(walker);
  await says('/start');
  await says('/create');
  await taps('new.type', WOMAN);
  await says(name);
  await walker.sendsPhotos('four photos', await drawnSelfies(seed, 4, 'woman'));
  await sees('consent.yes');
  await taps('consent.yes');
  await walker.waitsFor(({ text }) => /4/.test(text ?? ''));
  await walker.settles();
};

/** Shows how two people come into one picture: the link, the friend's answer, the order, and the permission that is taken back. */
export const playTogether = async (asker: Walker, friend: Walker, language: StoryLanguage): Promise<void> => {
  const [hers, his] = [handsOf(asker), handsOf(friend)];
  await makesAvatar(friend, STORY_WORDS[language].otherAvatar, SEEDS.friend);
  await hers.says('/start');
  await hers.says('/together');
  await makesAvatar(asker, STORY_WORDS[language].person, SEEDS.asker);
  await hers.says('/together');
  await hers.taps('tog.invite');
  const link = await asker.waitsFor(({ text }) => /start=together_/.test(text ?? ''));
  await asker.settles();
  const start = /start=(\S+)/.exec(link.text ?? '')![1]!;
  await hers.says(`/start ${start}`);
  await his.says(`/start ${start}`);
  await his.taps('perm.yes:1');
  await his.says(`/start ${start}`);
  await hers.says('/permissions');
  await hers.says('/balance');
  await hers.taps(PACK);
  await asker.pays(STORY_WORDS[language].pays);
  await asker.settles();
  await hers.says('/together');
  await hers.taps('tog.who', 'tog.next');
  await hers.says(IDEA[language]);
  await hers.orders('tog.draw', 'tog');
  await his.says('/permissions');
  await hers.says('/together');
  await hers.taps('tog.who', 'tog.next');
  await hers.says(IDEA[language]);
  await his.taps('perm.back');
  await hers.taps('tog.draw');
};
