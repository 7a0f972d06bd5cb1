import { AVATAR_NAME_LENGTH, avatarName } from '@aisha/domain';
import type { LoadContext, Readers } from '../../engine/conversation';
import { ChangedAvatars } from '../../readers';
import type { NewAvatarDraft } from './new-avatar.draft';
import { newAvatarTexts } from '@aisha/words';

/** The avatars whose names are compared, more than people have. If there are more, a name may be offered that is taken; nothing forbids that. */
const NAMES_READ = 100;
/** The longest name that leaves room for a number such as « 100». */
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

/** Makes an avatar's name of the name in a profile. The result is undefined when that name has nothing that can be shown. */
export const nameFrom = (firstName: string): string | undefined =>
  avatarName([...firstName].slice(0, LONGEST).join(''));

/** Gives «Анна», or «Анна 2» when the person has another «Анна». */
export const freeName = (wanted: string, taken: readonly string[]): string => {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted} ${number}`;
  return name;
};
