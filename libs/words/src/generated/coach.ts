// Made from ru/coach.ftl by `npm run docs`: change the words there.
import { messages, type Shown } from '../text/texts';

export interface CoachWords {
  readonly title: (told: { readonly photos: Shown }) => string;
  readonly better: string;
  readonly advice: (told: {
    readonly advice: 'more-straight' | 'more-sides' | 'more-close' | 'more-places' | 'more-distance' | 'more-light';
  }) => string;
  readonly orGoOn: string;
  /** The photos' numbers: all but the last ($others, «4, 7», none when there is one) and the $last. */
  readonly outliers: (told: { readonly others?: Shown | null | undefined; readonly last: Shown }) => string;
  readonly itIsMe: string;
  readonly leaveOut: string;
  readonly kept: string;
  readonly leftOut: string;
  readonly nothingLeft: string;
}

export const coachTexts = messages<CoachWords>('coach', {
  title: 'plain()',
  better: 'plain',
  advice: 'plain()',
  orGoOn: 'plain',
  outliers: 'plain()',
  itIsMe: 'plain',
  leaveOut: 'plain',
  kept: 'plain',
  leftOut: 'plain',
  nothingLeft: 'plain',
});
