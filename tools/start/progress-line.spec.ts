import { describe, expect, it } from '@jest/globals';

const lineOn = async (isTTY: boolean) => {
  const { ProgressLine } = await import('./progress-line.mts');
  let written = '';
  let now = 0;
  const line = new ProgressLine({ isTTY, write: (text) => (written += text) }, () => now);
  return { line, written: () => written, passes: (ms: number) => (now += ms) };
};

describe('the line that says how far the start is', () => {
  it('the line of progress is rewritten on a terminal, and other lines stand above it', async () => {
    const { line, written } = await lineOn(true);
    line.shows('2 of 3');
    line.shows('2 of 3');
    line.says('billing ended');
    line.shows('3 of 3');
    line.ends();
    line.says('Running');
    expect(written().replaceAll('\r\u001B[2K', '<')).toBe('<2 of 3<billing ended\n2 of 3<3 of 3<Running\n');
  });

  it('in a file the line of progress is written once, and again only when it has changed and the pause is over; the pause doubles each time', async () => {
    const { line, written, passes } = await lineOn(false);
    for (let second = 0; second < 100; second++) {
      line.shows(`${Math.floor(second / 12)} of 9`);
      passes(1_000);
    }
    line.ends();
    expect(written()).toBe('0 of 9\n1 of 9\n2 of 9\n6 of 9\n');
  });
});
