import { appKeyFiles } from './app-keys.mts';
import { attacksPage } from './attacks.mts';
import { buttonsPage } from './buttons.mts';
import { configurationPages } from './configuration.mts';
import { decisionsIndex } from './decisions.mts';
import { errorCodesPage } from './error-codes.mts';
import { inboxesPage } from './inboxes.mts';
import { modelsPage } from './models.mts';
import { monitoringFiles } from './monitoring.mts';
import { pricesPage } from './prices.mts';
import { scalingPage } from './scaling.mts';
import { publicApiFiles } from './public-api.mts';
import { tableOwnersPage } from './table-owners.mts';

/** Every file that is derived from the running code, by its name. */
export async function derivedPages(root: string): Promise<Readonly<Record<string, string>>> {
  const configuration = await configurationPages(root);
  return {
    'docs/generated/configuration.md': configuration.page,
    'docs/generated/inboxes.md': inboxesPage(root),
    'docs/generated/models.md': modelsPage(),
    'docs/generated/prices.md': pricesPage(root),
    'docs/generated/scaling.md': scalingPage(),
    'docs/generated/table-owners.md': tableOwnersPage(root),
    'docs/generated/error-codes.md': await errorCodesPage(root),
    'docs/generated/buttons.md': await buttonsPage(root),
    'docs/generated/attacks.md': await attacksPage(),
    'docs/decisions/README.md': decisionsIndex(root),
    '.env.example': configuration.example,
    ...(await publicApiFiles()),
    ...appKeyFiles(),
    ...(await monitoringFiles(root)),
  };
}
