// Made from ru/face-proof.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface FaceProofWords {
  readonly gone: Html;
  readonly free: (told: { readonly name: Shown | Html }) => Html;
  readonly how: Html;
  readonly selfie: (told: { readonly number: Shown | Html; readonly pose: 'straight' | 'left' | 'right' }) => Html;
  readonly looking: Html;
  readonly stillLooking: Html;
  readonly forwarded: Html;
  readonly oneAtATime: Html;
  readonly asPhoto: Html;
  readonly onlySelfies: Html;
  readonly passed: (told: { readonly name: Shown | Html }) => Html;
  readonly outcome: (told: {
    readonly outcome:
      | 'not-fetched'
      | 'too-many-at-once'
      | 'too-many-today'
      | 'unavailable'
      | 'no-face'
      | 'several-faces'
      | 'wrong-pose'
      | 'sent-before'
      | 'another-person'
      | 'too-late';
  }) => Html;
  readonly menu: string;
  readonly avatars: string;
  readonly begin: string;
  readonly review: string;
  readonly tryAgain: string;
  readonly draw: string;
  readonly goOn: string;
  readonly anew: string;
}

export const faceProofTexts = messages<FaceProofWords>('face-proof', {
  gone: 'html',
  free: 'html()',
  how: 'html',
  selfie: 'html()',
  looking: 'html',
  stillLooking: 'html',
  forwarded: 'html',
  oneAtATime: 'html',
  asPhoto: 'html',
  onlySelfies: 'html',
  passed: 'html()',
  outcome: 'html()',
  menu: 'plain',
  avatars: 'plain',
  begin: 'plain',
  review: 'plain',
  tryAgain: 'plain',
  draw: 'plain',
  goOn: 'plain',
  anew: 'plain',
});
