import type { Language } from '@aisha/domain';
import { resumeDraft, type Button, type Feature } from '../../engine/conversation';
import { menuTexts } from './menu.texts';

/** «🔄 Продолжить», one for each draft whose conversation is still there. */
export const resumeButtons = (
  features: readonly Feature[],
  drafts: readonly { readonly flow: string }[],
  language: Language,
): Button[] => {
  const titles = new Map(features.flatMap(({ flows = [] }) => flows.map((flow) => [flow.name, flow.title] as const)));
  return drafts.flatMap(({ flow }) => {
    const title = titles.get(flow)?.[language];
    return title === undefined ? [] : [resumeDraft.button(menuTexts[language].resume(title), { flow })];
  });
};
