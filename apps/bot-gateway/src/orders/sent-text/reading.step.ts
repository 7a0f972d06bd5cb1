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
 * The texts of every conversation that reads a sent file. For a fault of the file they have the same words as for an order that fails
 * because of that fault.
 */
export const readingTexts = together(sentTextTexts, failureTexts);
const { step, on, onFile, onText, goTo, stay } = flowKit<TextDraft, 'reading'>()(readingTexts);
const again = callback('text.again', {});

/** Says that the file is being read. When the transcriber has read it, the conversation goes on. */
export const readingStep = step({
  screen: (_, t) => ({ text: t.reading, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [onFile((_, __, { t }) => answer(t.oneAtATime)), onText((_, __, { t }) => answer(t.stillReading))],
});

const read = (usedFor: TextUse, kept: object, file: SentFile, context: StepContext) => {
  const { draft, effect } = reading(usedFor, file, context);
  return goTo('reading', { ...kept, ...draft }, effect);
};

/**
 * Takes a file with a text and begins to read it. Of the earlier draft, only the fields that `keeps` returns stay. Says why if the bot does
 * not even fetch the file; the draft then stays.
 */
export const onTextFile = <Draft extends TextDraft>(
  usedFor: TextUse,
  keeps: (draft: Draft) => object = () => ({}),
): Action =>
  onFile((draft, file, context) => {
    const taken = takeFile(file, context.t);
    return isTaken(taken) ? read(usedFor, keeps(draft as Draft), taken, context) : stay(withoutRefusal(draft), taken);
  });

/** A button that tries the same file again, when the refusal is not the file's fault. */
export const againRow = ({ refusal, file }: TextDraft, label: string): Button[][] =>
  refusal && file && mayLookAgain(refusal) ? [[again.button(label, {})]] : [];
export const onAgain = <Draft extends TextDraft>(
  usedFor: TextUse,
  keeps: (draft: Draft) => object = () => ({}),
): Action =>
  on(again, (draft, _, context) =>
    draft.file ? read(usedFor, keeps(draft as Draft), draft.file, context) : stay(draft),
  );
