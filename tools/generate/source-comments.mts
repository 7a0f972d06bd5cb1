import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

interface CommentedClass {
  readonly file: string;
  readonly comment: string;
  /** The comment of each property, by the name of the property; empty for a property without one. */
  readonly properties: ReadonlyMap<string, string>;
  /** The type of each property, as it is written. */
  readonly types: ReadonlyMap<string, string>;
}

const commentOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Every class of the files, by name, with its comment and those of its properties. */
export function commentedClasses(root: string, pattern: string): Map<string, CommentedClass> {
  const found = new Map<string, CommentedClass>();
  const visit =
    (file: string) =>
    (node: ts.Node): void => {
      if (ts.isClassDeclaration(node) && node.name) {
        const properties = new Map<string, string>();
        const types = new Map<string, string>();
        for (const member of node.members) {
          if (!ts.isPropertyDeclaration(member)) continue;
          const name = member.name.getText();
          properties.set(name, commentOf(member));
          types.set(name, member.type?.getText().replace(/\s+/g, ' ') ?? '');
        }
        found.set(node.name.text, { file, comment: commentOf(node), properties, types });
      }
      ts.forEachChild(node, visit(file));
    };
  for (const file of globSync(pattern, { cwd: root }).sort()) {
    if (file.endsWith('.spec.ts') || file.includes('node_modules')) continue;
    const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.ES2023, true);
    visit(file)(source);
  }
  return found;
}

/** A cell of a Markdown table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|');
