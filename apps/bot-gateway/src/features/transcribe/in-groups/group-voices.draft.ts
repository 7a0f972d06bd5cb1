import { centiCredits } from '@aisha/domain';
import { flowKit } from '../../../engine/conversation';
import { groupVoicesTexts } from '@aisha/words';

/** The price up to which a person may agree to pay for a recording of a group without a question: ten minutes of speech. */
export const WITHOUT_A_QUESTION = centiCredits(500);

export const { loading, stay, flow } = flowKit<object, 'settings'>()(groupVoicesTexts);
