import { documentTexts, generateTexts, intentTexts, newAvatarTexts } from '@aisha/words';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { MORE, type Person, type SeenMessage } from '@aisha/fakes/telegram';
import type { AvatarId, UserId } from '@aisha/domain';
import { eventually } from '@aisha/testing/fixtures';
import { saying } from '@aisha/testing/words';
import sharp from 'sharp';
import { PATIENT, type Target } from './target.mts';

/** Leads the person from any screen to the one that asks for photos. */
export const beginsAvatar = async (target: Target, { person, userId }: Customer): Promise<AvatarId> => {
  const after = await person.sends('/create');
  await person.presses(saying(newAvatarTexts.en.type, { type: 'portrait' }), { ...PATIENT, after });
  await person.presses(saying(newAvatarTexts.en.subject, { subject: 'woman' }), { ...PATIENT, after });
  await person.sees('Name your avatar', { ...PATIENT, after });
  await person.sends(person.firstName);
  await person.sees('nobody else in the picture', { ...PATIENT, after });
  return eventually(async () => {
    const [avatar] = await target.admin.query<{ id: AvatarId }>(
      `SELECT id FROM trainer.avatar WHERE user_id = $1 AND status IN ('draft', 'photos_uploading') ORDER BY created_at DESC`,
      [userId],
    );
    return avatar?.id ?? false;
  }, PATIENT);
};

export interface Customer {
  readonly person: Person;
  readonly userId: UserId;
}

export interface Verdict {
  readonly accepted: boolean;
  readonly findings: readonly string[];
}

/** The verdicts on the photos of an avatar, once there are this many. */
export const verdicts = (target: Target, avatarId: AvatarId, count: number): Promise<Verdict[]> =>
  eventually(
    async () => {
      const found = await target.admin.query<Verdict>(
        `SELECT accepted, findings FROM trainer.avatar_photo WHERE avatar_id = $1`,
        [avatarId],
      );
      return found.length >= count && found;
    },
    { timeoutMs: 300_000 },
  );

const labelsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

/** Types an idea in one line and orders it. Returns the message that is shown then. */
export const orders = async (person: Person, idea: string, pictures = 1): Promise<SeenMessage> => {
  const asked = await person.sends('/generate');
  await person.sees('Describe your idea', { ...PATIENT, after: asked });
  const after = await person.sends(idea);
  const shown = await person.sees(new RegExp(`${MORE}|Draw it anyway`), { ...PATIENT, after });
  // The bot reads some ideas as a question, and asks whether to draw them anyway.
  if (labelsOf(shown).includes('🎨 Draw it anyway')) await person.pressesIn(shown, intentTexts.en.drawAnyway);
  await person.pressesBehind(`×${pictures}`, { ...PATIENT, after });
  return person.presses(`🎨 Draw ${pictures}`, { ...PATIENT, after });
};

/** Orders a document from a sent text. Returns the person's message. */
export const asksForDocument = async (person: Person, text: string, type: string): Promise<SeenMessage> => {
  const after = await person.sendsDocument(Buffer.from(text), 'minutes.txt', 'text/plain');
  await person.presses(type, { ...PATIENT, after });
  if (type.includes('Translation')) await person.presses('English', { ...PATIENT, after });
  await person.presses(documentTexts.en.start, { ...PATIENT, after });
  return after;
};

let selfies: Promise<Buffer[]> | undefined;

/** Ten small photographs of one drawn person: they are drawn and checked in seconds. */
const tenSelfies = (): Promise<Buffer[]> =>
  (selfies ??= drawnSelfies(1, 10).then((drawn) =>
    Promise.all(drawn.map((selfie) => sharp(selfie).resize(640).jpeg().toBuffer())),
  ));

/** Makes a new avatar from ten photos and orders its longest training. */
export const trains = async (target: Target, customer: Customer): Promise<AvatarId> => {
  const { person } = customer;
  const avatarId = await beginsAvatar(target, customer);
  const [after] = await person.sendsPhotos(await tenSelfies());
  await verdicts(target, avatarId, 10);
  await person.presses(newAvatarTexts.en.done, { ...PATIENT, after: after! });
  await person.presses(saying(generateTexts.en.quality, { quality: 'best' }), { ...PATIENT, after: after! });
  await person.presses(newAvatarTexts.en.start, { ...PATIENT, after: after! });
  return avatarId;
};
