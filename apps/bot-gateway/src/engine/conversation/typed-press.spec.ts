import { describe, expect, it } from '@jest/globals';
import { html } from '@aisha/words';
import { notTyped } from '../screen/screen';
import { typedButton } from './typed-press';

const LABELS = ['🎨 Нарисовать 4 · 12 кредитов', '✓3:4', '×4', '👩 Женщина', 'Картинка 1', 'Картинка 2', '‹', '⚙️ Ещё'];
const screen = { text: html`Кого рисуем?`, buttons: LABELS.map((text) => [{ text, data: text }]) };

describe('what a person typed', () => {
  it.each([
    ['женщина', '👩 Женщина'],
    ['  Женщина! ', '👩 Женщина'],
    ['нарисовать', '🎨 Нарисовать 4 · 12 кредитов'],
    ['Нарисовать 4', '🎨 Нарисовать 4 · 12 кредитов'],
    ['3:4', '✓3:4'],
    ['4', '×4'],
    ['картинка 2', 'Картинка 2'],
    ['⚙️ ещё', '⚙️ Ещё'],
    ['\u2699 ещё', '⚙️ Ещё'], // without the variation selector, as some keyboards type it
  ])('typed words stand for the button that has them: %s', (typed, label) => {
    expect(typedButton(screen, typed)?.text).toBe(label);
  });

  it('typed words press no row of a list that they search, but the buttons below the list', () => {
    const list = {
      text: screen.text,
      buttons: [[notTyped({ text: '📑 Протокол · 12 мая', data: 'row' })], ...screen.buttons],
    };
    expect(typedButton(list, 'протокол')).toBeUndefined();
    expect(typedButton(list, 'ещё')?.text).toBe('⚙️ Ещё');
  });

  it.each(['женщина у моря', 'картинка', '', '‹', '🎨'])('typed words press no button: %s', (typed) => {
    expect(typedButton(screen, typed)).toBeUndefined();
  });
});
