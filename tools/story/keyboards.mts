import type { SeenMessage } from '@aisha/fakes/telegram';
import { codeOf } from './walker.mts';

/** The buttons of a chat by their codes, row by row, as they are at the end of each chapter. The codes are the same in every language. */
export class Keyboards {
  private readonly ended: string[][] = [];
  private latest: string[] = [];
  private hasBegun = false;

  /** The buttons of each chapter that has ended, and of the current one. */
  get ofChapters(): readonly (readonly string[])[] {
    return [...this.ended, this.latest];
  }

  chapter(): void {
    if (this.hasBegun) this.ended.push(this.latest);
    this.hasBegun = true;
  }

  looks(chat: readonly SeenMessage[]): void {
    this.latest = chat
      .filter(({ by, buttons }) => by === 'bot' && buttons.length > 0)
      .map(({ buttons }) => buttons.map((row) => row.map(codeOf).join(' ')).join(' / '));
  }
}
