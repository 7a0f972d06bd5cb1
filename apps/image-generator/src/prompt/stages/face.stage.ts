import type { Stage } from '../scene/scene';

const FACE = 'sharp expressive eyes, natural skin texture, detailed face';
const PAINTED_FACE = 'detailed face and eyes';

/**
 * Adds words for the face and the eyes, by which people recognise a person. It adds no age, hair or eye colour, because those must stay the
 * person's own. Without an avatar it adds nothing, because the model draws a face when the prompt names one.
 */
export const face: Stage = {
  name: 'face',
  add: ({ avatar, answer, shows }) => {
    if (avatar.trainingType === null) return { face: '' };
    return { face: answer?.face ?? (shows.includes('painting') ? PAINTED_FACE : FACE) };
  },
};
