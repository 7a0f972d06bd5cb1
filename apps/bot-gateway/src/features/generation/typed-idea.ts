import type { UserId } from '@aisha/domain';
import type { Elsewhere, Readers } from '../../engine/conversation';
import { askForSelfie } from '../../callbacks/new-avatar.callbacks';
import { offerKept } from '../../callbacks/generate.callbacks';
import { countDrawable } from './choices/choices';

const ME = new Set('я меня мне мной мы нас нам мой моя мое мои моей моего i me my myself im mine we us our'.split(' '));
/**
 * Words that begin a line about the writer: «В Париже» and «как Шерлок Холмс» say where or as whom a person is drawn, and that person is the
 * writer.
 */
const BEGINS_WITH = new Set(
  (
    'в во на у под над среди за возле рядом около перед между верхом как ' +
    'in on at as like under by among near behind beside inside with riding wearing'
  ).split(' '),
);

/** Whether an idea is about the writer: it has a word for the writer, or begins with a place or a role. */
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
 * Leads from a typed idea to its price. If the person has no avatar that can be drawn and the idea is about them, the bot first asks for a
 * photo, so that no person pays for a stranger's face.
 */
export async function forTyped(idea: string, userId: UserId, readers: Readers): Promise<Elsewhere> {
  return isOfThemselves(idea) && (await countDrawable(readers, userId)) === 0
    ? askForSelfie(idea)
    : offerKept({ idea });
}
