import type { SeenMessage } from '@aisha/fakes/telegram';
import { describe, expect, it } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';

const message = (text: string, labels: string[] = [], id = 1): SeenMessage => ({
  message_id: id,
  by: 'bot',
  date: 0,
  edited: false,
  text,
  buttons: [labels.map((label) => ({ text: label, callback_data: 'x~y' }))],
  presses: [],
});

const terminal = async () => {
  const { Terminal } = await import('./terminal.mts');
  const { DEMO_WORDS } = await import('./words.mts');
  const printed: string[] = [];
  const told = new Terminal('Anna', DEMO_WORDS.en, (line) => printed.push(stripVTControlCharacters(line).trimEnd()));
  return { told, printed };
};

describe('the story on the terminal', () => {
  it('the story on the terminal shows what the person saw at each moment, although the chat shows only the end', async () => {
    const { told, printed } = await terminal();

    told.chapter('A model of her own');
    told.acts({ kind: 'taps', message: message(''), label: '🚀 Train' });
    told.looks([message('Training · Anna\nAbout 10 seconds left', ['Cancel'])]);
    told.looks([message('Training · Anna\nDone')]);

    expect(printed.slice(1)).toEqual([
      expect.stringMatching(/^── 1. A model of her own ─+$/),
      'Anna    👆 🚀 Train',
      'Aisha   Training · Anna',
      '        About 10 seconds left',
      '        [ Cancel ]',
      'Aisha   ↻ Done',
    ]);
  });

  it('the story on the terminal shows each message once, however often the person looks', async () => {
    const { told, printed } = await terminal();

    told.looks([message('Hello')]);
    told.looks([message('Hello')]);
    told.looks([message('Hello'), message('How are you?', [], 2)]);

    expect(printed).toEqual(['Aisha   Hello', 'Aisha   How are you?']);
  });

  it('the story on the terminal counts a line that comes several times in a row, and no others', async () => {
    const { told, printed } = await terminal();

    told.looks([message('Too small\nToo small\n1. Pictures\ntoday\n2. Avatar\ntoday')]);

    expect(printed.map((line) => line.slice(8))).toEqual([
      'Too small × 2',
      '1. Pictures',
      'today',
      '2. Avatar',
      'today',
    ]);
  });

  it('the story on the terminal names the button of an invoice as the person’s client does', async () => {
    const { told, printed } = await terminal();
    const invoice = {
      ...{ title: '300 credits', description: 'For all', start_parameter: '' },
      ...{ currency: 'XTR', total_amount: 420, paid: false },
    };

    told.looks([{ ...message('', ['Pay ⭐️420']), invoice }]);

    expect(printed.at(-1)).toBe('        [ Pay 420 ⭐ ]');
  });
});
