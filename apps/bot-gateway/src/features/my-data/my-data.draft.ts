import { myDataTexts } from '@aisha/words';
import { flowKit } from '../../engine/conversation';

interface MyDataDraft {
  /** Made by the press that leads to the question for the word, so that a second answer to that screen begins nothing new. */
  readonly erasureId?: string;
}

export const { loading, goTo, stay, flow } = flowKit<MyDataDraft, 'export' | 'erase' | 'word'>()(myDataTexts);
