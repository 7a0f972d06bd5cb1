import { describe, expect, it } from '@jest/globals';
import { botHarness } from '../../../spec/bot-harness';

const setup = async () => {
  const harness = await botHarness();
  await harness.replica();
  return harness;
};

describe('questions about the bot itself', () => {
  it.each([
    ['ru', '/privacy', /Что хранится/, 5],
    ['ru', '/terms', /Условия/, 1],
    ['ru', '/support', /Напишите прямо сюда[^]*@aisha_support/, 1],
    ['ru', '/paysupport', /Вопросы по оплате[^]*@aisha_support/, 3],
    ['en', '/privacy', /What is kept/, 5],
    ['en', '/terms', /Terms/, 1],
    ['en', '/support', /Write right here[^]*@aisha_support/, 1],
    ['en', '/paysupport', /Questions about a payment[^]*@aisha_support/, 3],
  ])('questions about the bot itself are answered in %s: %s', async (language, command, answer, buttons) => {
    const { joins } = await setup();
    const person = await joins('Anna', language);

    await person.sends(command);

    expect((await person.sees(answer)).buttons.flat().length).toBe(buttons);
  });
});
