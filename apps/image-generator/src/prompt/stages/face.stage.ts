import type { Stage } from '../scene';

const FACE = 'sharp expressive eyes, natural skin texture, detailed face';
const PAINTED_FACE = 'detailed face and eyes';

/**
 * Face and eyes: by them a person is recognised. Adds no age, hair or eye colour, because the picture must stay theirs; and nothing
 * without an avatar, because a face that is named is drawn.
 */
export const face: Stage = {
  name: 'face',
  add: ({ avatar, answer, shows }) => {
    if (avatar.trainingType === null) return { face: '' };
    return { face: answer?.face ?? (shows.includes('painting') ? PAINTED_FACE : FACE) };
  },
};
