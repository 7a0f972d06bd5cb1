import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { LOOKED_AT, PATIENT } from './patience';
import { WORDS, type SpokenLanguage } from './words';

/** Small photographs of a drawn person; each number draws another person. */
export const selfiesOf = async (person: number, count: number): Promise<Buffer[]> =>
  Promise.all((await drawnSelfies(person, count)).map((selfie) => sharp(selfie).resize(640).jpeg().toBuffer()));

let selfies: Promise<Buffer[]> | undefined;

/** Ten small photographs of one drawn person. Drawing them takes seconds, so all people send the same ones. */
export const tenSelfies = (): Promise<Buffer[]> => (selfies ??= selfiesOf(1, 10));

/** The `/start` command that the link in a message of the bot stands for. */
export const commandOf = (message: SeenMessage): string => `/start ${/\?start=(\S+)/.exec(message.text ?? '')![1]}`;

/** People who have given their consent; the bot asks each person once. */
const agreed = new WeakSet<Person>();

/** Ways that people often take through the bot, in their language. */
export const walksIn = (language: SpokenLanguage) => {
  const words = WORDS[language];

  /** Starts the bot; resolves to the menu with which it answers. */
  const starts = async (person: Person): Promise<SeenMessage> => {
    const after = await person.sends('/start');
    return person.sees(words.menu, { ...PATIENT, after });
  };

  /** Goes to the step that asks for photos. Resolves to the person's last message. */
  const namesAvatar = async (person: Person, avatar: string): Promise<SeenMessage> => {
    // The screens of an earlier avatar keep their buttons, so only messages after this one count.
    const said = await person.sends('/create');
    await person.presses(words.portrait, { ...PATIENT, after: said });
    await person.presses(words.woman, { ...PATIENT, after: said });
    await person.sees(words.askName, { ...PATIENT, after: said });
    const after = await person.sends(avatar);
    await person.sees(words.askPhotos, { ...PATIENT, after });
    return after;
  };

  /** Gives the person's consent if they have not given it yet. Until then the bot holds their first photo or recording. */
  const agrees = async (person: Person, after: SeenMessage): Promise<void> => {
    if (agreed.has(person)) return;
    await person.presses(words.agree, { ...PATIENT, after });
    agreed.add(person); // only now, so that a person whose consent screen came too late is asked again
  };

  const sendsPhotos = async (person: Person, photos: readonly Buffer[], after: SeenMessage): Promise<void> => {
    await person.sendsPhotos(photos);
    await agrees(person, after);
  };

  /** Goes from the menu to a set of ten accepted photos. Resolves to the person's message before the photos. */
  const sendsTenPhotos = async (person: Person, avatar: string): Promise<SeenMessage> => {
    const after = await namesAvatar(person, avatar);
    await sendsPhotos(person, await tenSelfies(), after);
    await person.sees(words.enoughPhotos, { ...LOOKED_AT, after });
    return after;
  };

  /** Goes from the menu to the choice of a training by sending photos. */
  const beginsWithTenPhotos = async (person: Person, avatar: string, after: SeenMessage): Promise<void> => {
    await sendsPhotos(person, await tenSelfies(), after);
    await person.sees(words.makeOfThese, { ...LOOKED_AT, after });
    await person.presses(words.makeAvatar, { ...PATIENT, after });
    await person.presses(words.woman, { ...PATIENT, after });
    await person.sees(words.askName, { ...PATIENT, after });
    await person.presses(avatar, { ...PATIENT, after });
  };

  /** Goes from the photos to the price of a quick training. */
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

  /** Types an idea and goes on to the price of pictures; resolves to the person's message. */
  const typesIdea = async (person: Person, idea: string, pictures = 2): Promise<SeenMessage> => {
    const after = await person.sends(idea);
    await person.pressesBehind(`×${pictures}`, { ...PATIENT, after });
    await person.sees(words.draw(pictures), { ...PATIENT, after });
    return after;
  };

  /** Types an idea after the command, from any screen, and goes on to the price; resolves to the person's message. */
  const describes = async (person: Person, idea: string, pictures?: number): Promise<SeenMessage> => {
    const asked = await person.sends('/generate');
    await person.sees(words.askIdea, { ...PATIENT, after: asked });
    return typesIdea(person, idea, pictures);
  };

  const confirmsPictures = (person: Person, after: SeenMessage): Promise<SeenMessage> =>
    person.presses(words.draw(), { ...PATIENT, after });

  /** Orders an upscale of the second picture; resolves to the file that comes. */
  const upscalesSecond = async (person: Person): Promise<Buffer> => {
    const after = await person.pressesBehind(words.upscale, PATIENT);
    await person.sees(words.which, { ...PATIENT, after });
    await person.presses(words.secondPicture, { ...PATIENT, after });
    await person.sees(words.upscaled, { ...PATIENT, after });
    const [large] = await person.downloads(await person.seesA('document', { ...PATIENT, after }));
    if (!large) throw new Error('the file is empty');
    return large;
  };

  /** Buys 300 credits for 420 Stars. */
  const buysCredits = async (person: Person): Promise<void> => {
    await person.presses(words.pack, PATIENT);
    // On a busy machine the bot may not answer within Telegram's ten seconds. People then tap again, and so does this code.
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

/** The pictures of the bot's newest album that shows this idea. */
export const picturesOf = async (person: Person, idea: string): Promise<Buffer[]> => {
  const album = await person.seesMessage(
    ({ photo, text }) => photo !== undefined && (text ?? '').includes(idea),
    PATIENT,
  );
  return person.downloads(album);
};
