// Made from ru/look-group.ftl by `npm run docs`: change the words there.
import { messages } from '../text/texts';

export interface LookGroupWords {
  readonly business: string;
  readonly cinema: string;
  readonly travel: string;
  readonly fashion: string;
  readonly fantasy: string;
  readonly festive: string;
}

export const lookGroupTexts = messages<LookGroupWords>('look-group', {
  business: 'plain',
  cinema: 'plain',
  travel: 'plain',
  fashion: 'plain',
  fantasy: 'plain',
  festive: 'plain',
});
