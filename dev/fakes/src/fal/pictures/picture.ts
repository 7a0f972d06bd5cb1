import { drawFigure, type Gesture, type Pose } from '../../drawn-faces/figure';
import { looksOf, type DrawnPerson } from '../../drawn-faces/looks';
import { Random } from '../../drawn-faces/random';
import { changedOutfit, outfitFor } from './clothes';
import { lightIn, lightOf, lit, type Light } from './stage/light';
import { framingIn, headBox, place, placeInRow, type Placement } from './placement';
import { drawProp, isTall, propIn, type PropName } from './things/props';
import { signFor, unknownIn } from './sign';
import { basket, SCENES, sceneIn, type Framing, type Scene, type SceneName } from './scenes';
import { Stage, type Box } from './stage/stage';
import { at } from './stage/svg';
import { type Place, type Thing, THINGS, thingsIn, type ThingName } from './things';
import { firstNamed, takesGlassesOff, words } from './stage/words';

interface Idea {
  /** The subject of the picture, in English or Russian. */
  readonly prompt: string;
  /** Width by height. */
  readonly aspect: number;
  /** The same seed gives the same place; `variation` changes the person in it: pose, clothes, framing. */
  readonly seed: string;
  readonly variation: string;
  /** A sentence that changes the picture of the same idea and seed: other clothes, another light, another place, bare eyes. */
  readonly change?: string;
  /** The drawn person; absent for a place without people, or with a photograph of a real person. */
  readonly person?: DrawnPerson;
  /** Further drawn people, who stand beside the first one; then all are seen to the waist. */
  readonly others?: readonly DrawnPerson[];
}

export interface DrawnPicture {
  /** SVG behind and in front of the person, for a frame 1000 high and `width` wide; a photograph can be put between `back` and `front`. */
  readonly back: string;
  readonly front: string;
  readonly scene: SceneName;
  /** What the picture shows: the place, its light and weather, clothes, and things. */
  readonly shows: readonly string[];
  /** Things that the idea names and that no drawing shows: a sign in the picture names them. */
  readonly unknown: readonly string[];
  readonly light: Light;
  readonly placement: Placement;
  /** The head's box, in shares of the frame. */
  readonly head: Box;
  readonly width: number;
}

const HEIGHT = 1_000;
/** Places for an idea that names none. */
const ANYWHERE = [
  'studio',
  'city',
  'sea',
  'garden',
  'cafe',
  'mountains',
  'street',
  'field',
] as const satisfies readonly SceneName[];
/** The words with which a prompt turns from its idea to light and lenses, as every prompt does at its end. */
const MANNER = /\b(?:cinematic photograph|harmonious composition|expressive light|, slightly)\b/i;

/** The words with which a change asks for another place, and not only for another light or other clothes. */
const NEW_PLACE = words('background|behind|backdrop|against', 'фон|позади|за спиной');

/** Words for what people do on snow: such a word means snow even when the idea does not name snow. */
const SNOWY = words(
  'ski|skiing|skier|snowboard|snowboarding|sledge|snowman|santa',
  'лыж|сноуборд|санки|санках|снеговик|санта',
);

export const ideaOf = (prompt: string): string => prompt.split(MANNER)[0] ?? prompt;

