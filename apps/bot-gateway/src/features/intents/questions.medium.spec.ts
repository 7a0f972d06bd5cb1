import { avatarsTexts, conversationTexts, intentTexts, menuTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';

const labels = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

/** A person at the menu, with credits and with finished avatars of these names. */
const setup = async (...names: readonly string[]) => {
  const harness = await botHarness();
  await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  for (const name of names) await harness.postgres.fixtures.avatar({ userId, name, isMain: true, photos: 0 });
  return { ...harness, anna, userId };
};

describe('a question typed where an idea would be drawn', () => {
  it.each([
    ['верните деньги', /оплат/i, ['Анна']],
    ['how do I delete my face?', /удал/i, ['Анна']],
    ['сколько стоит', /Как это работает/, ['Анна']],
    ['stop', /останавливать нечего/, ['Анна']],
    ['озвучь текст', /озвуч|вслух|текст/i, ['Анна']],
    ['transcribe this', /запис|голос/i, ['Анна']],
    ['верните деньги', /оплат/i, []],
    ['помогите', /Как это работает/, []],
  ])(
    '«%s» opens the screen that answers the question, whose last button draws the typed line',
    async (typed, screen, avatars) => {
      const { anna } = await setup(...avatars);

      const after = await anna.sends(typed);

      const shown = await anna.sees(screen, { after });
      expect(labels(shown).at(-1)).toBe('🎨 Всё-таки нарисовать');
      expect(shown.reply_to_message_id).toBe(after.message_id);
    },
  );

  it('a line that was answered as a question becomes an idea in its own words when the person presses «Всё-таки нарисовать»', async () => {
    const { anna } = await setup('Анна');
    await anna.sends('верните мне деньги, сказал король');
    await anna.sees(/оплат/i);

    await anna.presses(intentTexts.ru.drawAnyway);

    await anna.sees(/«верните мне деньги, сказал король»[^]*Аватар: Анна/);
  });

  it('a question typed at an offer is answered, too, and the menu then offers to continue with the offer', async () => {
    const { anna } = await setup('Анна');
    await anna.sends('прогулка у моря');
    await anna.sees(/«прогулка у моря»[^]*Нарисовать|«прогулка у моря»/);

    await anna.sends('а где хранятся мои фото?');
    await anna.sees(/хран/i);
    await anna.sends('/menu');

    await anna.presses(saying(conversationTexts.ru.continueDraft, { name: 'прогулка у моря' }));
    await anna.sees(/«прогулка у моря»[^]*Аватар: Анна/);
  });

  it('when the answer to a question has no room for a button, the button that draws the line comes in a message of its own', async () => {
    const { anna, postgres, userId } = await setup('Анна');
    for (let order = 0; order < 6; order += 1) {
      await postgres.fixtures.hold({ userId, kind: 'generation' });
    }

    await anna.sends('за что списали кредиты');

    const line = await anna.sees(/Если это идея/);
    expect(labels(line)).toEqual(['🎨 Всё-таки нарисовать']);
    expect(labels(await anna.sees(/Истори/i))).not.toContain('🎨 Всё-таки нарисовать');
  });

  it('a question is not answered where a step asks for words: a name may be «Помощь»', async () => {
    const { anna, postgres, userId } = await setup();
    await postgres.fixtures.avatar({ userId, name: 'Анна', isMain: true, photos: 0 });
    await anna.sends('/avatars');
    await anna.presses(/Анна/);
    await anna.presses(avatarsTexts.ru.rename);

    await anna.sends('Помощь');

    await anna.sees(/Помощь/);
    expect(await anna.transcript()).not.toContain('Как это работает');
  });

  it.each([
    ['/create_avatar', /Что будем создавать/],
    ['/my_avatars', /Мои аватары|аватар/],
    ['/moneyback', /оплат/i],
  ])('an unknown command whose words ask a question is answered like that question: %s', async (command, screen) => {
    const { anna } = await setup();

    const after = await anna.sends(command);

    const shown = await anna.sees(screen, { after });
    expect(labels(shown)).not.toContain('🎨 Всё-таки нарисовать');
  });

  it.each(['/frobnicate', '/nonsense', '/two', '/help_me_draw_a_nonsense_fox'])(
    'an unknown command whose words are no known line gets the answer to unknown commands, so that the next line is read as an idea: %s',
    async (command) => {
      const { anna } = await setup('Анна');

      await anna.sends(command);

      const answered = await anna.sees(/Такой команды нет/);
      await anna.sends('прогулка у моря');
      await anna.sees(/«прогулка у моря»/, { after: answered });
    },
  );

  it('/settings opens the settings', async () => {
    const { anna } = await setup();

    await anna.sends('/settings');

    const shown = await anna.sees(saying(menuTexts.ru.storeyTitle, { storey: 'settings' }));
    expect(labels(shown)).toContain(menuTexts.ru.entryLanguage);
  });
});
