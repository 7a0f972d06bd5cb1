import { describe, expect, it } from '@jest/globals';
import type { Listing } from '@aisha/contracts/bot-gateway';
import { LANGUAGES } from '@aisha/domain';
import { balanceTexts, plainText } from '@aisha/words';
import type { ExportLine } from './export-lines';
import { pageOf } from './export-page';

const ROWS: readonly ExportLine[] = ['hold', 'purchase', 'referral-picture'].map((type) => ({
  table: 'billing.transaction',
  row: { type },
  json: '',
}));

async function* linesOf(listing: Listing): AsyncGenerator<ExportLine> {
  if (listing === 'billing') yield* ROWS;
}

describe('the page of an export', () => {
  it.each(LANGUAGES)(
    'the page of an export gives what brought credits the same name as the history, in %s',
    async (language) => {
      let page = '';
      for await (const part of pageOf(linesOf, { language, timeZone: 'Europe/Moscow' }, 1)) page += part.toString();

      const name = plainText(balanceTexts[language].credit({ kind: 'referral-picture', isCard: false }));
      expect(page).toContain(`<td>referral-picture: ${name}</td>`);
      expect(page).toContain('<td>hold</td>');
      expect(page).toContain('<td>purchase</td>');
    },
  );
});
