import type { Language } from '@aisha/domain';
import { conversationTexts } from './conversation.texts';
import type { Feature } from './feature';
import type { CallbackButton } from './screen';
import { resumeDraft } from './navigation';

/** «🔄 Продолжить», one for each draft with a conversation that still exists. */
export const resumeButtons = (
  features: readonly Feature[],
  drafts: readonly { readonly flow: string }[],
  language: Language,
): CallbackButton[] => {
  const titles = new Map(features.flatMap(({ flows = [] }) => flows.map((flow) => [flow.name, flow.title] as const)));
  return drafts.flatMap(({ flow }) => {
    const title = titles.get(flow)?.[language];
    return title === undefined ? [] : [resumeDraft.button(conversationTexts[language].continueDraft(title), { flow })];
  });
};
