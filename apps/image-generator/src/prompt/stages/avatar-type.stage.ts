import type { Stage } from '../scene';

/** A painting has no lens, and colours of its own. */
const PAINTED = 'harmonious composition, rich detail';

/** Keeps the details that suit the avatar: a portrait takes all, a painting no lens, and a learned style brings its own manner. */
export const avatarType: Stage = {
  name: 'avatar-type',
  add: ({ avatar, phrases, shows, camera, face }) => {
    const { light, lens, composition, colours } = camera;
    if (avatar.trainingType === 'style') return { phrases: [...phrases, PAINTED, light] };
    if (shows.includes('painting')) return { phrases: [...phrases, PAINTED, light, face] };
    return { phrases: [...phrases, 'cinematic photograph', light, lens, composition, colours, face] };
  },
};
