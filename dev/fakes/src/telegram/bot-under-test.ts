import type { Update } from './wire/wire';

export const TOKEN = '7000001:sandbox-token';

export interface Envelope {
  ok: boolean;
  result: never;
  description: string;
  error_code?: number;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

/** The barest client: plain HTTP, so that no library hides what the server does. */
export class BotUnderTest {
  private offset = 0;

  constructor(private readonly url: string) {}

  async ask(method: string, parameters: object = {}): Promise<Envelope> {
    const response = await fetch(`${this.url}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    return (await response.json()) as Envelope;
  }

  /** The result of a call that must succeed. */
  async call<T = { message_id: number }>(method: string, parameters: object = {}): Promise<T> {
    const { ok, result, description } = await this.ask(method, parameters);
    if (!ok) throw new Error(`${method}: ${description}`);
    return result;
  }

  /** The server's description of a call that must fail. */
  async refusal(method: string, parameters: object = {}): Promise<string> {
    const { ok, description } = await this.ask(method, parameters);
    if (ok) throw new Error(`${method} was accepted`);
    return description;
  }

  async upload(
    method: string,
    fields: Record<string, string | { bytes: Buffer; name: string; type?: string }>,
  ): Promise<Envelope> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string') form.set(name, value);
      else form.set(name, new Blob([new Uint8Array(value.bytes)], { type: value.type ?? 'image/jpeg' }), value.name);
    }
    return (await (
      await fetch(`${this.url}/bot${TOKEN}/${method}`, { method: 'POST', body: form })
    ).json()) as Envelope;
  }

  /** Waits for updates and confirms the earlier updates. */
  async updates(timeout = 5): Promise<Update[]> {
    const updates = await this.call<Update[]>('getUpdates', { offset: this.offset, timeout });
    this.offset = (updates.at(-1)?.update_id ?? this.offset - 1) + 1;
    return updates;
  }
}
