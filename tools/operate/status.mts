/**
 * Asks every app and the database how they are, and says in ten lines at most what is wrong, what people notice of it and what to do. Exits
 * 1 when something is wrong. HEALTH_URLS leads to the apps; where `npm start` runs, the launcher has written down their addresses. Looks at
 * the certificate of PUBLIC_HOST, where that is set.
 *
 *   npm run status             the worst of it, at most ten lines
 *   npm run status -- --all    everything
 *   npm run status -- --json   for programs
 */
import { asked, called, fail } from './command/command-line.mts';
import { operatedAddresses } from './command/operated-product.mts';
import { askApps, healthUrls } from './status/asked-apps.mts';
import { askCertificate } from './status/asked-certificate.mts';
import { askDatabase } from './status/asked-database.mts';
import { findings, notes } from './status/signs/signs.mts';
import type { Finding, Seen } from './status/signs/finding.mts';
import { ALERTS } from '../monitoring/alerts.mts';
import { runbookPage, type Runbook } from '../monitoring/alerts/runbooks.mts';

/** How many findings are shown: three of three lines each and a heading make the ten lines. */
const SHOWN = 3;

const { words, flags } = asked(`${called('status')} [--all] [--json]`, { flags: ['all', 'json'] });
if (words.length > 0) fail(`${words.join(' ')}: status takes no words`);

const { env, databaseUrl } = operatedAddresses();
const urls = healthUrls(env);
if (urls.length === 0)
  fail('HEALTH_URLS: must say where the apps answer /health, as app=url,…, unless `npm start` runs from this folder.');

const [apps, database, certificate] = await Promise.all([
  askApps(urls),
  databaseUrl === undefined ? null : askDatabase(databaseUrl),
  askCertificate(env),
]);
const seen: Seen = { apps, database, certificate };
const wrong = findings(seen);

if (flags.json) console.log(JSON.stringify({ ok: wrong.length === 0, findings: wrong, notes: notes(seen) }, null, 2));
else for (const line of wrong.length === 0 ? calm(seen) : alarmed(wrong)) console.log(line);
process.exitCode = wrong.length === 0 ? 0 : 1;

function alarmed(all: readonly Finding[]): string[] {
  const shown = flags.all ? all : all.slice(0, SHOWN);
  const heading = all.length === 1 ? 'One thing is wrong.' : `${all.length} things are wrong.`;
  const rest = shown.length < all.length ? ` The first ${SHOWN}; all of them: ${called('status')} --all` : '';
  return [
    `${heading}${rest}`,
    ...shown.flatMap(({ wrong: what, people, runbook, command }, place) => [
      `${place + 1}. ${what}`,
      `   People: ${people}.`,
      `   To do:  ${runbook === null ? called(command!).replace(/ --$/, '') : `${runbookPage(runbook)}${alertsOf(runbook)}`}`,
    ]),
  ];
}

/** The alerts that lead to the page of this runbook, for a person whom one of these alerts woke; empty when no alert leads there. */
function alertsOf(runbook: Runbook): string {
  const names = ALERTS.filter((alert) => alert.runbook === runbook).map(({ name }) => name);
  return names.length === 0 ? '' : ` (alerts: ${names.join(', ')})`;
}

function calm({ apps: { instances, apps: names }, database: rows }: Seen): string[] {
  const { version = '?' } = instances[0]?.metrics.labelsOf('aisha_build_info') ?? {};
  const dependencies = [...new Set(instances.flatMap((instance) => instance.dependencies.map(({ name }) => name)))];
  const orders = rows?.answers ? `; ${rows.openOrders} orders open, none stands still` : '; no database was asked';
  return [
    `All is well: ${names.length} apps in ${instances.length} processes, release ${version}; ${dependencies.join(', ')} answer${orders}.`,
    ...notes(seen)
      .slice(0, SHOWN - 1)
      .map((note) => `To know: ${note}`),
  ];
}
