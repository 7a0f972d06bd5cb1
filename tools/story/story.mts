import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { filmStill } from './film-still.mts';
import { buttonOf, codeOf, newer, type Walker } from './walker.mts';
import { STORY_WORDS, type StoryLanguage } from './words.mts';

const VOICE_SECONDS = 12;
/** The seed of the drawn face. */
const SEED = 7;
const MINUTES = 'doc.type:1';
/** The button of the second pack, whose credits are enough for a quick avatar and some pictures. */
const PACK = 'bal.pack:medium-1';
const WOMAN = 'new.subject:1';
const CINEMA = 'gen.group:1';

/** The chapters of the story: what Anna does with the bot. */
export const storyOf = (walker: Walker, language: StoryLanguage) => {
  const words = STORY_WORDS[language];
  const { chapters } = words;
  return {
    hello: async (): Promise<void> => {
      await walker.chapter(chapters.hello);
      await walker.writes('/start');
      await walker.waitsFor('new');
      await walker.settles();
    },

    credits: async (): Promise<void> => {
      await walker.chapter(chapters.credits);
      await walker.writes('/balance');
      await walker.settles();
      await walker.taps(PACK);
      await walker.pays(words.pays);
      await walker.settles();
    },

    /** Sends the photos and gives the map that the coach draws of them. */
    photos: async (): Promise<Buffer> => {
      await walker.chapter(chapters.photos);
      await walker.writes('/create');
      await walker.goesOn(asksNothingElse(await walker.lastWords()), {
        'new.type': 'first',
        [WOMAN]: 'first',
        'new.name.back': () => walker.writes(words.avatar),
      });
      await walker.settles();
      const selfies = await drawnSelfies(SEED, 10);
      await walker.sendsPhotos(words.smallPhoto, [await sharp(selfies[0]).resize(200).toBuffer()]);
      await walker.taps('consent.yes');
      await walker.settles();
      await walker.sendsPhotos(words.album, selfies);
      await walker.waitsFor('new.photos.done');
      const sent = await walker.lastWords();
      const map = await walker.waitsFor((message) => message.message_id > sent && isMap(message));
      await walker.settles();
      const [picture] = await walker.person.downloads(map);
      return picture!;
    },

    training: async (): Promise<void> => {
      await walker.chapter(chapters.training);
      await walker.goesOn(isTrained, { 'new.photos.done': 'first', 'new.preset': 'first', 'new.start': 'first' });
      await walker.settles();
    },

    /** Gives the pictures. */
    pictures: async (): Promise<Buffer[]> => {
      await walker.chapter(chapters.pictures);
      await walker.taps('gen.with');
      await walker.settles();
      await walker.writes(words.idea);
      await walker.goesOn('gen.again', { 'gen.ratio': /3:4/, 'gen.count': /^\D*2\b/, 'gen.draw': 'first' });
      await walker.waitsFor(saysLikeness);
      await walker.settles();
      return walker.person.downloads(await walker.waitsFor(isAlbum));
    },

    /** Gives the picture that is like the still. */
    photoPrompt: async (): Promise<Buffer[]> => {
      await walker.chapter(chapters.photoPrompt);
      await walker.sendsPhotos(words.still, [await filmStill()]);
      const sent = await walker.lastWords();
      await walker.taps('photo.like');
      await walker.settles();
      await walker.taps('gen.count', /^\D*1\b/);
      await walker.settles();
      await walker.goesOn(newer(sent, 'gen.again'), { 'gen.draw': 'first' });
      await walker.settles();
      return walker.person.downloads(await walker.waitsFor(({ photo }) => photo !== undefined));
    },

    /** Gives the video of the picture that is like the still. */
    video: async (): Promise<Buffer> => {
      await walker.chapter(chapters.video);
      await walker.taps('pic.of', /🎬/);
      await walker.settles();
      await walker.taps('ani.start');
      const sent = await walker.waitsFor(({ video }) => video !== undefined);
      await walker.settles();
      const [video] = await walker.person.downloads(sent);
      return video!;
    },

    /** Gives a picture of each look. */
    session: async (): Promise<Buffer[]> => {
      await walker.chapter(chapters.session);
      await walker.writes('/generate');
      await walker.settles(); // the screens of earlier ideas keep their buttons, so the newest screen must have come
      const asked = await walker.lastWords();
      await walker.goesOn(newer(asked, 'gen.again'), {
        'gen.idea.looks': 'first',
        [CINEMA]: 'first',
        'gen.group.session': 'first',
        'gen.session.shoot': 'first',
      });
      await walker.settles();
      return walker.person.downloads(await walker.waitsFor(isAlbum));
    },

    /** Gives Anna's voice message, as sound and as text. */
    voice: async (): Promise<Said> => {
      await walker.chapter(chapters.voice);
      const sound = await recordedTone(VOICE_SECONDS);
      await walker.sendsVoice(words.voice(VOICE_SECONDS), sound, VOICE_SECONDS);
      await walker.taps('txt.start');
      const { text = '' } = await walker.waitsFor(({ document }) => document !== undefined);
      await walker.settles();
      return { sound, text };
    },

    /** Gives the text of the minutes. */
    minutes: async (): Promise<string> => {
      await walker.chapter(chapters.minutes);
      await walker.taps('doc');
      await walker.settles();
      await walker.taps(MINUTES);
      const { message_id: offer } = await walker.waitsFor('doc.start');
      await walker.taps('doc.start');
      await walker.waitsFor((message) => message.message_id >= offer && buttonOf(message, 'doc.as') !== undefined);
      const said = (await walker.settles()).filter(({ message_id: id, by }) => by === 'bot' && id >= offer);
      return said.reduce((longest, { text = '' }) => (text.length > longest.length ? text : longest), '');
    },

    /** Gives the sound of a text that is read aloud. */
    speech: async (): Promise<Said> => {
      await walker.chapter(chapters.speech);
      await walker.writes('/speak');
      await walker.settles();
      await walker.writes(words.toRead);
      await walker.settles();
      await walker.taps('spk.start');
      const sent = await walker.waitsFor(({ audio, voice }) => audio !== undefined || voice !== undefined);
      await walker.settles();
      const [sound] = await walker.person.downloads(sent);
      return { sound: sound!, text: words.toRead };
    },

    cost: async (): Promise<void> => {
      await walker.chapter(chapters.cost);
      await walker.writes('/balance');
      await walker.settles();
      await walker.taps('bal.more');
      await walker.settles();
      await walker.taps('bal.history');
      await walker.settles();
    },
  };
};

