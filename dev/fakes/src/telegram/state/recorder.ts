/** A call of the bot, for a test to read. Tokens and file contents are not kept. */
interface RecordedCall {
  at: string;
  method: string;
  params: Record<string, unknown>;
  status: number;
  /** The description of a refusal, or the fault that hit the call. */
  error?: string;
}

const CAPACITY = 2000;

/** Keeps the last calls of the bot, without polls that succeed, which would crowd out all others. */
export class Recorder {
  private calls: RecordedCall[] = [];

  add(call: RecordedCall): void {
    if (call.method.toLowerCase() === 'getupdates' && call.status === 200) return;
    this.calls.push(call);
    if (this.calls.length > CAPACITY) this.calls.shift();
  }

  list(filter: { method?: string; chatId?: number } = {}): RecordedCall[] {
    return this.calls.filter(
      ({ method, params }) =>
        (filter.method === undefined || method.toLowerCase() === filter.method.toLowerCase()) &&
        (filter.chatId === undefined || Number(params['chat_id']) === filter.chatId),
    );
  }

  clear(): void {
    this.calls = [];
  }
}
