// Made from ru/edit.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface EditWords {
  readonly ask: Html;
  readonly which: Html;
  readonly gone: Html;
  readonly faces: Html;
  readonly change: Html;
  readonly badChange: (told: { readonly isTooLong: boolean; readonly length: number }) => Html;
  readonly confirm: (told: { readonly change: Shown | Html; readonly price: CentiCredits }) => Html;
  readonly caption: (told: { readonly change: Shown | Html }) => Html;
  readonly captionForgotten: Html;
  readonly done: Html;
  readonly likeness: (told: { readonly word: string | Html; readonly tenths: Shown | Html }) => Html;
  readonly faceLost: Html;
  readonly before: Html;
  readonly askRemove: Html;
  readonly askRemoveOld: Html;
  readonly removed: Html;
  readonly removedOld: Html;
  readonly tooOld: Html;
  readonly facesTooOld: Html;
  readonly goneNow: Html;
  readonly picture: (told: { readonly place: Shown }) => string;
  readonly promise: string;
  readonly start: string;
  readonly agree: string;
  readonly disagree: string;
  readonly suggestion: (told: { readonly suggestion: 'glasses' | 'evening' | 'suit' | 'snow' }) => string;
  readonly anotherChange: string;
  readonly again: string;
  readonly more: string;
  readonly undo: string;
  readonly changeBefore: string;
  readonly remove: string;
  readonly removeSurely: string;
  readonly keep: string;
  readonly many: string;
  readonly fileOne: string;
  readonly one: string;
  readonly fileName: string;
  readonly fileRemovedWith: string;
  readonly preparing: string;
  readonly sendAgain: string;
  readonly other: string;
  readonly back: string;
  readonly entryEdit: string;
  readonly command: string;
}

export const editTexts = messages<EditWords>('edit', {
  ask: 'html',
  which: 'html',
  gone: 'html',
  faces: 'html',
  change: 'html',
  badChange: 'html()',
  confirm: 'html()',
  caption: 'html()',
  captionForgotten: 'html',
  done: 'html',
  likeness: 'html()',
  faceLost: 'html',
  before: 'html',
  askRemove: 'html',
  askRemoveOld: 'html',
  removed: 'html',
  removedOld: 'html',
  tooOld: 'html',
  facesTooOld: 'html',
  goneNow: 'html',
  picture: 'plain()',
  promise: 'plain',
  start: 'plain',
  agree: 'plain',
  disagree: 'plain',
  suggestion: 'plain()',
  anotherChange: 'plain',
  again: 'plain',
  more: 'plain',
  undo: 'plain',
  changeBefore: 'plain',
  remove: 'plain',
  removeSurely: 'plain',
  keep: 'plain',
  many: 'plain',
  fileOne: 'plain',
  one: 'plain',
  fileName: 'plain',
  fileRemovedWith: 'plain',
  preparing: 'plain',
  sendAgain: 'plain',
  other: 'plain',
  back: 'plain',
  entryEdit: 'plain',
  command: 'plain',
});