/** The chapters of the README's film: they need no more credits than a newcomer is given. */
export const FILMED = ['hello', 'photos', 'training', 'pictures'] as const;

/** Something said, as sound and as text. */
export interface Said {
  readonly sound: Buffer;
  readonly text: string;
}

/** What the bot made for Anna. */
export interface Shown {
  /** The coach's map, which shows what Anna's photos cover. */
  readonly map: Buffer;
  readonly pictures: readonly Buffer[];
  readonly likeTheStill: Buffer;
  readonly video: Buffer;
  readonly session: readonly Buffer[];
  readonly voice: Said;
  readonly minutes: string;
  readonly speech: Said;
}

/**
 * Plays the whole story, from Anna's first word to the history of her payments. A person who was given credits as a newcomer spends them
 * first and buys some at the end; any other person buys some first.
 */
export const playStory = async (walker: Walker, language: StoryLanguage, { isGifted = false } = {}): Promise<Shown> => {
  const story = storyOf(walker, language);
  await story.hello();
  if (!isGifted) await story.credits();
  const map = await story.photos();
  await story.training();
  const pictures = await story.pictures();
  const [likeTheStill] = await story.photoPrompt();
  const video = await story.video();
  const session = await story.session();
  const voice = await story.voice();
  const minutes = await story.minutes();
  const speech = await story.speech();
  if (isGifted) await story.credits();
  await story.cost();
  return { map, pictures, likeTheStill: likeTheStill!, video, session, voice, minutes, speech };
};

/** Accepts a message that is newer than the message `after` and has no question about the new avatar. By then the bot waits for photos. */
const asksNothingElse =
  (after: number) =>
  ({ message_id: id, buttons }: SeenMessage): boolean =>
    id > after && !buttons.flat().some((button) => codeOf(button).startsWith('new.'));

/** Whether this is the map of the photos. The bot sends no other picture between the photos and the map. */
const isMap = ({ photo, media_group_id: group }: SeenMessage): boolean => photo !== undefined && group === undefined;
/** Whether this card is of a trained avatar. The card of an avatar in training has the same button, because the bot can draw from one photo. */
const isTrained = (message: SeenMessage): boolean =>
  buttonOf(message, 'gen.with') !== undefined && buttonOf(message, 'new.photos.look') === undefined;
/** Whether the message says how much the pictures are like Anna's photos; the line appears once the bot has measured it. */
const saysLikeness = (message: SeenMessage): boolean =>
  buttonOf(message, 'gen.again') !== undefined && message.text?.includes('👤') === true;
const isAlbum = ({ photo, media_group_id: group }: SeenMessage): boolean => photo !== undefined && group !== undefined;
