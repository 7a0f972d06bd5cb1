// Made from ru/face-stop.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface FaceStopWords {
  readonly why: (told: {
    readonly stop: 'several-people' | 'known-face' | 'reported' | 'misused';
    readonly name: Shown | Html;
  }) => Html;
  readonly whatToDo: string;
}

export const faceStopTexts = messages<FaceStopWords>('face-stop', {
  why: 'html()',
  whatToDo: 'plain',
});
