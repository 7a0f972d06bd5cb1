import { withAvatar } from '../scene/avatar-words';
import type { Stage } from '../scene/scene';

/** Puts the avatar's words in front of the prompt; without them the model does not know the face. */
export const trigger: Stage = {
  name: 'trigger',
  add: ({ avatar, phrases }) => ({ text: withAvatar(avatar, phrases.filter((phrase) => phrase !== '').join(', ')) }),
};
