import type { Stage } from '../scene/scene';

/** The composition of a painting, which has no lens and brings its own colours. */
const PAINTED = 'harmonious composition, rich detail';

/**
 * Chooses which camera details suit the avatar: a portrait gets all of them, a painting no lens and no colours, and a learned style only the
 * light, because it brings its own manner.
 */
export const avatarType: Stage = {
  name: 'avatar-type',
  add: ({ avatar, phrases, shows, camera, face }) => {
    const { light, lens, composition, colours } = camera;
    if (avatar.trainingType === 'style') return { phrases: [...phrases, PAINTED, light] };
    if (shows.includes('painting')) return { phrases: [...phrases, PAINTED, light, face] };
    return { phrases: [...phrases, 'cinematic photograph', light, lens, composition, colours, face] };
  },
};
