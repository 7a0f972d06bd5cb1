import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { SeenMessage } from '@aisha/fakes/telegram';
import type { Action, Teller } from '../story/walker.mts';

/** How long a viewer looks at a frame, in milliseconds. */
const LOOK_MS = { change: 700, action: 900, chapterEnd: 1_600, end: 4_000 };
/** Milliseconds in which the page draws new messages and loads their pictures. */
const DRAWN_MS = 350;
const QUALITY = 62;

/** Takes frames of the chat page while a story is played on it, one for each change and each thing the person does. */
export class Film implements Teller {
  private readonly page: Page;
  private readonly shots: { picture: Buffer; ms: number }[] = [];
  private isRunning = true;
  private before = '';

  constructor(page: Page) {
    this.page = page;
  }

  get frames(): number {
    return this.shots.length;
  }

  async chapter(): Promise<void> {
    const last = this.shots.at(-1);
    if (last) last.ms = LOOK_MS.chapterEnd;
  }

  async acts(action: Action): Promise<void> {
    if (!this.isRunning) return;
    if (action.kind === 'writes') {
      const composer = this.page.locator('textarea:visible').first();
      await composer.fill(action.text);
      await this.shoot(LOOK_MS.action);
      await composer.fill('');
    } else if (action.kind === 'taps') {
      const button = this.page.getByRole('button', { name: action.label, exact: true }).last();
      await button.evaluate((element) => (element.style.outline = '3px solid #ff9f0a'));
      await this.shoot(LOOK_MS.action);
      await button.evaluate((element) => (element.style.outline = '')).catch(() => undefined); // the page has drawn the button anew meanwhile
    }
  }

  async looks(chat: readonly SeenMessage[]): Promise<void> {
    const now = JSON.stringify(chat.map(({ text, buttons, photo }) => [text, buttons.length, photo?.width]));
    if (now === this.before) return;
    this.before = now;
    if (this.isRunning && chat.length > 0) await this.shoot(LOOK_MS.change);
  }

  /** Plays a chapter that the viewer need not see. */
  async unseen(chapter: () => Promise<unknown>): Promise<void> {
    this.isRunning = false;
    await chapter();
    this.isRunning = true;
  }

  async ends(): Promise<void> {
    await this.shoot(LOOK_MS.end);
  }

  /** Writes the film, and gives its size in bytes. A frame that shows nothing new only makes the one before longer. */
  async develop(file: string): Promise<number> {
    const kept: { picture: Buffer; ms: number }[] = [];
    for (const { picture, ms } of this.shots) {
      const last = kept.at(-1);
      if (last?.picture.equals(picture)) last.ms = Math.max(last.ms, ms);
      else kept.push({ picture, ms });
    }
    await sharp(
      kept.map(({ picture }) => picture),
      { join: { animated: true } },
    )
      .webp({ quality: QUALITY, effort: 3, loop: 0, delay: kept.map(({ ms }) => ms) })
      .toFile(file);
    return statSync(file).size;
  }

  private async shoot(ms: number): Promise<void> {
    await pause(DRAWN_MS);
    this.shots.push({ picture: await this.page.screenshot(), ms });
  }
}
