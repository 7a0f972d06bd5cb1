import { describe, expect, it } from '@jest/globals';
import { cutTo, NO_AVATAR, tidied, withAvatar, type AvatarWords } from './avatar-words';

const woman: AvatarWords = { triggerPhrase: 'TOK_ab12', subject: 'woman', trainingType: 'portrait' };

describe('the avatar in a prompt', () => {
  it.each([
    ['on the seashore', 'TOK_ab12 woman, on the seashore'],
    ['TOK_ab12 woman on the seashore', 'TOK_ab12 woman, on the seashore'],
    ['a photo of tok_AB12, and again TOK_ab12', 'TOK_ab12 woman, a photo of, and again'],
    ['[trigger] in a forest', 'TOK_ab12 woman, in a forest'],
    ['a portrait of [TOK_ab12] person', 'TOK_ab12 woman, a portrait of'],
    ['', 'TOK_ab12 woman'],
  ])('the avatar’s words are at the beginning of a prompt, once: "%s"', (text, prompt) => {
    expect(withAvatar(woman, text)).toBe(prompt);
  });

  it('the avatar’s words in a prompt end with the class word of its person, or with the word for a style', () => {
    expect(withAvatar({ ...woman, subject: 'man' }, 'x')).toBe('TOK_ab12 man, x');
    expect(withAvatar({ ...woman, subject: 'other' }, 'x')).toBe('TOK_ab12 person, x');
    expect(withAvatar({ ...woman, trainingType: 'style' }, 'x')).toBe('TOK_ab12 style, x');
  });

  it('an avatar without a model is named by its class word, once, even in a shown prompt that the person sends back', () => {
    const instant = { ...woman, triggerPhrase: '' };

    expect(withAvatar(instant, 'by the sea')).toBe('woman, by the sea');
    expect(withAvatar(instant, withAvatar(instant, 'by the sea at noon'))).toBe('woman, by the sea at noon');
    expect(withAvatar(instant, 'womanly, by the sea')).toBe('woman, womanly, by the sea');
  });

  it('the avatar’s words in a prompt are found whatever characters the trigger phrase has', () => {
    expect(withAvatar({ ...woman, triggerPhrase: 'a+b(c' }, 'a+b(c woman, sea')).toBe('a+b(c woman, sea');
  });
});

describe('a prompt', () => {
  it('a prompt is one line without tags and repeated commas', () => {
    expect(tidied(' a\n\tknight <lora:x> , ,, in\u0000 a castle ,. ')).toBe('a knight lora:x, in a castle.');
  });

  it('a prompt is cut between words; a single long word is cut within it', () => {
    expect(cutTo(20, 'a knight in a large castle')).toBe('a knight in a large');
    expect(cutTo(5, 'abcdefghij')).toBe('abcde');
    expect(cutTo(50, 'short')).toBe('short');
  });

  it('the trigger of another avatar, whose prompt the person sent, is taken out of the prompt', () => {
    const other = 'aisha_ko7bi2xa9ru4 man, by the sea with aisha_ko7bi2xa9ru4';

    expect(withAvatar({ ...woman, triggerPhrase: 'aisha_mi7mo8di3se4' }, other)).toBe(
      'aisha_mi7mo8di3se4 woman, by the sea with',
    );
    expect(withAvatar({ ...woman, triggerPhrase: '' }, other)).toBe('woman, by the sea with');
    expect(withAvatar(NO_AVATAR, other)).toBe('by the sea with');
  });

  it('a prompt of nothing but another avatar’s trigger is the name of its avatar, and empty without an avatar', () => {
    const alone = 'aisha_ko7bi2xa9ru4 woman';

    expect(withAvatar({ ...woman, triggerPhrase: '' }, alone)).toBe('woman');
    expect(withAvatar(NO_AVATAR, alone)).toBe('');
  });
});
