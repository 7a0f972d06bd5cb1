// Made from ru/photo-prompt.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface PhotoPromptWords {
  readonly ask: Html;
  readonly noAvatar: Html;
  readonly avatarFirst: Html;
  readonly refused: (told: {
    readonly refusal:
      | 'not-fetched'
      | 'deleted'
      | 'not-a-picture'
      | 'damaged'
      | 'too-large'
      | 'too-many-at-once'
      | 'too-many-today'
      | 'not-decent'
      | 'free-work-used-up'
      | 'not-described'
      | 'unavailable';
  }) => Html;
  readonly onlyPictures: Html;
  readonly which: Html;
  readonly chooseFirst: Html;
  readonly looking: Html;
  readonly oneAtATime: Html;
  readonly stillLooking: Html;
  /** $russian (String): the idea in Russian.
$english (String): the idea in English. */
  readonly described: (told: { readonly russian: Shown | Html; readonly english: Shown | Html }) => Html;
  readonly gone: Html;
  readonly menu: string;
  readonly create: string;
  readonly again: string;
  readonly likeThis: string;
  readonly newAvatar: (told: { readonly photos: number }) => string;
  readonly toOffer: string;
  readonly another: string;
  readonly useDrawLikeIt: string;
  readonly entryPhotoPrompt: string;
  readonly flowTitle: string;
}

export const photoPromptTexts = messages<PhotoPromptWords>('photo-prompt', {
  ask: 'html',
  noAvatar: 'html',
  avatarFirst: 'html',
  refused: 'html()',
  onlyPictures: 'html',
  which: 'html',
  chooseFirst: 'html',
  looking: 'html',
  oneAtATime: 'html',
  stillLooking: 'html',
  described: 'html()',
  gone: 'html',
  menu: 'plain',
  create: 'plain',
  again: 'plain',
  likeThis: 'plain',
  newAvatar: 'plain()',
  toOffer: 'plain',
  another: 'plain',
  useDrawLikeIt: 'plain',
  entryPhotoPrompt: 'plain',
  flowTitle: 'plain',
});
