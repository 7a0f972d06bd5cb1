import type { Random } from '../../drawn-faces/random';
import { dailyOutfit, type Hat, type Outfit, type Top } from '../../drawn-faces/outfit';
import type { Light } from './stage/light';
import type { Scene } from './scenes';
import { firstNamed, words } from './stage/words';

/** Clothes that a prompt can ask for; where words match several, the most specific comes first. */
const TOPS: Readonly<Partial<Record<Top, RegExp>>> = {
  spaceSuit: words('space ?suit|astronaut|cosmonaut', 'скафандр|космонавт|астронавт'),
  armour: words('armou?r|knight|viking|samurai|warrior', 'доспех|латы|рыцар|викинг|самура|воин'),
  gown: words('(?:academic|graduation) gown|graduation|cloak|elf|elven|judge', 'выпускн|эльф|плащ[а-я]* эльф|судь'),
  robe: words(
    'robe|wizard|witch|mage|kimono|king|queen|princess|prince|monk|sovereign|fairy|santa',
    'мант|волшебн|ведьм|маг(?![а-яё])|кимоно|корол|принц|монах|фе[яейю](?![а-яё])|санта',
  ),
  cape: words('cape|superhero|superman|batman', 'плащ[а-я]* (?:героя|супер)|супергеро|супермен'),
  dress: words('dress|(?<!academic )(?<!graduation )gown|ballerina|bride', 'плать|сарафан|балерин|невест'),
  suit: words(
    '(?:business |formal |black |white |blue |grey |red )?(?<!space )(?<!diving )suit|tuxedo|business|businessman|groom|headshot|secret agent|evening wear|tailoring|speaker|film star|red carpet|passport photo',
    'костюм(?! супер)|смокинг|делов|бизнес|жених|строг|премьер|красн[а-я]+ дорожк|на паспорт',
  ),
  coat: words('coat|raincoat|trench|detective|down jacket|skier', 'пальто|плащ|дождевик|шуб|детектив|пуховик|лыжн'),
  jacket: words('jacket|blazer|leather(?! armou?r)|denim|rock star|biker', 'куртк|пиджак|кожан|джинсов|рок-зв|байкер'),
  sweater: words('sweater|pullover|jumper|cardigan|knit', 'свитер|пуловер|джемпер|кардиган|вязан'),
  hoodie: words('hoodie|sweatshirt', 'худи|толстовк'),
  shirt: words('shirt|blouse', 'рубашк|блузк'),
  tee: words('t-shirt|tee|tshirt', 'футболк|майк'),
  sport: words('sportswear|tracksuit|athlete|runner|football|basketball', 'спортивн|спортсмен|футбол(?!к)|баскетбол'),
  wetsuit: words('wetsuit|diving suit|scuba|diver', 'гидрокостюм|аквалан|дайвер|водолаз'),
  apron: words('apron|chef|cook|baker', 'фартук|повар|шеф|пекар'),
};

const HATS: Readonly<Partial<Record<Hat, RegExp>>> = {
  crown: words('crown|king|queen|princess|prince', 'корон[аеуы](?![а-яё])|корол|принц'),
  wizard: words('wizard|witch|mage|sorcer', 'волшебн|ведьм|маг(?![а-яё])|колдун'),
  pirate: words('pirate', 'пират'),
  cowboy: words('cowboy|western', 'ковбо|вестерн'),
  mortarboard: words('graduation|academic gown', 'выпускн'),
  circlet: words('elf|elven|circlet', 'эльф'),
  goggles: words('goggles|aviator', 'авиатор|гогл'),
  chef: words('chef|cook', 'повар|шеф'),
  beanie: words('beanie|knit hat|winter hat', 'вязан[а-я]+ шапк|шапк|шапочк'),
  straw: words('straw hat|sun hat|hat', 'шляп'),
  beret: words('beret', 'берет(?![а-яё])'),
  helmet: words('astronaut|cosmonaut|space ?suit', 'космонавт|астронавт|скафандр'),
};

/** The words of all clothes. */
export const KNOWN_CLOTHES: readonly RegExp[] = [...Object.values(TOPS), ...Object.values(HATS), /scarf|шарф/i];

