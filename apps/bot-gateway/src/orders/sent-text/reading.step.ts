import { mayLookAgain } from '@aisha/domain';
import type { TextUse } from '@aisha/kinds';
import { failureTexts, sentTextTexts, together } from '@aisha/words';
import {
  answer,
  callback,
  flowKit,
  toMenu,
  type Action,
  type Button,
  type StepContext,
} from '../../engine/conversation';
import { withoutRefusal } from '../../free-files/without-refusal';
import { isTaken, reading, takeFile, type SentFile, type TextDraft } from './read-file';

/**
 * The texts of every conversation that reads a sent file. A fault of the file has the words of an order that fails by
 * it.
 */
export const readingTexts = together(sentTextTexts, failureTexts);
const { step, on, onFile, onText, goTo, stay } = flowKit<TextDraft, 'reading'>()(readingTexts);
const again = callback('text.again', {});

/** Shows "I am reading it" until the transcriber has read, and the conversation goes on by itself. */
export const readingStep = step({
  screen: (_, t) => ({ text: t.reading, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [onFile((_, __, { t }) => answer(t.oneAtATime)), onText((_, __, { t }) => answer(t.stillReading))],
});

const read = (usedFor: TextUse, kept: object, file: SentFile, context: StepContext) => {
  const { draft, effect } = reading(usedFor, file, context);
  return goTo('reading', { ...kept, ...draft }, effect);
};

/** Takes a file where one is welcome. Of the draft before it only the fields of `keeps` stay. */
export const onTextFile = <Draft extends TextDraft>(
  usedFor: TextUse,
  keeps: (draft: Draft) => object = () => ({}),
): Action =>
  onFile((draft, file, context) => {
    const taken = takeFile(file, context.t);
    return isTaken(taken) ? read(usedFor, keeps(draft as Draft), taken, context) : stay(withoutRefusal(draft), taken);
  });

/** Offers the same file again where its refusal is not its own fault: a button with its action. */
export const againRow = ({ refusal, file }: TextDraft, label: string): Button[][] =>
  refusal && file && mayLookAgain(refusal) ? [[again.button(label, {})]] : [];
export const onAgain = <Draft extends TextDraft>(
  usedFor: TextUse,
  keeps: (draft: Draft) => object = () => ({}),
): Action =>
  on(again, (draft, _, context) =>
    draft.file ? read(usedFor, keeps(draft as Draft), draft.file, context) : stay(draft),
  );
