import { describe, expect, it } from '@jest/globals';
import { botHarness } from '../../../spec/bot-harness';

const setup = async () => {
  const harness = await botHarness();
  await harness.replica();
  return harness;
};

describe('questions about the bot itself', () => {
  it.each([
    ['ru', '/privacy', /Что хранится/],
    ['ru', '/terms', /Условия/],
    ['ru', '/support', /Напишите человеку: @aisha_support/],
    ['ru', '/paysupport', /Вопросы по оплате[^]*@aisha_support/],
    ['en', '/privacy', /What is kept/],
    ['en', '/terms', /Terms/],
    ['en', '/support', /Write to a human: @aisha_support/],
    ['en', '/paysupport', /Questions about a payment[^]*@aisha_support/],
  ])('are answered in %s: %s', async (language, command, answer) => {
    const { joins } = await setup();
    const person = await joins('Anna', language);

    await person.sends(command);

    expect((await person.sees(answer)).buttons.flat().length).toBe(1);
  });
});
