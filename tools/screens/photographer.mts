import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { buttonOf, codeOf, type Action, type Teller } from '../story/walker.mts';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

interface Shot {
  readonly title: string;
  readonly pictures: Readonly<Record<Theme, Buffer>>;
}

/** Milliseconds in which the page draws new messages and loads their pictures. */
const DRAWN_MS = 300;

/** Takes a picture of the page, in both themes, of each screen that the bot shows for the first time. */
export class Photographer implements Teller {
  readonly shots: Shot[] = [];
  /** The codes of all buttons that were on a screen. */
  readonly codes = new Set<string>();
  private readonly page: Page;
  private readonly folder: string;
  private readonly taken = new Set<string>();
  private title = 'start';
  private newest: SeenMessage | undefined;

  constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  chapter(): void {}

  async acts(action: Action): Promise<void> {
    await this.takeNew();
    this.title = action.kind === 'taps' ? action.label : action.kind === 'writes' ? action.text : action.what;
  }

  /**
   * Notes the codes of all buttons. Takes a picture of a running order's card at once, because the card is gone before the person does the
   * next thing.
   */
  async looks(chat: readonly SeenMessage[]): Promise<void> {
    const shown = chat.filter(({ by }) => by === 'bot');
    for (const { buttons } of shown) for (const button of buttons.flat()) this.codes.add(codeOf(button));
    this.newest = shown.at(-1);
    if (this.newest && buttonOf(this.newest, 'ord.cancel')) await this.takeNew();
  }

  /** Takes a picture of the newest screen, unless it has one of a screen that differs only in its numbers. */
  async takeNew(): Promise<void> {
    const { text = '', buttons = [], photo } = this.newest ?? {};
    const screen = JSON.stringify([text, buttons.flat().map(({ text: label }) => label), !!photo]);
    const masked = screen.replace(/\d+|[▰▱]+/g, '#');
    if (this.taken.has(masked)) return;
    this.taken.add(masked);
    await this.take(this.title);
  }

  async take(title: string): Promise<void> {
    await pause(DRAWN_MS);
    const pictures: Partial<Record<Theme, Buffer>> = {};
    for (const theme of THEMES) {
      await this.page.emulateMedia({ colorScheme: theme });
      const picture = await this.page.screenshot();
      writeFileSync(path.join(this.folder, `${String(this.shots.length + 1).padStart(3, '0')}-${theme}.png`), picture);
      pictures[theme] = picture;
    }
    this.shots.push({ title, pictures: pictures as Record<Theme, Buffer> });
  }
}
