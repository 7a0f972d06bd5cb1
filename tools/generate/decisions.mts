import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The subjects of decisions, in the order of the index. */
const SUBJECTS = [
  'structure',
  'tests',
  'conversation',
  'avatars and photos',
  'pictures',
  'speech and text',
  'restoration',
  'orders',
  'money',
  'messages and database',
  'what is kept, and who may',
  'providers',
];

/**
 * docs/decisions/README.md: every decision under its subject. Throws when a decision names no subject, or a subject that is not in the list.
 */
export function decisionsIndex(root: string): string {
  const folder = path.join(root, 'docs/decisions');
  const bySubject = new Map<string, string[]>(SUBJECTS.map((subject) => [subject, []]));
  for (const file of globSync('[0-9]*.md', { cwd: folder }).sort()) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const [, number, title] = /^# (\d+)\. (.+)$/m.exec(text) ?? [];
    const [, subject = ''] = /^Date: .* Subject: (.+)\.$/m.exec(text) ?? [];
    const lines = bySubject.get(subject);
    if (!lines) throw new Error(`${file}: line 3 ends with "Subject: ….", one of: ${SUBJECTS.join('; ')}`);
    lines.push(`- [${number}. ${title}](${file})`);
  }
  return [
    '# Decisions',
    'Why it is as it is. A decision says its context, what was decided, how that is held, what was refused, what it costs and what it does not',
    'cover, in forty lines at most. What a feature does is told by the README in its folder. `npm run docs` writes this page.',
    '',
    ...[...bySubject].flatMap(([subject, lines]) => [
      `## ${subject[0]!.toUpperCase()}${subject.slice(1)}`,
      '',
      ...lines,
      '',
    ]),
  ].join('\n');
}
