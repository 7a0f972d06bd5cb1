import type { StoredMessage, StoredPerson } from './stored-chat';

/** The events that an open chat page receives. */
export type LiveEvent = { person_id: number } & (
  | { type: 'message'; stored: StoredMessage }
  | { type: 'deleted'; message_id: number }
  | { type: 'action'; action: string }
  | { type: 'answer'; message_id: number; text?: string; show_alert: boolean; url?: string }
  | { type: 'person'; person: StoredPerson }
  | { type: 'commands' }
  | { type: 'bot' }
);

/** Sends events to the open event streams; keeps no event. */
export class LiveEvents {
  private readonly listeners = new Set<(event: LiveEvent) => unknown>();
  private readonly counts = new Map<number, number>();

  emit(event: LiveEvent): void {
    this.counts.set(event.person_id, this.count(event.person_id) + 1);
    for (const listener of this.listeners) listener(event);
  }

  subscribe(listener: (event: LiveEvent) => unknown): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The number of events in a chat so far. */
  count(chatId: number): number {
    return this.counts.get(chatId) ?? 0;
  }

  /** Resolves when the chat has another number of events than `count`, or when `withinMs` are over. */
  async moreThan(count: number, chatId: number, withinMs: number): Promise<void> {
    if (this.count(chatId) !== count) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        unsubscribe();
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(end, withinMs);
      const unsubscribe = this.subscribe((event) => event.person_id === chatId && end());
    });
  }
}
