import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import type { AvatarId, UserId } from '@aisha/domain';
import { eventually } from '@aisha/testing/fixtures';
import { PATIENT, type Target } from './target.mts';

/** From the menu to where photos are asked for. */
export const beginsAvatar = async (target: Target, { person, userId }: Customer): Promise<AvatarId> => {
  const after = await person.sends('/start');
  await person.presses('Create an avatar', { ...PATIENT, after });
  await person.presses('Portrait', { ...PATIENT, after });
  await person.presses('Woman', { ...PATIENT, after });
  await person.sees('Name your avatar', { ...PATIENT, after });
  await person.sends(person.firstName);
  await person.sees('nobody else in the picture', { ...PATIENT, after });
  return eventually(async () => {
    const [avatar] = await target.admin.query<{ id: AvatarId }>(`SELECT id FROM trainer.avatar WHERE user_id = $1`, [
      userId,
    ]);
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

/** What was decided about the photos of an avatar, once there are so many verdicts. */
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

/** One line, to the order; what comes of it is for the attack to see. */
export const orders = async (person: Person, idea: string): Promise<SeenMessage> => {
  const asked = await person.sends('/generate');
  await person.sees('Describe your idea', { ...PATIENT, after: asked });
  const after = await person.sends(idea);
  await person.presses('×1', { ...PATIENT, after });
  return person.presses('🎨 Draw 1', { ...PATIENT, after });
};
