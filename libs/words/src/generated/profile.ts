// Made from ru/profile.ftl by `npm run docs`: change the words there.
import { messages } from '../text/texts';

export interface ProfileWords {
  readonly name: string;
  readonly description: string;
  readonly shortDescription: string;
}

export const profileTexts = messages<ProfileWords>('profile', {
  name: 'plain',
  description: 'plain',
  shortDescription: 'plain',
});
