// Made from ru/document-file.ftl by `npm run docs`: change the words there.
import { messages, type Shown } from '../text/texts';

export interface DocumentFileWords {
  readonly summary: string;
  readonly gist: string;
  readonly details: string;
  readonly minutes: string;
  readonly discussed: string;
  readonly decided: string;
  readonly toDo: string;
  readonly open: string;
  readonly toDoList: string;
  readonly protocol: string;
  readonly present: string;
  readonly agenda: string;
  readonly heard: string;
  readonly resolved: string;
  readonly letter: string;
  readonly greeting: string;
  readonly regards: string;
  /** $own (String): what the language calls itself. */
  readonly translation: (told: { readonly into: string; readonly own: Shown }) => string;
  readonly byTemplate: string;
  readonly unanswered: string;
  /** A task, with its owner and its deadline as far as the text says them. */
  readonly point: (told: {
    readonly text: Shown;
    readonly owner?: Shown | null | undefined;
    readonly due?: Shown | null | undefined;
  }) => string;
  readonly origins: string;
  /** This stands after a point that the recording, or the text, does not support. */
  readonly unsupported: (told: { readonly origin: 'recording' | 'text' }) => string;
}

export const documentFileTexts = messages<DocumentFileWords>('document-file', {
  summary: 'plain',
  gist: 'plain',
  details: 'plain',
  minutes: 'plain',
  discussed: 'plain',
  decided: 'plain',
  toDo: 'plain',
  open: 'plain',
  toDoList: 'plain',
  protocol: 'plain',
  present: 'plain',
  agenda: 'plain',
  heard: 'plain',
  resolved: 'plain',
  letter: 'plain',
  greeting: 'plain',
  regards: 'plain',
  translation: 'plain()',
  byTemplate: 'plain',
  unanswered: 'plain',
  point: 'plain()',
  origins: 'plain',
  unsupported: 'plain()',
});
