import { asTyped } from '../../openai/dictionary';
import { KNOWN_CLOTHES } from './clothes';
import { TIME_WORDS, WEATHER_WORDS } from './stage/light';
import { KNOWN_MANNERS } from './manner';
import { FRAMING_WORDS, type Placement } from './placement';
import { KNOWN_PROPS } from './things/props';
import { KNOWN_PLACES } from './scenes';
import type { Stage } from './stage/stage';
import { at, line, rect } from './stage/svg';
import { KNOWN_THINGS } from './things';
import { words } from './stage/words';

/** Words that ask for no thing: people, verbs, manners of speaking, and what every picture has. */
const NOT_DRAWN = words(
  'a|an|the|in|on|at|by|with|without|of|and|or|as|to|from|for|near|behind|above|under|among|along|beside|between|towards|against|around|through|over|into|out|up|down|off|front|side|back|edge|middle|background|' +
    'me|my|myself|you|your|us|we|our|i|he|she|it|his|her|their|this|that|there|here|where|who|is|are|be|was|not|no|very|so|just|like|one|two|three|' +
    'man|men|woman|women|girl|boy|guy|lady|person|people|human|child|children|kid|friend|mother|father|mom|dad|family|couple|young|' +
    'photo|picture|image|photograph|shot|portrait|selfie|style|scene|view|frame|look|pose|mood|face|eye|hair|hand|smile|smiling|light|shadow|colour|color|day|time|moment|' +
    'draw|make|show|take|want|please|wear|hold|stand|sit|sat|walk|run|ride|fly|swim|drink|eat|play|sing|read|dance|look|go|drive|drawn|dressed|' +
    'big|large|small|little|old|new|good|great|nice|cool|beautiful|pretty|happy|sad|serious|bright|dark|warm|cold|soft|high|low|long|short|wild|modern|real|full|close|wide|free|open|sun|sunny|moon|sky|star|cloud|water|hero|role|character|x|' +
    'tower|window|mask|table|wall|room|' + // parts of places that are drawn with them
    'red|blue|green|yellow|golden|gold|black|white|purple|violet|pink|orange|grey|gray|silver|brown|ginger',
  'я(?![а-яё])|меня|мне|мой|моя|мо[её](?![а-яё])|мы(?![а-яё])|нас|на(?![а-яё])|в(?![а-яё])|во(?![а-яё])|с(?![а-яё])|со(?![а-яё])|у(?![а-яё])|и(?![а-яё])|к(?![а-яё])|по(?![а-яё])|из(?![а-яё])|от(?![а-яё])|над|под|за(?![а-яё])|перед|как(?![а-яё])|без|для|очень|среди|возле|около|между|верхом|' +
    'мужчин|женщин|девушк|парен|парн|человек|люд|реб[её]н|дет[иья]|друг|подруг|мам|пап|семь|' +
    'фото|картин|портрет|стил|образ|вид|фон|поз|лиц|глаз|улыб|нарис|сделай|покажи|хочу|стою|стоит|сижу|сидит|ид[уё]|лечу|лет[ия]|еду|едет|пью|пь[её]т|держу|держит|игра|смотр|бег|гуля|прогул|танц|' +
    'башн|окн|маск|стол(?![а-яё])|стен|комнат|' +
    'красн|син|зел[её]н|ж[её]лт|золот|ч[её]рн|бел|фиолет|розов|оранжев|сер[ыа]|коричнев|рыж|больш|маленьк|красив|старинн|стар|нов|ярк|т[её]мн|солнц|солнечн|неб|облак|звезд|зв[её]зд|лун|вод|геро|рол|краю|числ',
);

const KNOWN: readonly RegExp[] = [
  NOT_DRAWN,
  ...Object.values(TIME_WORDS),
  ...Object.values(WEATHER_WORDS),
  ...Object.values(FRAMING_WORDS),
  ...KNOWN_CLOTHES,
  ...KNOWN_MANNERS,
  ...KNOWN_PROPS,
  ...KNOWN_PLACES,
  ...KNOWN_THINGS,
].map((pattern) => new RegExp(pattern.source, 'gi'));

/** Endings of words that are no things: what people do and how things are. */
const NO_THING =
  /(?:ing|ly|ed|ful|ous|ive|less|ic|al|ish|ier|est|[ыи]й|ая|яя|ое|ее|ые|ие|ого|его|ему|ому|ым|им|ую|юю|ть|тся|ться|ют|ут|ешь|ишь|щий|щая)$/i;
/** The most words of a person's own idea. A longer prompt describes light and moods, too. */
const MOST_WORDS = 14;
const MOST_NAMED = 2;

/** The things that a person's idea names and the painter cannot draw, two at most; none for a prompt that is longer than an idea. */
export const unknownIn = (idea: string): readonly string[] => {
  const found = [...idea.matchAll(/[\p{L}-]+/gu)];
  if (found.length > MOST_WORDS) return [];
  const known = KNOWN.flatMap((pattern) =>
    [...idea.matchAll(pattern)].map(({ index, 0: match }) => ({ from: index, to: index + match.length })),
  );
  const isKnown = (from: number, to: number): boolean => known.some((one) => one.from < to && from < one.to);
  return found
    .filter(({ index, 0: word }) => word.length > 2 && !isKnown(index, index + word.length) && !NO_THING.test(word))
    .slice(0, MOST_NAMED)
    .map(({ 0: word }) => asTyped(word));
};

const LETTER = 19;

/** A signpost with these words, on the side with more room. */
export const signFor = (unknown: readonly string[], stage: Stage, { x }: Placement): string => {
  if (unknown.length === 0) return '';
  const longest = Math.max(...unknown.map(({ length }) => length));
  const across = Math.max(150, longest * LETTER + 50);
  const down = 34 + unknown.length * 42;
  const place = x > stage.width / 2 ? across / 2 + 24 : stage.width - across / 2 - 24;
  const letters = unknown
    .map(
      (word, nth) =>
        `<text x="0" y="${-206 - down + 52 + nth * 42}" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-weight="700" font-size="30" fill="#fff6e2" text-anchor="middle">${escaped(word)}</text>`,
    )
    .join('');
  const board =
    rect(-9, -230, 18, 230, '#6b4430', 4) +
    rect(-across / 2, -206 - down + 10, across, down, '#8a5a38', 12) +
    rect(-across / 2 + 8, -206 - down + 18, across - 16, down - 16, '#a86f42', 8) +
    line(`M${-across / 2 + 22} -${206 - 10}H${across / 2 - 22}`, '#6b4430', 3);
  return at(place, 965, stage.layer(0, board) + letters);
};

const escaped = (word: string): string => word.replace(/[^\p{L}\p{N}-]/gu, '');
