const TELEGRAM = '/telegram';

const call = async (path, { method = 'GET', json, form } = {}) => {
  const response = await fetch(path, {
    method,
    ...(json ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) } : {}),
    ...(form ? { body: form } : {}),
  });
  const body = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw new Error(body?.error ?? body?.problem ?? body?.description ?? `HTTP ${response.status}`);
  return body;
};

const post = (path, json = {}) => call(path, { method: 'POST', json });
const ofPerson = (id, path = '') => `${TELEGRAM}/person/people/${id}${path}`;
/** The path of a person's action in a chat, which is their own with the bot, or a group. */
const at = ({ personId, chatId }, path) =>
  ofPerson(personId, `${path}${chatId === personId ? '' : `?chat_id=${chatId}`}`);
const answering = (replyTo) => (replyTo ? { reply_to_message_id: replyTo.message_id } : {});

/** The requests to the sandbox. A request that fails rejects with a sentence. A `place` is a person and the chat in which they act. */
export const server = {
  bot: () => call(`${TELEGRAM}/person/bot`),
  /** Hides a person whose place a new one has taken. The product keeps their chat. */
  leave: ({ id, first_name }) => post(`${TELEGRAM}/person/people`, { id, first_name, plays_itself: 'true' }),
  /** People whom the launcher plays are not shown on this page. */
  people: async () => (await call(`${TELEGRAM}/person/people`)).filter((person) => !person.plays_itself),
  join: (person) => post(`${TELEGRAM}/person/people`, person),
  groups: (id) => call(ofPerson(id, '/groups')),
  createGroup: (id, title) => post(ofPerson(id, '/groups'), { title }),
  joinGroup: (id, chat_id) => post(ofPerson(id, '/groups/join'), { chat_id }),
  /** `what` is one of: add-bot, promote-bot, remove-bot, upgrade. */
  changeGroup: (place, what) => post(at(place, `/groups/${what}`)),
  messages: (place) => call(at(place, '/messages')),
  commands: (id) => call(ofPerson(id, '/commands')),
  text: (place, text, replyTo) => post(at(place, '/text'), { text, ...answering(replyTo) }),
  press: (place, message_id, data) => post(at(place, '/press'), { message_id, data }),
  pay: (place, message_id, declined) => post(at(place, '/pay'), { message_id, ...(declined && { declined: 'true' }) }),
  /** Has Telegram refund the person’s newest payment in Stars. */
  refund: (id) => post(ofPerson(id, '/refund')),
  /** `kind` is one of: sticker, location, contact. */
  sendThing: (place, kind, thing, replyTo) => post(at(place, `/${kind}`), { ...thing, ...answering(replyTo) }),
  forward: (place, message_id) => post(at(place, '/forward'), { message_id }),
  edit: (place, message_id, text) => post(at(place, '/edit'), { message_id, text }),
  remove: (place, message_id) => post(at(place, '/delete'), { message_id }),
  addStars: (id, amount) => post(ofPerson(id, '/stars'), { amount }),
  block: (id, blocked) => post(ofPerson(id, blocked ? '/block' : '/unblock')),
  selfies: ({ personId, chatId }) => post(`/sandbox/people/${personId}/selfies`, { chat_id: chatId }),
  /** `kind` is one of: photos, document, audio, voice, video, video-note. */
  files: (place, kind, files, { replyTo, ...fields } = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...answering(replyTo) }))
      if (value) form.append(name, value);
    files.forEach((file, index) => form.append(`file-${index}`, file, file.name ?? `${kind}-${index}`));
    return call(at(place, `/${kind}`), { method: 'POST', form });
  },
  /** The view of the product’s inside beside this person’s chat. */
  inside: (id) => call(`/inside/people/${id}`),
  /** The steps of an order. */
  story: (orderId) => call(`/inside/orders/${orderId}`),
  services: () => call('/sandbox'),
  /** Lets hours pass; answers when the product runs again. */
  passTime: (hours) => post('/sandbox/time', { hours }),
  faults: (service) => call(`/${service}/faults`),
  addFault: (service, fault) => post(`/${service}/faults`, fault),
  removeFault: (service, id) => call(`/${service}/faults/${id}`, { method: 'DELETE' }),
  floodLimits: () => call(`${TELEGRAM}/flood-limits`),
  setFloodLimits: (enabled) => post(`${TELEGRAM}/flood-limits`, { enabled }),
  timeScale: () => call('/fal/time-scale'),
  setTimeScale: (scale) => post('/fal/time-scale', { scale }),
};

/** The path of a person’s chat as a spec. */
export const savedTest = (id) => ofPerson(id, '/saved-test');

export const media = (url) => `${TELEGRAM}${url}`;

/**
 * Listens to all events as they happen. `onOpen` runs after each connection, also a repeated one, because the page must then read again
 * what it missed.
 */
export const listen = ({ onEvent, onOpen, onLost }) => {
  const source = new EventSource(`${TELEGRAM}/person/events`);
  source.onopen = onOpen;
  source.onerror = onLost;
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
};
