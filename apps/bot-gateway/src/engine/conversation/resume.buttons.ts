import type { Language } from '@aisha/domain';
import { conversationTexts } from '@aisha/words';
import type { Feature } from './feature';
import type { Flow } from './flow';
import type { DraftKey } from './move';
import { fieldsOf, resumeDraft } from './navigation';
import type { CallbackButton } from '../screen/screen';
import type { Readers } from './readers';

/** A draft with its description in the person's words. */
export interface NamedDraft extends DraftKey {
  readonly name: string;
  /** The thing that remains elsewhere when the draft is dropped. */
  readonly remains: string | undefined;
}

/** The drafts of conversations that still exist and have a title, in the given order. */
export async function namedDrafts(
  features: readonly Feature[],
  drafts: readonly (DraftKey & { readonly draft: unknown })[],
  language: Language,
  readers: Readers,
): Promise<NamedDraft[]> {
  const flows = new Map(
    features.flatMap((feature) => (feature.flows ?? []) as readonly Flow[]).map((flow) => [flow.name, flow]),
  );
  const named = drafts.map(async ({ flow: name, about, draft }): Promise<NamedDraft[]> => {
    const flow = flows.get(name);
    if (!flow?.title) return [];
    const described = await flow.describe?.(draft, language, readers);
    const remains = about ? flow.remains?.[language] : undefined;
    return [{ flow: name, about, name: described ?? flow.title[language], remains }];
  });
  return (await Promise.all(named)).flat();
}

/** The button «🔄 Продолжить: Третий, 4 фото». */
export const resumeButton = (draft: NamedDraft, language: Language): CallbackButton =>
  resumeDraft.button(conversationTexts[language].continueDraft({ name: draft.name }), fieldsOf(draft));
