import { AVATAR_NAME_LENGTH, avatarName } from '@aisha/domain';
import { newAvatarTexts } from '@aisha/words';
import type { LoadContext, Readers } from '../../../engine/conversation';
import { ChangedAvatars } from '../../../readers';
import type { NewAvatarDraft } from './new-avatar.draft';

/**
 * How many of a person's avatars are read to compare their names; people have fewer. For a person who has more, the bot may offer a name
 * that is taken, which nothing forbids.
 */
const NAMES_READ = 100;
/** The longest name, in characters, that leaves room for a number such as « 100». */
const LONGEST = AVATAR_NAME_LENGTH.max - 4;

/** The name to offer: the person's own for a portrait, a fixed name for a style. It gets a number when another avatar has it. */
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

/** Turns the name in a profile into an avatar's name; undefined when that name has nothing that can be shown. */
export const nameFrom = (firstName: string): string | undefined =>
  avatarName([...firstName].slice(0, LONGEST).join(''));

/** The wanted name, with a number if it is taken: «Анна», or «Анна 2» when the person has another «Анна». */
export const freeName = (wanted: string, taken: readonly string[]): string => {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted} ${number}`;
  return name;
};
