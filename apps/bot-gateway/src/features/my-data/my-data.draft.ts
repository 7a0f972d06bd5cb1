import { myDataTexts } from '@aisha/words';
import { flowKit } from '../../engine/conversation';

/** The ids are made when the step is entered, so that a second tap on the same screen begins nothing new. */
interface MyDataDraft {
  readonly exportId?: string;
  readonly erasureId?: string;
}

export const { loading, goTo, stay, flow } = flowKit<MyDataDraft, 'export' | 'erase' | 'word'>()(myDataTexts);
