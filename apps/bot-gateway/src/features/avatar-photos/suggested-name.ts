import { AVATAR_NAME_LENGTH, avatarName } from '@aisha/domain';
import type { LoadContext, Readers } from '../../engine/conversation';
import { ChangedAvatars } from '../../readers';
import type { NewAvatarDraft } from './new-avatar.draft';
import { newAvatarTexts } from '@aisha/words';

/** More avatars than people have; a name that is taken beyond them would only be offered twice. */
const NAMES_READ = 100;
/** Leaves room for « 100». */
const LONGEST = AVATAR_NAME_LENGTH.max - 4;

/** The name to offer: the person's own for a portrait, with a number when another avatar has it. */
export async function suggestedName(
  readers: Readers,
  { avatarId, trainingType }: NewAvatarDraft,
  { person: { userId, firstName, language } }: Pick<LoadContext, 'person'>,
): Promise<string> {
  const t = newAvatarTexts[language];
  const others = (await readers.of(ChangedAvatars).page(userId, { limit: NAMES_READ })).filter(
    ({ id }) => id !== avatarId,
  );
  const wanted = trainingType === 'style' ? t.myStyle : (nameFrom(firstName) ?? t.unnamed);
  return freeName(
    wanted,
    others.map(({ name }) => name),
  );
}

/** The name in a profile, as an avatar may have it. Undefined when it cannot be shown. */
export const nameFrom = (firstName: string): string | undefined =>
  avatarName([...firstName].slice(0, LONGEST).join(''));

/** «Анна», or «Анна 2» when that is taken. */
export const freeName = (wanted: string, taken: readonly string[]): string => {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted} ${number}`;
  return name;
};
