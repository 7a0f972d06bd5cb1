import type { Camera, Scene, Shown, Stage } from '../scene/scene';

/**
 * Words by which an idea names an aspect of the camera itself. The stage then adds nothing to that aspect, because the model would draw,
 * for example, a second light as well.
 */
const IS_GIVEN: Readonly<Record<keyof Camera, RegExp>> = {
  lens: /\b(\d{2,3} ?mm|lens|f\/\d|wide[- ]angle|telephoto|macro|fish-?eye|bokeh|crisp focus)\b/i,
  light:
    /\b(light(?:ing|s)?(?! (?:wind|breeze|rain|snow|blue|coat|jacket|dress)\b)|lit|sun(?:ny|light|lit|set|rise)?|golden hour|backlit|neon|candle\w{0,5}|moonlight|shadows?|campfire)\b/i,
  composition:
    /\b(close-?up|wide shot|from (?:above|below|behind|the side)|low angle|profile|symmetr\w{1,4}|rule of thirds|backdrop|empty surroundings|framing)\b/i,
  colours: /\b(black[- ]and[- ]white|monochrome|sepia|pastel|vivid|muted|colou?rs?|palette|noir|cyberpunk|vintage)\b/i,
};

type Choice = readonly [Shown | 'anything', string];

/** The camera for each kind of content. Of several entries that apply, the first is used. */
const CHOICES: Readonly<Record<keyof Camera, readonly Choice[]>> = {
  lens: [
    ['close-up', '85mm lens at f/1.8, shallow depth of field'],
    ['whole-figure', '50mm lens at f/2.8'],
    ['wide-view', '35mm lens at f/4'],
    ['anything', '85mm lens at f/1.8, shallow depth of field'],
  ],
  light: [
    ['night', 'warm practical lights against the dark'],
    ['anything', 'soft directional light'],
  ],
  composition: [
    ['close-up', 'head and shoulders, eyes on the upper third'],
    ['whole-figure', 'the whole figure with room around it'],
    ['wide-view', 'the person large in the foreground, layered depth'],
    ['anything', 'framed from the waist up'],
  ],
  colours: [
    ['night', 'deep blues and warm accents'],
    ['anything', 'true-to-life colours'],
  ],
};

/** The camera of a scene without an avatar. A lens for faces would blur a landscape. */
const OF_A_SCENE: Camera = {
  lens: '',
  light: 'natural directional light',
  composition: 'balanced composition',
  colours: 'rich colours, fine detail',
};

const chosen = ({ answer, avatar, phrases, shows }: Scene, aspect: keyof Camera): string => {
  if (answer) return answer[aspect];
  if (IS_GIVEN[aspect].test(phrases.join(', '))) return '';
  if (avatar.trainingType === null) return OF_A_SCENE[aspect];
  const applies = ([when]: Choice): boolean => when === 'anything' || shows.includes(when);
  return CHOICES[aspect].find(applies)?.[1] ?? '';
};

/** Adds lens, light, composition and colour as a photographer would choose them for the scene. */
export const cinema: Stage = {
  name: 'cinema',
  add: (scene) => ({
    camera: {
      lens: chosen(scene, 'lens'),
      light: chosen(scene, 'light'),
      composition: chosen(scene, 'composition'),
      colours: chosen(scene, 'colours'),
    },
  }),
};
