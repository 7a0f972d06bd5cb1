import { describe, expect, it } from '@jest/globals';
import { html, conversationTexts, generateTexts, menuTexts, newAvatarTexts, orderTexts, plainText } from '@aisha/words';
import { either, inTurn, saying } from './index';

const draw = (count: number, price: bigint) => generateTexts.ru.draw({ count, price: price as never });

describe('what a text says', () => {
  it('a text is found whatever its arguments are', () => {
    expect(draw(2, 600n)).toMatch(saying(generateTexts.ru.draw));
    expect(draw(1, 550n)).toMatch(saying(generateTexts.ru.draw));
    expect(generateTexts.ru.similar).not.toMatch(saying(generateTexts.ru.draw));
  });

  it('a text is found by its arguments, amounts with their units', () => {
    expect(draw(4, 1_200n)).toMatch(saying(generateTexts.ru.draw, { count: 4, price: 1_200n }));
    expect(draw(2, 1_200n)).not.toMatch(saying(generateTexts.ru.draw, { count: 4 }));
    expect(draw(4, 600n)).not.toMatch(saying(generateTexts.ru.draw, { price: 1_200n }));
  });

  it('a text is found in each of its variants, or in the given one', () => {
    const [portrait, style] = (['portrait', 'style'] as const).map((type) => newAvatarTexts.ru.type({ type }));

    for (const label of [portrait, style]) expect(label).toMatch(saying(newAvatarTexts.ru.type));
    expect(portrait).toMatch(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    expect(style).not.toMatch(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    const charged = { isWhole: false, held: 900n, released: 300n, isFirstOfDay: false, availableAfter: 9_400n };
    const receipt = orderTexts.ru.receipt({ ...charged, charged: 600n } as never);
    expect(receipt.markup).toMatch(saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n }));
    expect(receipt.markup).not.toMatch(saying(orderTexts.ru.receipt, { isWhole: true }));
  });

  it('a text is found without markup, as a chat shows it', () => {
    expect(plainText(menuTexts.ru.menu)).toMatch(saying(menuTexts.ru.menu));
    expect(menuTexts.ru.menu.markup).not.toMatch(saying(menuTexts.ru.menu));
    expect('a < b & c').toMatch(saying(html`<b>a</b> < b & c`));
  });

  it('a person’s typed words are matched literally, not as a regular expression', () => {
    const label = conversationTexts.ru.continueDraft({ name: 'что (это)? <b>' });

    expect(label).toMatch(saying(conversationTexts.ru.continueDraft, { name: 'что (это)? <b>' }));
  });

  it('a pattern may ask for texts one after another, or for one of several', () => {
    const { toMenu, drop } = menuTexts.ru;

    expect(`${toMenu}\n\n${drop}`).toMatch(inTurn(saying(toMenu), saying(drop)));
    expect(`${drop}\n\n${toMenu}`).not.toMatch(inTurn(saying(toMenu), saying(drop)));
    expect(drop).toMatch(either(saying(toMenu), saying(drop)));
  });

  it('an argument that is no text of a message file is refused', () => {
    expect(() => saying(() => 'Меню')).toThrow('is no message');
  });
});
