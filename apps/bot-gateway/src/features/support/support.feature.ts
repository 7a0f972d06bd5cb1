import { callback, feature, onButton, onCommand, open, type Feature } from '../../engine/conversation';
import { supportFlow } from './support.flow';

const openPrivacy = callback('privacy', {});

/** What Telegram asks of a bot that takes Stars (core.telegram.org/bots/payments-stars), and what people ask of one that takes photos. */
export const supportFeature = (features: () => readonly Feature[]): Feature => {
  const flow = supportFlow(features);
  return feature({
    flows: [flow],
    menu: [{ button: openPrivacy, label: { ru: '🔒 Приватность', en: '🔒 Privacy' }, storey: 'settings', place: 4 }],
    actions: [
      onButton(openPrivacy, () => open(flow, { step: 'privacy', draft: {} })),
      onCommand('privacy', { ru: 'Что хранится и как долго', en: 'What is kept and how long' }, () =>
        open(flow, { step: 'privacy', draft: {} }),
      ),
      onCommand('terms', { ru: 'Условия', en: 'Terms' }, () => open(flow, { step: 'terms', draft: {} })),
      onCommand('support', { ru: 'Написать человеку', en: 'Write to a human' }, () =>
        open(flow, { step: 'support', draft: {} }),
      ),
      onCommand('paysupport', { ru: 'Вопросы по оплате', en: 'Questions about a payment' }, () =>
        open(flow, { step: 'paySupport', draft: {} }),
      ),
    ],
  });
};
