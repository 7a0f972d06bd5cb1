import { inEveryLanguage, supportTexts } from '@aisha/words';
import { callback, feature, onButton, onCommand, open, type Feature } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import type { FileKindViews } from '../../orders/file-kind';
import { supportFlow } from './support.flow';

const openPrivacy = callback('privacy', {});

/**
 * The commands that Telegram requires of a bot that takes Stars (core.telegram.org/bots/payments-stars), and those that people expect of a
 * bot to which they send photos.
 */
export const supportFeature = (features: () => readonly Feature[], views: FileKindViews): Feature<MenuEntry> => {
  const flow = supportFlow(features, views);
  return feature<MenuEntry>({
    flows: [flow],
    menu: [
      {
        button: openPrivacy,
        label: inEveryLanguage(supportTexts, (t) => t.entryPrivacy),
        storey: 'settings',
        place: 4,
      },
    ],
    actions: [
      onButton(openPrivacy, () => open(flow, { step: 'privacy', draft: {} })),
      onCommand(
        'privacy',
        inEveryLanguage(supportTexts, (t) => t.commandPrivacy),
        () => open(flow, { step: 'privacy', draft: {} }),
      ),
      onCommand(
        'terms',
        inEveryLanguage(supportTexts, (t) => t.commandTerms),
        () => open(flow, { step: 'terms', draft: {} }),
      ),
      onCommand(
        'paysupport',
        inEveryLanguage(supportTexts, (t) => t.commandPaysupport),
        () => open(flow, { step: 'paySupport', draft: {} }),
      ),
    ],
  });
};
