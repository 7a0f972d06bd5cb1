import { flowKit } from '../../engine/conversation';
import { supportTexts } from '@aisha/words';

export type Page = 'privacy' | 'details' | 'rules' | 'withdraw' | 'terms' | 'paySupport';

export const { loading, goTo, flow } = flowKit<object, Page>()(supportTexts);
