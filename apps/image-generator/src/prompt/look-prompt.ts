import { lookOf } from '@aisha/domain';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { withAvatar, type AvatarWords } from './scene/avatar-words';

/**
 * The prompt of an order that names a look of the catalogue. Empty if this release does not know the look; the look's name is then drawn as
 * an idea.
 */
export function promptOfLook(
  { look: id }: Pick<ImageGeneration, 'look'>,
  avatar: AvatarWords,
): Partial<Pick<ImageGeneration, 'enhancedPrompt' | 'promptWriter'>> {
  const look = lookOf(id);
  return look ? { enhancedPrompt: withAvatar(avatar, look.prompt), promptWriter: 'look' } : {};
}
