/**
 * Troubles that are worth watching, each as a list of faults for the fakes. The text of the same name says what will happen. The most
 * interesting ones come first.
 */
export const STORIES = [
  { id: 'lostWebhook', service: 'fal', faults: [{ on: 'webhook', kind: 'lost' }] },
  { id: 'threeOfFour', service: 'fal', faults: [{ on: 'job', kind: 'fewer', images: 3 }] },
  { id: 'stranger', service: 'fal', faults: [{ on: 'job', kind: 'stranger' }] },
  { id: 'brokenPicture', service: 'fal', faults: [{ on: 'job', kind: 'broken' }] },
  { id: 'falDown', service: 'fal', faults: [{ on: 'submit', kind: '503', times: 5 }] },
  { id: 'doublePayment', service: 'telegram', faults: [{ kind: 'duplicate-update', method: 'successful_payment' }] },
  {
    id: 'telegramLimits',
    service: 'telegram',
    faults: [{ kind: '429', method: 'sendMessage', retryAfter: 3, times: 2 }],
  },
  { id: 'brokenFile', service: 'fal', faults: [{ on: 'cdn', kind: 'cut', times: 2 }] },
  { id: 'cutLine', service: 'fal', faults: [{ on: 'submit', kind: 'accept-then-reset' }] },
  { id: 'tripleWebhook', service: 'fal', faults: [{ on: 'webhook', kind: 'duplicate' }] },
  { id: 'forgedWebhook', service: 'fal', faults: [{ on: 'webhook', kind: 'forged' }] },
  {
    id: 'modelGone',
    service: 'fal',
    faults: [{ on: 'submit', kind: 'gone', match: 'fal-ai/flux-pro/v1.1-ultra', times: 1_000 }],
  },
  { id: 'falFails', service: 'fal', faults: [{ on: 'job', kind: 'fail' }] },
  { id: 'indecent', service: 'fal', faults: [{ on: 'job', kind: 'nsfw' }] },
  { id: 'neverFinishes', service: 'fal', faults: [{ on: 'job', kind: 'never-finish' }] },
  { id: 'silentWriter', service: 'openai', faults: [{ on: 'responses', kind: '503', times: 20 }] },
  { id: 'unreadableVoice', service: 'openai', faults: [{ on: 'transcriptions', kind: 'corrupted' }] },
];

/** The active faults that belong to a story. */
export const faultsOf = (story, active) =>
  active.filter(
    ({ service, fault }) =>
      service === story.service &&
      story.faults.some(({ on, kind, method }) => fault.on === on && fault.kind === kind && fault.method === method),
  );
