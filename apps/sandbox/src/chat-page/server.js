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

const ofPerson = (id, path = '') => `${TELEGRAM}/person/people/${id}${path}`;

/** What can be asked of the sandbox; everything rejects with a sentence. */
export const server = {
  bot: () => call(`${TELEGRAM}/person/bot`),
  people: () => call(`${TELEGRAM}/person/people`),
  join: (person) => call(`${TELEGRAM}/person/people`, { method: 'POST', json: person }),
  messages: (id) => call(ofPerson(id, '/messages')),
  commands: (id) => call(ofPerson(id, '/commands')),
  text: (id, text) => call(ofPerson(id, '/text'), { method: 'POST', json: { text } }),
  press: (id, message_id, data) => call(ofPerson(id, '/press'), { method: 'POST', json: { message_id, data } }),
  pay: (id, message_id) => call(ofPerson(id, '/pay'), { method: 'POST', json: { message_id } }),
  addStars: (id, amount) => call(ofPerson(id, '/stars'), { method: 'POST', json: { amount } }),
  block: (id, blocked) => call(ofPerson(id, blocked ? '/block' : '/unblock'), { method: 'POST', json: {} }),
  selfies: (id) => call(`/sandbox/people/${id}/selfies`, { method: 'POST' }),
  /** `kind`: photos, document, audio or voice. */
  files: (id, kind, files, fields = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
    files.forEach((file, index) => form.append(`file-${index}`, file, file.name ?? `${kind}-${index}`));
    return call(ofPerson(id, `/${kind}`), { method: 'POST', form });
  },
  services: () => call('/sandbox'),
  faults: (service) => call(`/${service}/faults`),
  addFault: (service, fault) => call(`/${service}/faults`, { method: 'POST', json: fault }),
  removeFault: (service, id) => call(`/${service}/faults/${id}`, { method: 'DELETE' }),
  floodLimits: () => call(`${TELEGRAM}/flood-limits`),
  setFloodLimits: (enabled) => call(`${TELEGRAM}/flood-limits`, { method: 'POST', json: { enabled } }),
};

export const media = (url) => `${TELEGRAM}${url}`;

/** Everything that happens, as it happens. `onOpen` runs after each (re)connection: what was missed must be read again. */
export const listen = ({ onEvent, onOpen, onLost }) => {
  const source = new EventSource(`${TELEGRAM}/person/events`);
  source.onopen = onOpen;
  source.onerror = onLost;
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
};
