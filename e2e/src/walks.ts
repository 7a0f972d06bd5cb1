import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';

/** The machine may be busy with other tests. */
export const PATIENT = { timeoutMs: 45_000 };

/** Ten photographs of one drawn person, small enough to be checked quickly. */
export const tenSelfies = async (seed: number): Promise<Buffer[]> =>
  Promise.all((await drawnSelfies(seed, 10)).map((selfie) => sharp(selfie).resize(768).jpeg().toBuffer()));

/** Gives the menu that answers. */
export const starts = async (person: Person): Promise<SeenMessage> => {
  const after = await person.sends('/start');
  return person.sees(/Чем займёмся[^]*Создать аватар/, { ...PATIENT, after });
};

/** From the menu to a set of ten accepted photos. */
export const sendsTenPhotos = async (person: Person, avatar: string, seed = person.id): Promise<void> => {
  await person.presses('✨ Создать аватар', PATIENT);
  await person.presses('👤 Портрет', PATIENT);
  await person.presses('Женщина', PATIENT);
  await person.sees('Как назовём аватар', PATIENT);
  await person.sends(avatar);
  await person.sees('на фото только вы', PATIENT);
  await person.sendsPhotos(await tenSelfies(seed));
  await person.sees(/10 из 20[^]*Достаточно/, PATIENT);
};

/** From the photos to the price. */
export const choosesQuickTraining = async (person: Person): Promise<void> => {
  await person.presses('✅ Готово, дальше', PATIENT);
  await person.presses('⚡ Быстро', PATIENT);
};

export const makesAvatar = async (person: Person, avatar: string): Promise<void> => {
  await starts(person);
  await sendsTenPhotos(person, avatar);
  await choosesQuickTraining(person);
  await person.presses('🚀 Обучить', PATIENT);
  await person.sees(/аватар [^]* готов[^]*Списано 200 кредитов/, PATIENT);
};

/** From a ready avatar to the price of pictures; gives the message that described them. */
export const describes = async (person: Person, idea: string, pictures = 2): Promise<SeenMessage> => {
  const asked = await person.sends('/generate');
  await person.sees('Опишите идею', { ...PATIENT, after: asked });
  const after = await person.sends(idea);
  await person.presses('3:4', { ...PATIENT, after });
  await person.presses(new RegExp(`^${pictures} · `), { ...PATIENT, after });
  await person.sees('🎨 Рисуй!', { ...PATIENT, after });
  return after;
};

export const confirmsPictures = (person: Person, after: SeenMessage): Promise<SeenMessage> =>
  person.presses('🎨 Рисуй!', { ...PATIENT, after });

/** Buys 300 credits for 420 Stars. */
export const buysCredits = async (person: Person): Promise<void> => {
  await person.presses('300 кредитов', PATIENT);
  await person.pays(PATIENT);
  await person.sees(/Зачислено 300 кредитов/, PATIENT);
};

/** Pictures of the newest album of the bot that shows this idea. */
export const picturesOf = async (person: Person, idea: string): Promise<Buffer[]> => {
  const album = await person.seesMessage(
    ({ photo, text }) => photo !== undefined && (text ?? '').includes(idea),
    PATIENT,
  );
  return person.downloads(album);
};
