// Made from ru/face-owner.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface FaceOwnerWords {
  readonly ask: (told: { readonly avatar: Shown | Html }) => Html;
  readonly noChildren: Html;
  readonly another: string;
  readonly young: string;
  readonly own: string;
  readonly agreed: string;
  readonly child: string;
  readonly train: (told: { readonly start: Shown }) => string;
  readonly trainAgreed: string;
  readonly back: string;
}

export const faceOwnerTexts = messages<FaceOwnerWords>('face-owner', {
  ask: 'html()',
  noChildren: 'html',
  another: 'plain',
  young: 'plain',
  own: 'plain',
  agreed: 'plain',
  child: 'plain',
  train: 'plain()',
  trainAgreed: 'plain',
  back: 'plain',
});
