import type { ApiScope } from '@aisha/domain';
import { callback, flowKit } from '../../engine/conversation';
import { apiKeysTexts } from '@aisha/words';

interface ApiKeysDraft {
  /** The name of the key that is being made. */
  readonly name?: string;
  /** What the key may do; absent: the usual choice. */
  readonly scopes?: readonly ApiScope[];
}

export const { step, on, onText, loading, goTo, stay, flow } = flowKit<ApiKeysDraft, 'list' | 'name' | 'scopes'>()(
  apiKeysTexts,
);

/** Leads back to the list of keys. */
export const backToKeys = callback('api.list', {});
