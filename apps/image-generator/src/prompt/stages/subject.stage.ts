import { tidied } from '../scene/avatar-words';
import { translateKnown } from '../scene/dictionary';
import type { Scene, Shown, Stage } from '../scene/scene';
import { separateUnwanted } from '../scene/unwanted';

/**
 * Words by which a text shows its kind of content. Russian stems are among them, because without the language model a word that the
 * dictionary lacks stays Russian.
 */
const SIGNS: Readonly<Record<Shown, RegExp>> = {
  painting:
    /\b(anime|manga|cartoons?|comics?|paint(?:ing|ed)|oil paint|watercolou?r|drawing|sketch|illustration|pixel art|3d render)\b|рисун|мультф|комикс/iu,
  'close-up':
    /\b(close-?ups?|headshot|portrait|face|eyes|selfie|smil(?:e|ing)|make-?up)\b|(?<!\p{L})(?:лиц[оау]|глаз)|селфи/iu,
  'whole-figure':
    /\b(full[- ](?:length|body|height)|whole figure|head to toe|stand(?:s|ing)|walk(?:s|ing)?|stroll(?:s|ing)|run(?:s|ning)|danc(?:e|es|ing)|jump(?:s|ing)|sit(?:s|ting)|fly(?:ing)|skat\w{2,5}|ski(?:ing)?|surf\w{0,4}|yoga|ballet|riding|on a (?:horse|motorcycle|bicycle|bike|throne|yacht)|kneeling|lying)\b|(?<!\p{L})(?:прыга|йог|балет|катает|верхом|лежит)/iu,
  'wide-view':
    /\b(mountains?|landscape|sea(?:shore)?|ocean|beach|desert|sky(?:line)?|city|street|field|forest|rooftop|orbit|space(?! ?suit)|canyon|waterfall|castle|square)\b|(?<!\p{L})(?:водопад|каньон|площад|озер|озёр|рек[аеиу])/iu,
  hands:
    /\b(hands?|fingers?|fists?|hold(?:s|ing)|wav(?:es|ing)|point(?:s|ing)|cup|glass of|book|guitar|piano|violin|sword|bow|umbrella|phone|camera|brush|bouquet|flowers|playing|reading|drinking|eating|cooking|writing|gestur\w{1,4}|applaud\w{0,3}|handshake)\b|(?<!\p{L})(?:рук[аиуо]|пал[ье]ц|держ|жест|маш[ие]т|букет|скрипк|телефон|зонт)/iu,
  lettering:
    /\b(streets?|shops?|stores?|cafes?|bars?|restaurants?|market|signs?|signboards?|neon|billboards?|posters?|newspapers?|bookshop|library|station|airport|cinema|times square|label)\b|\bcafés?(?!\p{L})|вывеск|магазин|рынок|рынке|вокзал|аэропорт|афиш|газет|плакат/iu,
  crowd:
    /\b(crowds?|people|friends|party|concert|festival|parade|audience|guests|wedding|team)\b|толп|друзь|концерт|вечеринк|фестивал|свадьб/iu,
  mirror: /\b(mirrors?|reflected|(?:own|her|his) reflection)\b|зеркал/iu,
  night:
    /\b(night|midnight|neon|moonl(?:it|ight)|stars|starry|dark(?:ness)?|dusk|candle\w{0,5}|campfire|club)\b|(?<!\p{L})(?:ноч|сумерк|свеч)/iu,
};

const shownIn = (text: string): Shown[] => (Object.keys(SIGNS) as Shown[]).filter((shown) => SIGNS[shown].test(text));

const subjectOf = ({ answer, idea, language }: Scene): string => {
  if (answer) return separateUnwanted(answer.subject).text;
  const { text } = separateUnwanted(tidied(idea));
  return tidied(language === 'ru' ? translateKnown(text) : text);
};

/**
 * Finds the kinds of content that the picture shows, and writes the complete idea: people, action, place, and the
 * replacements for unwanted things.
 */
export const subject: Stage = {
  name: 'subject',
  add: (scene) => {
    const seen = subjectOf(scene);
    return { shows: shownIn(seen), phrases: [seen, ...scene.instead] };
  },
};
