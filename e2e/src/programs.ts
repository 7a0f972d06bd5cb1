import type { Person } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { apiKeysTexts, consentTexts, groupVoicesTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { PATIENT } from './patience';
import type { Product } from './product';
import { walksIn } from './walks';

const t = apiKeysTexts.ru;

/** A person with a key of all scopes, for their programs. */
export interface WithKey {
  readonly person: Person;
  readonly key: string;
}

/** The status and the body of an answer of the API. */
interface Answered {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any route
  readonly body: any;
}

/** A body that is a file. */
export interface SentFile {
  readonly content: Uint8Array;
  readonly type: string;
}

const ENDS = ['succeeded', 'failed', 'cancelled', 'refused'];

/** What programs of people do with the product. */
export const programsOf = (product: () => Product) => {
  const { starts, agrees } = walksIn('ru');

  const ask = async (
    key: string,
    method: string,
    way: string,
    body?: object | SentFile,
    name: string = crypto.randomUUID(),
  ): Promise<Answered> => {
    const file = body && 'content' in body ? (body as SentFile) : undefined;
    const answer = await fetch(product().publicApiUrl + way, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': file?.type ?? 'application/json', 'idempotency-key': name }),
      },
      ...(body && { body: file ? Buffer.from(file.content) : JSON.stringify(body) }),
    });
    const said = await answer.text();
    return { status: answer.status, body: said === '' ? {} : JSON.parse(said) };
  };

  /**
   * Sends a request again until the answer is no failure of ours and no refusal for too many requests, because the API may be dead
   * meanwhile.
   */
  const asks = (key: string, ...asked: Parameters<typeof ask> extends [string, ...infer Rest] ? Rest : never) =>
    eventually(async () => {
      const answer = await ask(key, ...asked).catch(() => undefined);
      return answer !== undefined && answer.status < 500 && answer.status !== 429 && answer;
    }, PATIENT);

  /** Makes a key in the chat, for a person who has agreed. */
  const makesKey = async (person: Person): Promise<WithKey> => {
    const after = await person.sends('/api');
    await person.presses(t.newKey, { ...PATIENT, after });
    await person.sees(saying(t.askName), { ...PATIENT, after });
    await person.sends('История');
    await person.presses(saying(t.scope, { scope: 'webhooks' }), { ...PATIENT, after });
    await person.presses(t.make, { ...PATIENT, after });
    const shown = await person.sees(/aisha_live_\w+/, { ...PATIENT, after });
    const [key] = /aisha_live_\w+/.exec(shown.text ?? '')!;
    await eventually(async () => (await ask(key, 'GET', '/v1/balance')).status === 200, PATIENT);
    return { person, key };
  };

  /** A new person who agrees and makes a key. */
  const withKey = async (name: string): Promise<WithKey> => {
    const person = await product().join(name);
    await starts(person);
    const after = await person.sends('/privacy');
    await person.presses(groupVoicesTexts.ru.agree, { ...PATIENT, after });
    await agrees(person, after);
    await person.sees(saying(consentTexts.ru.sendAgain), { ...PATIENT, after });
    return makesKey(person);
  };

  /** Sends a file, and waits until it is known whether an order may take it; resolves to why the API refuses it, if it does at once. */
  const sendsFile = async (key: string, usedFor: string, file: SentFile, name?: string) => {
    const { status, body: sent } = await asks(key, 'POST', `/v1/files?for=${usedFor}`, file, name);
    if (status >= 400) return sent;
    return eventually(async () => {
      const { body } = await asks(key, 'GET', `/v1/files/${sent.id}`);
      return body.state !== 'checking' && body;
    }, PATIENT);
  };

  /** Waits for the end of an order, with its settlement. */
  const ends = (key: string, orderId: string) =>
    eventually(async () => {
      const { body } = await asks(key, 'GET', `/v1/orders/${orderId}`);
      return ENDS.includes(body.state) && body.chargedCredits !== null && body;
    }, PATIENT);

  return { ask, asks, makesKey, withKey, sendsFile, ends };
};
