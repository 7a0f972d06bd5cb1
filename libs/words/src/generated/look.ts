// Made from ru/look.ftl by `npm run docs`: change the words there.
import { messages } from '../text/texts';

export interface LookWords {
  readonly headshot: string;
  readonly library: string;
  readonly meeting: string;
  readonly office: string;
  readonly skyline: string;
  readonly speaker: string;
  readonly startup: string;
  readonly walk: string;
  readonly agent: string;
  readonly cyberpunk: string;
  readonly expedition: string;
  readonly jazz: string;
  readonly noir: string;
  readonly odyssey: string;
  readonly romance: string;
  readonly western: string;
  readonly clouds: string;
  readonly crown: string;
  readonly deep: string;
  readonly dragon: string;
  readonly elf: string;
  readonly knight: string;
  readonly moon: string;
  readonly wizard: string;
  readonly coat: string;
  readonly cover: string;
  readonly denim: string;
  readonly gala: string;
  readonly monochrome: string;
  readonly runway: string;
  readonly sport: string;
  readonly street: string;
  readonly birthday: string;
  readonly bouquet: string;
  readonly disco: string;
  readonly garden: string;
  readonly graduation: string;
  readonly halloween: string;
  readonly market: string;
  readonly newYear: string;
  readonly alps: string;
  readonly balloon: string;
  readonly desert: string;
  readonly lavender: string;
  readonly moscow: string;
  readonly paris: string;
  readonly sea: string;
  readonly tokyo: string;
}

export const lookTexts = messages<LookWords>('look', {
  headshot: 'plain',
  library: 'plain',
  meeting: 'plain',
  office: 'plain',
  skyline: 'plain',
  speaker: 'plain',
  startup: 'plain',
  walk: 'plain',
  agent: 'plain',
  cyberpunk: 'plain',
  expedition: 'plain',
  jazz: 'plain',
  noir: 'plain',
  odyssey: 'plain',
  romance: 'plain',
  western: 'plain',
  clouds: 'plain',
  crown: 'plain',
  deep: 'plain',
  dragon: 'plain',
  elf: 'plain',
  knight: 'plain',
  moon: 'plain',
  wizard: 'plain',
  coat: 'plain',
  cover: 'plain',
  denim: 'plain',
  gala: 'plain',
  monochrome: 'plain',
  runway: 'plain',
  sport: 'plain',
  street: 'plain',
  birthday: 'plain',
  bouquet: 'plain',
  disco: 'plain',
  garden: 'plain',
  graduation: 'plain',
  halloween: 'plain',
  market: 'plain',
  newYear: 'plain',
  alps: 'plain',
  balloon: 'plain',
  desert: 'plain',
  lavender: 'plain',
  moscow: 'plain',
  paris: 'plain',
  sea: 'plain',
  tokyo: 'plain',
});
