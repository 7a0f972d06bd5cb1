import type { StoredMessage, StoredPerson } from './chats';

/** What somebody looking at a chat sees happen. */
export type LiveEvent = { person_id: number } & (
  | { type: 'message'; stored: StoredMessage }
  | { type: 'deleted'; message_id: number }
  | { type: 'action'; action: string }
  | { type: 'answer'; message_id: number; text?: string; show_alert: boolean; url?: string }
  | { type: 'person'; person: StoredPerson }
  | { type: 'commands' }
);

/** Hands events to the open event streams; keeps none. */
export class LiveEvents {
  private readonly listeners = new Set<(event: LiveEvent) => void>();

  emit(event: LiveEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