const COLOURS = {
  '#d9433f': words('red|scarlet', 'красн|ал(?:ый|ая|ое|ом)(?![а-яё])'),
  '#3f6fb5': words('blue', 'син(?:ий|яя|ее|ем|ей|юю)|голуб'),
  '#4f9a55': words('green|emerald', 'зел[её]н|изумруд'),
  '#f2c94c': words('yellow|golden|gold', 'ж[её]лт|золот'),
  '#2b2a38': words('black', 'ч[её]рн(?!о-)'),
  '#f7f2e8': words('white', 'бел(?:ый|ая|ое|ом|ой|ую|ые|ых)'),
  '#8a5fb0': words('purple|violet|lilac', 'фиолет|сирен|лилов'),
  '#ea7fa6': words('pink', 'розов'),
  '#e98a3a': words('orange', 'оранжев|рыж(?:ий|ая|ее|ем)'),
  '#8b929f': words('grey|gray|silver', 'сер(?:ый|ая|ое|ом|ой)(?![а-яё])|серебр'),
  '#8a5f44': words('brown', 'коричнев'),
} as const;

/** The usual colours of a costume when the prompt names none. */
const USUAL: Readonly<Partial<Record<Top, readonly [readonly [string, ...string[]], second: string]>>> = {
  spaceSuit: [['#f1f3f8', '#f6e9d8'], '#e4574f'],
  armour: [['#aeb9c9', '#b9b3a6', '#9fb0c4'], '#d8a944'],
  suit: [['#33405e', '#3a3a4a', '#5b6b86', '#6b4f5e'], '#f7f2e8'],
  cape: [['#3f6fb5', '#6a4fb0', '#2f8f83'], '#d9433f'],
  wetsuit: [['#2b3a55', '#30323f'], '#2fb3b0'],
  apron: [['#e4574f', '#2f8f83', '#3f6fb5', '#f0a03c'], '#fbf5ea'],
  gown: [['#2d3656', '#3f6a4a', '#5a3f6e'], '#d9a53a'],
  robe: [['#5a4fa0', '#8f3f5e', '#2f6f73', '#3f5aa0'], '#e2b04a'],
};

/**
 * The clothes in the picture: the clothes that the prompt names; else the clothes for the place; else a coat in snow or rain; else everyday
 * clothes.
 */
export const outfitFor = (prompt: string, scene: Scene, light: Light, random: Random): Outfit => {
  const daily = dailyOutfit(random);
  const named = firstNamed(prompt, TOPS);
  const isCold = light.weather === 'snow' && scene.isIndoor !== true;
  const top =
    named ?? scene.top ?? (isCold ? 'coat' : light.weather === 'rain' && scene.isIndoor !== true ? 'coat' : daily.top);
  const [colours, second] = USUAL[top] ?? [[daily.colour], daily.second];
  const asked = colourOf(prompt);
  const hat =
    firstNamed(prompt, HATS) ?? (named !== undefined && named !== scene.top ? 'none' : usualHat(scene, isCold, random));
  const colour = asked ?? random.pick(colours as readonly [string, ...string[]]);
  return {
    ...daily,
    ...(top === 'suit' && { legs: colour }),
    top,
    colour,
    second,
    hat: top === 'spaceSuit' ? 'helmet' : hat === 'helmet' ? 'none' : hat,
    scarf:
      top !== 'spaceSuit' && (isCold || (scene.scarf === true && named === undefined) || /scarf|шарф/i.test(prompt)),
  };
};

/** “dress … in …”, as in «одень в …»: there “dress” is a verb and names no garment. */
const PUTS_ON = /\bdress(?:ed)?\b(?=(?: \S+){0,3} in\b)/gi;

/** The clothes after a change: those that the change names replace the clothes that were worn, and the hat stays. */
export const changedOutfit = (worn: Outfit, change: string): Outfit => {
  const top = firstNamed(change.replace(PUTS_ON, ' '), TOPS);
  if (!top) return worn;
  const [colours, second] = USUAL[top] ?? [[worn.colour], worn.second];
  return { ...worn, top, colour: colourOf(change) ?? colours[0], second };
};

const usualHat = (scene: Scene, isCold: boolean, random: Random): Hat => {
  if (isCold) return 'beanie';
  const isCostume = scene.top !== undefined;
  return isCostume || random.next() < 0.4 ? (scene.hat ?? 'none') : 'none';
};

const GARMENT =
  '(?:[\\p{L}-]+ ){0,2}(?:dress|gown|suit|coat|raincoat|jacket|sweater|hoodie|shirt|blouse|t-shirt|cape|cloak|robe|tuxedo|tailoring|armou?r|плать|костюм|пальто|плащ|дождевик|куртк|пиджак|свитер|худи|толстовк|рубашк|блузк|футболк|мант|доспех)';

/** The colour that is named before a garment: «в красном платье», “a red dress”. */
const colourOf = (prompt: string): string | undefined =>
  Object.entries(COLOURS).find(([, pattern]) =>
    new RegExp(`(?:${pattern.source})[\\p{L}]*\\s${GARMENT}`, 'iu').test(prompt),
  )?.[0];