/** A picture of the idea: a place, its light, and the person in it, dressed for the place. */
export const drawPicture = ({
  prompt,
  aspect,
  seed,
  variation,
  person,
  others = [],
  change = '',
}: Idea): DrawnPicture => {
  const idea = ideaOf(prompt);
  const random = new Random(`${seed}\n${idea}`);
  const unknown = unknownIn(idea);
  // A place that we cannot draw is named on a sign. In front of a wrong place such a sign would confuse, so the sign is in front of a plain
  // wall.
  const usual = sceneIn(idea) ?? (unknown.length > 0 ? 'studio' : random.pick(ANYWHERE));
  const name = (NEW_PLACE.test(change) ? sceneIn(change) : undefined) ?? usual;
  const scene = SCENES[name];
  const before = lightIn(idea, { time: scene.time, weather: SNOWY.test(idea) ? 'snow' : scene.weather });
  const outside = change === '' ? before : lightIn(change, before);
  // Indoors lamps are on, it does not rain, and it never gets quite dark.
  const light = scene.isIndoor ? { ...outside, weather: 'clear' as const, strength: outside.strength * 0.35 } : outside;
  const width = HEIGHT * aspect;
  const stage = new Stage(width, light, random, idea);
  const { back, front = '' } = scene.draw(stage);

  const moment = new Random(`${seed}\n${variation}\nmoment`);
  const worn = outfitFor(idea, SCENES[usual], scene.isIndoor ? lightOf('day', 'clear') : before, moment);
  const outfit = changedOutfit(worn, change);
  const prop = propFor(idea, light, scene, moment);
  const things = thingsIn(idea).filter((thing) => !scene.has?.includes(thing));
  const rides = things.some((thing) => THINGS[thing].place === 'under');
  const framing = rides ? 'full' : framingFor(idea, scene.framings, aspect, prop !== undefined, moment);
  const hasHat = prop === 'umbrella' || (outfit.hat !== 'none' && outfit.hat !== 'headband');
  const placement = place(name === 'balloon' ? 'half' : framing, width, hasHat, moment, scene.floats);
  const head = headBox(placement, width, hasHat);
  // Rain in front of people in a row would fall on some face.
  const weather = scene.isIndoor || others.length > 0 ? '' : stage.weather(head);
  const isBareEyed = takesGlassesOff(change);
  const circumstances = { prompt, outfit, moment, light, floats: scene.floats === true, isBareEyed };
  const around = (places: readonly Place[]): string =>
    drawThings(
      things.filter((thing) => places.includes(THINGS[thing].place)),
      { stage, placement, isAlone: !person, floats: scene.floats === true },
    );
  const alone = (one: DrawnPerson): string => figureOf(one, { ...circumstances, prop, framing, placement });
  const inRow = (one: DrawnPerson, index: number): string => {
    const beside = placeInRow(index, others.length + 1, width);
    const own = outfitFor(idea, scene, scene.isIndoor ? lightOf('day', 'clear') : light, moment);
    return figureOf(one, { ...circumstances, outfit: own, prop: undefined, framing: 'half', placement: beside });
  };
  const drawn = !person ? '' : others.length === 0 ? alone(person) : [person, ...others].map(inRow).join('');
  const figure = things.some((thing) => THINGS[thing].isSeat) ? seated(drawn, placement) : drawn;
  const nearer = others.length > 0 ? '' : name === 'balloon' ? stage.layer(0, basket(placement.x)) : front;
  return {
    back: back + around(['sky', 'page', 'behind', 'beside']) + figure,
    front: around(['under', 'before']) + nearer + weather + signFor(unknown, stage, placement),
    scene: name,
    shows: [
      ...[name, light.time, light.weather, outfit.top],
      ...(outfit.hat === 'none' ? [] : [outfit.hat]),
      ...(prop === undefined ? [] : [prop]),
      ...things,
    ],
    unknown,
    light,
    placement,
    head,
    width,
  };
};

const framingFor = (
  idea: string,
  framings: readonly [Framing, ...Framing[]] = ['half', 'full', 'half'],
  aspect: number,
  holds: boolean,
  moment: Random,
): Framing => {
  const asked = framingIn(idea);
  if (asked) return asked;
  const picked = moment.pick(framings);
  // In a wide frame a whole figure would be small. In a tall frame a bust would hide the place, and a bust never shows what the hands hold.
  if (aspect > 1.5 && picked === 'full' && framings.includes('half')) return 'half';
  return picked === 'bust' && (aspect < 0.6 || holds) ? 'half' : picked;
};

/**
 * The thing that the prompt puts into the person's hands; else an umbrella in the rain, or often a thing of the place. Undefined for a
 * person who cheers, and when there is no such thing.
 */
const propFor = (idea: string, light: Light, { props = [], isIndoor }: Scene, moment: Random): PropName | undefined => {
  const isUsual = moment.next() < 0.7;
  const usual = props[Math.floor(moment.next() * props.length)];
  const asked = propIn(idea);
  if (asked) return asked;
  if (CHEERING.test(idea)) return undefined;
  if (light.weather === 'rain' && !isIndoor) return 'umbrella';
  return isUsual && !(usual === 'flowers' && light.weather === 'snow') ? usual : undefined;
};

interface Surroundings {
  readonly stage: Stage;
  readonly placement: Placement;
  readonly isAlone: boolean;
  readonly floats: boolean;
}

/** Draws things around the person: each on the side with more room, and two of one kind on both sides. */
const drawThings = (names: readonly ThingName[], { stage, placement, isAlone, floats }: Surroundings): string => {
  const { width } = stage;
  const isLeftFree = placement.x > width / 2 ? true : placement.x < width / 2 ? false : stage.random.next() < 0.5;
  const size = Math.min(1.15, Math.max(0.7, width / 900));
  let [left, beside] = [isLeftFree, 0];
  return names
    .map((name) => {
      const { place, svg, isWide = false, y = 240, scale = size * 1.1 } = THINGS[name];
      const x = width * (left ? 0.21 : 0.79);
      switch (place) {
        case 'sky':
          return at(isWide ? width / 2 : x, y, stage.layer(0, svg), size);
        case 'page':
          return at(width / 2, 1_000, svg, Math.min(1, width / 750));
        case 'behind':
          return at(placement.x, 965, stage.layer(0, svg), scale);
        case 'under':
          return ridden(THINGS[name], stage, placement, isAlone);
        case 'before':
          return at(width / 2, 985, stage.layer(0, svg), Math.min(1.1, width / 800));
        case 'beside': {
          left = !left;
          beside += 1;
          return at(x, floats ? 720 : beside > 1 ? 930 : 955, stage.layer(0, svg), size);
        }
      }
    })
    .join('');
};

