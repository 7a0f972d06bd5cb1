import type { UserId } from '@aisha/domain';
import type { Elsewhere, Readers } from '../../engine/conversation';
import { askForSelfie } from '../new-avatar/new-avatar.callbacks';
import { drawableAvatars, finishedAvatars } from '../picture-choices/choices';
import { offerKept } from './generate.callbacks';

const ME = new Set('я меня мне мной мы нас нам мой моя мое мои моей моего i me my myself im mine we us our'.split(' '));
/** «В Париже», «как Шерлок Холмс»: the line begins with a place or a part that a person is in, and that person is the writer. */
const BEGINS_WITH = new Set(
  (
    'в во на у под над среди за возле рядом около перед между верхом как ' +
    'in on at as like under by among near behind beside inside with riding wearing'
  ).split(' '),
);

/** Whether an idea is of the person themselves: it says so, or says only where. */
export function isOfThemselves(idea: string): boolean {
  const words = idea
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’]/g, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return BEGINS_WITH.has(words[0] ?? '') || words.some((word) => ME.has(word));
}

/**
 * Leads from a typed idea to its price: with the person's avatar, or with the newest that is drawn from a photo for now. A person who has
 * neither is asked for a photo when the idea is of themselves, so that nobody pays for a stranger's face.
 */
export async function forTyped(idea: string, userId: UserId, readers: Readers): Promise<Elsewhere> {
  if ((await finishedAvatars(readers, userId)) > 0) return offerKept({ idea });
  const [instant] = await drawableAvatars(readers, userId, 1);
  if (instant) return offerKept({ idea, avatarId: instant.id });
  return isOfThemselves(idea) ? askForSelfie(idea) : offerKept({ idea });
}
