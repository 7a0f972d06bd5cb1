import { flowKit } from '../../engine/conversation';
import { supportTexts } from '@aisha/words';

export type Page = 'privacy' | 'withdraw' | 'terms' | 'paySupport';

export const { loading, goTo, flow } = flowKit<object, Page>()(supportTexts);