/** Where the hips of a figure are below its head, and how high the back of a horse is, in their units. */
const HIPS = 480;
const BACK = 300;

/** A figure whose legs a horse hides. */
const seated = (figure: string, { y, scale }: Placement): string =>
  `<clipPath id="seat"><rect x="-1000" y="-500" width="4000" height="${y + (HIPS + 60) * scale + 500}"/></clipPath><g clip-path="url(#seat)">${figure}</g>`;

const ridden = ({ svg, isSeat }: Thing, stage: Stage, { x, y, scale }: Placement, isAlone: boolean): string => {
  const hips = y + HIPS * scale;
  const size = isSeat && !isAlone ? (975 - hips) / BACK : 1.2;
  return at(x, 978, stage.layer(0, svg), Math.min(size, stage.width / 2 / 235));
};

/** The words for a serious face; the words for a laughing and for a smiling face follow. */
const CALM = words(
  'serious|intense|guarded|composed|calm|steady|thoughtful|unreadable|determined|stern|passport|noble|defiant|fearless|regal',
  'серь[её]зн|строг|спокойн|задумчив|сосредоточ|загадочн|на паспорт',
);
const LAUGHING = words('laugh|laughing|laughter|grin|delighted|joyful|happy', 'сме[юё]|счастлив|весел|радост');
const SMILING = words('smile|smiling', 'улыб');
/** Photographs for which a person keeps still. */
const PASSPORT = /passport|на паспорт/;
/** Movements with both arms up. */
const CHEERING = words('dance|dancing|jump|jumping|arm raised|celebrat|champion|winner', 'танц|прыг|победител|чемпион');

interface Circumstances {
  readonly prompt: string;
  readonly prop: PropName | undefined;
  readonly outfit: Parameters<typeof drawFigure>[1];
  readonly moment: Random;
  readonly framing: Framing;
  readonly light: Light;
  readonly placement: Placement;
  readonly floats: boolean;
  readonly isBareEyed: boolean;
}

const expressionIn = (prompt: string): Pose['expression'] | undefined =>
  firstNamed(prompt, { laugh: LAUGHING, smile: SMILING, calm: CALM });

const gestureFor = (prompt: string, prop: PropName | undefined, floats: boolean, moment: Random): Gesture => {
  if (prop === 'umbrella') return 'umbrella';
  if (prop && isTall(prop)) return 'aside';
  if (prop === 'guitar') return 'strum';
  if (prop) return 'hold';
  if (CHEERING.test(prompt)) return 'cheer';
  if (floats) return moment.pick(['wave', 'cheer', 'relaxed']);
  if (PASSPORT.test(prompt)) return 'relaxed';
  return moment.pick(['relaxed', 'hip', 'wave', 'pockets', 'hip']);
};

const figureOf = (
  person: DrawnPerson,
  { prompt, outfit, prop, moment, framing, light, placement, floats, isBareEyed }: Circumstances,
): string => {
  const own = looksOf(person);
  const looks = isBareEyed ? { ...own, glasses: 'none' as const } : own;
  const gesture = gestureFor(prompt, prop, floats, moment);
  const pose: Pose = {
    hair: looks.wardrobe[0],
    expression: expressionIn(prompt) ?? moment.pick(['smile', 'smile', 'laugh', 'calm']),
    gesture: framing === 'bust' && gesture === 'wave' ? 'relaxed' : gesture,
    turn: moment.between(-1, 1),
    tilt: moment.between(-5, 5),
    ...(prop && prop !== 'umbrella' && { prop: drawProp(prop) }),
  };
  const { x, y, scale } = placement;
  const shadow =
    floats || framing !== 'full'
      ? ''
      : `<ellipse cx="${x}" cy="${y + 985 * scale}" rx="${150 * scale}" ry="${22 * scale}" fill="#1d1238" fill-opacity=".28"/>`;
  const lean = floats ? moment.between(-12, 12) : 0;
  return `${shadow}<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${lean.toFixed(1)} 0 ${lean === 0 ? 0 : 60}) scale(${scale.toFixed(3)})">${lit(drawFigure(looks, outfit, pose), light, 0, 0.42)}</g>`;
};
