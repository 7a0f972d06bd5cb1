import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { LOOKED_AT, PATIENT } from './patience';
import { WORDS, type SpokenLanguage } from './words';

let selfies: Promise<Buffer[]> | undefined;

/** Ten photographs of one drawn person, as light as the bot takes them. Drawing takes seconds, so everybody sends the same. */
export const tenSelfies = (): Promise<Buffer[]> =>
  (selfies ??= drawnSelfies(1, 10).then((drawn) =>
    Promise.all(drawn.map((selfie) => sharp(selfie).resize(640).jpeg().toBuffer())),
  ));

/** People who have given their consent: they are asked once. */
const agreed = new WeakSet<Person>();

/** Walks that people take with the bot again and again, in their language. */
export const walksIn = (language: SpokenLanguage) => {
  const words = WORDS[language];

  /** Gives the menu that answers. */
  const starts = async (person: Person): Promise<SeenMessage> => {
    const after = await person.sends('/start');
    return person.sees(words.menu, { ...PATIENT, after });
  };

  /** Walks from anywhere to where photos are asked for. Gives the person's last message. */
  const namesAvatar = async (person: Person, avatar: string): Promise<SeenMessage> => {
    // Screens of an earlier avatar keep their buttons.
    const said = await person.sends('/create');
    await person.presses(words.portrait, { ...PATIENT, after: said });
    await person.presses(words.woman, { ...PATIENT, after: said });
    await person.sees(words.askName, { ...PATIENT, after: said });
    const after = await person.sends(avatar);
    await person.sees(words.askPhotos, { ...PATIENT, after });
    return after;
  };

  /** The first photo or sound of a person waits until they agree. */
  const agrees = async (person: Person, after: SeenMessage): Promise<void> => {
    if (agreed.has(person)) return;
    await person.presses(words.agree, { ...PATIENT, after });
    agreed.add(person); // afterwards: who was not asked in time is asked again
  };

  const sendsPhotos = async (person: Person, photos: readonly Buffer[], after: SeenMessage): Promise<void> => {
    await person.sendsPhotos(photos);
    await agrees(person, after);
  };

  /** Walks from the menu to a set of ten accepted photos. Gives the person's message before the photos. */
  const sendsTenPhotos = async (person: Person, avatar: string): Promise<SeenMessage> => {
    const after = await namesAvatar(person, avatar);
    await sendsPhotos(person, await tenSelfies(), after);
    await person.sees(words.enoughPhotos, { ...LOOKED_AT, after });
    return after;
  };

  /** Walks from the menu to the choice of a training by sending photos. */
  const beginsWithTenPhotos = async (person: Person, avatar: string, after: SeenMessage): Promise<void> => {
    await sendsPhotos(person, await tenSelfies(), after);
    await person.sees(words.makeOfThese, { ...LOOKED_AT, after });
    await person.presses(words.makeAvatar, { ...PATIENT, after });
    await person.presses(words.woman, { ...PATIENT, after });
    await person.sees(words.askName, { ...PATIENT, after });
    await person.presses(avatar, { ...PATIENT, after });
  };

  /** Walks from the photos to the price. */
  const choosesQuickTraining = async (person: Person, after: SeenMessage): Promise<void> => {
    await person.presses(words.photosDone, { ...PATIENT, after });
    await person.presses(words.quickly, { ...PATIENT, after });
  };

  const makesAvatar = async (person: Person, avatar: string): Promise<void> => {
    await starts(person);
    const after = await sendsTenPhotos(person, avatar);
    await choosesQuickTraining(person, after);
    await person.presses(words.train, { ...PATIENT, after });
    await person.sees(words.trained(avatar), { ...PATIENT, after });
  };

  /** Types one line and walks to the price of pictures; gives the message that told it. */
  const typesIdea = async (person: Person, idea: string, pictures = 2): Promise<SeenMessage> => {
    const after = await person.sends(idea);
    await person.presses(`×${pictures}`, { ...PATIENT, after });
    await person.sees(words.draw(pictures), { ...PATIENT, after });
    return after;
  };

  /** Gives the idea by the command, wherever the person is. */
  const describes = async (person: Person, idea: string, pictures?: number): Promise<SeenMessage> => {
    const asked = await person.sends('/generate');
    await person.sees(words.askIdea, { ...PATIENT, after: asked });
    return typesIdea(person, idea, pictures);
  };

  const confirmsPictures = (person: Person, after: SeenMessage): Promise<SeenMessage> =>
    person.presses(words.draw(), { ...PATIENT, after });

  /** Has the second of the pictures above made larger; gives the file that comes. */
  const upscalesSecond = async (person: Person): Promise<Buffer> => {
    const after = await person.presses(words.upscale, PATIENT);
    await person.sees(words.which, { ...PATIENT, after });
    await person.presses(words.secondPicture, { ...PATIENT, after });
    await person.sees(words.upscalePrice, { ...PATIENT, after });
    await person.presses(words.upscale, { ...PATIENT, after });
    await person.sees(words.upscaled, { ...PATIENT, after });
    const [large] = await person.downloads(await person.seesA('document', { ...PATIENT, after }));
    if (!large) throw new Error('the file is empty');
    return large;
  };

  /** Buys 300 credits for 420 Stars. */
  const buysCredits = async (person: Person): Promise<void> => {
    await person.presses(words.pack, PATIENT);
    // The bot may be late for Telegram's ten seconds on a machine that is busy with other tests: people tap again.
    await eventually(async () => (await person.pays(PATIENT)).paid, PATIENT);
    await person.sees(words.credited, PATIENT);
  };

  return {
    starts,
    namesAvatar,
    agrees,
    sendsPhotos,
    sendsTenPhotos,
    beginsWithTenPhotos,
    choosesQuickTraining,
    makesAvatar,
    typesIdea,
    describes,
    confirmsPictures,
    upscalesSecond,
    buysCredits,
  };
};

/** Pictures of the newest album of the bot that shows this idea. */
export const picturesOf = async (person: Person, idea: string): Promise<Buffer[]> => {
  const album = await person.seesMessage(
    ({ photo, text }) => photo !== undefined && (text ?? '').includes(idea),
    PATIENT,
  );
  return person.downloads(album);
};
