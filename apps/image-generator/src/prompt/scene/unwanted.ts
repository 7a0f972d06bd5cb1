import { tidied } from './avatar-words';

interface SplitIdea {
  /** The text without its negative parts. */
  readonly text: string;
  /** The things that the person does not want, in the person's words, kept for operators. */
  readonly unwanted: readonly string[];
  /** The replacements. Flux takes no negative prompt, and a prompt with "no hat" gives a picture with a hat. */
  readonly instead: readonly string[];
}

/** Positive words for unwanted things. The patterns are stems, so that Russian endings do not matter. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/шляп|шапк|кепк|панам|головн|\b(hats?|caps?|beanies?|headwear)\b/i, 'bareheaded, hair fully visible'],
  [/очк|\b(sun|eye)?glasses\b/i, 'bare eyes, unobstructed gaze'],
  [/бород|щетин|(?<!\p{L})ус(ы|ов|ами)(?!\p{L})|\b(beard|stubble|m(o)?ustache)\b/iu, 'clean-shaven face'],
  [/улыб|\bsmil(e|es|ing)\b/i, 'calm serious expression, closed lips'],
  [/в камеру|\bat (the )?camera\b/i, 'gaze turned aside'],
  [
    /текст|надпис|букв|водян|логотип|\b(text|letters?|letterings?|words?|writing|captions?|watermarks?|logos?)\b/i,
    'clean unmarked surfaces',
  ],
  [
    /(?<!\p{L})люд|прохож|толп|посторонн|\b(people|persons?|crowds?|strangers?|others|passers?-?by)\b/iu,
    'alone in the frame, empty surroundings',
  ],
  [/макияж|косметик|\bmake-?up\b/i, 'natural bare skin'],
  [
    /украшени|сер[её]ж|серьг|кол[еь]ц|цепочк|(?<!\p{L})бус|\b(jewel(le)?ry|earrings?|rings?|necklaces?)\b/iu,
    'bare ears and plain neckline',
  ],
  [/татуир|тату|\btattoos?\b/i, 'clear unmarked skin'],
  [/галстук|\b(neck)?ties?\b/i, 'open collar'],
  [/машин|автомобил|\b(cars?|traffic)\b/i, 'quiet open street'],
  [/(?<!\p{L})фон|\bbackgrounds?\b/iu, 'plain seamless backdrop'],
  [/тен(и|ей|ь)|\bshadows?\b/i, 'even soft light'],
  [/вспышк|\bflash\b/i, 'soft ambient light'],
  [/размыт|боке|блюр|\b(blur(red|ry)?|bokeh)\b/i, 'everything in crisp focus'],
  [/пальц|\b(fingers?|hands?)\b/i, 'natural well-formed hands'],
  [/цвет(а|ов)?(?!\p{L})|\bcolou?rs?\b/iu, 'black and white'],
  [/снег|\bsnow\b/i, 'dry clear ground'],
  [/дожд|\brain\b/i, 'dry clear weather'],
  [/облак|туч|\bclouds?\b/i, 'clear open sky'],
  [/морщин|\bwrinkles?\b/i, 'smooth skin'],
  [/животн|\banimals?\b/i, 'alone in the frame'],
];

/** Words that begin a negative part. `не` begins one only before the words that are listed with it, so not in "не только". */
const MARKERS = [
  String.raw`(?<!\p{L})(?:без|никаких|никакого|никакой|кроме)\s+`,
  String.raw`(?<!\p{L})(?:не\s+надо|не\s+нужн[оыа]?|не\s+хочу|не\s+должно\s+быть|чтобы\s+не\s+было)\s+`,
  String.raw`(?<!\p{L})(?:пусть\s+)?не\s+(?=улыб|смотр)`,
  String.raw`(?<!\p{L})(?:with\s+)?(?:no|without(?:\s+any)?)\s+(?!doubt|one\b)`,
  String.raw`(?<!\p{L})(?:avoid|exclude)\s+`,
  String.raw`(?<!\p{L})(?:is\s+|are\s+)?(?:not|don['’]?t|doesn['’]?t|do\s+not|does\s+not|isn['’]?t)\s+(?:(?:want|show|add|include|draw)\s+)?(?=(?:any\s+)?(?:smil|look|hats?|text|people|glasses|make))`,
].join('|');

/** The end of a negative part: the next comma or other stop, or a word that continues the scene. */
const GOES_ON = String.raw`(?=\s*(?:[,.;!?\n]|$)|\s+(?:на|в|во|у|под|над|с|со|при|перед|за|но|а|in|on|at|under|with|near|by|but|while|against)(?!\p{L}))`;

/**
 * Words that only say where an unwanted thing would be: "(без) людей на фоне", "(не) смотрит в камеру". They are removed together with the
 * thing.
 */
const ITS_PLACE = String.raw`(?:\s+(?:на\s+(?:заднем\s+)?(?:фоне|плане)|в\s+камеру|в\s+кадре|(?:in|on)\s+the\s+(?:background|frame)|at\s+(?:the\s+)?camera))?`;

const NEGATIVE = new RegExp(`(?:${MARKERS})((?:[^,.;!?\\n]*?${ITS_PLACE})${GOES_ON})`, 'giu');

/** Removes the negative parts of a Russian or English text and rephrases the known ones positively. */
export function separateUnwanted(text: string): SplitIdea {
  const unwanted: string[] = [];
  const rest = text.replace(NEGATIVE, (_whole, negative: string) => {
    for (const item of negative.split(/\s+(?:и|или|ни|and|or|nor)\s+/iu)) {
      const named = tidied(item);
      if (named !== '') unwanted.push(named);
    }
    return ' ';
  });
  const instead = unwanted.flatMap((item) => INSTEAD.filter(([pattern]) => pattern.test(item)).slice(0, 1));
  return {
    // Removes an "и" or "and" that is left dangling.
    text: tidied(rest.replace(/(?<!\p{L})(?:и|and|,)\s*(?=$|[,.;])/giu, ' ')),
    unwanted,
    instead: [...new Set(instead.map(([, positive]) => positive))],
  };
}
