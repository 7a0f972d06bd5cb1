import { flowKit } from '../../engine/conversation';
import { supportTexts } from './support.texts';

export type Page = 'privacy' | 'withdraw' | 'terms' | 'support' | 'paySupport';

export const { loading, goTo, flow } = flowKit<object, Page>()(supportTexts);
