// Made from ru/coach-map.ftl by `npm run docs`: change the words there.
import { messages, type Shown } from '../text/texts';

export interface CoachMapWords {
  readonly title: string;
  readonly photos: (told: { readonly count: Shown }) => string;
  readonly angle: (told: { readonly angle: 'left' | 'straight' | 'right' }) => string;
  readonly distance: (told: { readonly distance: 'face' | 'shoulders' | 'waist' }) => string;
  readonly light: string;
  readonly howLight: (told: { readonly light: 'dim' | 'even' | 'bright' }) => string;
  readonly places: (told: { readonly count: number }) => string;
}

export const coachMapTexts = messages<CoachMapWords>('coach-map', {
  title: 'plain',
  photos: 'plain()',
  angle: 'plain()',
  distance: 'plain()',
  light: 'plain',
  howLight: 'plain()',
  places: 'plain()',
});
