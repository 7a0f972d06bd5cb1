import type { Stage } from '../scene';

const FACE = 'sharp expressive eyes, natural skin texture, detailed face';
const PAINTED_FACE = 'detailed face and eyes';

/**
 * Adds face and eyes, by which a person is recognised. It adds no age, hair or eye colour, because those must stay the
 * person's; and nothing without an avatar, because a face that is named is drawn.
 */
export const face: Stage = {
  name: 'face',
  add: ({ avatar, answer, shows }) => {
    if (avatar.trainingType === null) return { face: '' };
    return { face: answer?.face ?? (shows.includes('painting') ? PAINTED_FACE : FACE) };
  },
};
