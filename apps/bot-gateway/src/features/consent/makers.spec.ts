import { describe, expect, it } from '@jest/globals';
import { shippedCatalogue } from '@aisha/providers/catalogue';
import { consentTexts } from '@aisha/words';

/** The companies that made the active models of the catalogue and the models that will replace these. */
const makers = (): readonly string[] => {
  const catalogue = shippedCatalogue();
  const asked = catalogue.all.filter(({ state }) => state === 'active');
  const next = asked.flatMap(({ successor }) => catalogue.find(successor ?? '') ?? []);
  return [...new Set([...asked, ...next].flatMap(({ maker }) => maker ?? []))];
};

describe('the consent', () => {
  it.each(['ru', 'en', 'de'] as const)(
    'the consent names every company that gets what people send (%s)',
    (language) => {
      expect(makers()).toContain('Google');

      for (const maker of makers()) expect(consentTexts[language].details.markup).toContain(maker);
    },
  );
});
