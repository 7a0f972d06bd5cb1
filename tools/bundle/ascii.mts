import ts from 'typescript';

const BEYOND = /[^\0-\x7f]/;
/** The tags in our code and in packages that read a template's text with its escapes resolved, and whose templates have such characters. */
const COOKED = new Set(['html']);
/** After a backslash these characters end a line in the source, and are no part of a template's text. */
const LINE_ENDS = new Set(['\u2028', '\u2029']);

const unit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
const escaped = (text: string): string =>
  text.replace(/\\([^])|[^\0-\x7f]/g, (found, after?: string) => {
    if (after === undefined) return unit(found);
    if (!BEYOND.test(after)) return found;
    return LINE_ENDS.has(after) ? '' : unit(after);
  });

/** The parts of a template between its backticks, without what stands in `${…}`. */
const texts = (template: ts.TemplateLiteral): ts.Node[] =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];

const isStringRaw = (tag: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(tag) &&
  tag.name.text === 'raw' &&
  ts.isIdentifier(tag.expression) &&
  tag.expression.text === 'String';
/** The name of a tag: `html` for `(0, _conversation.html)`. */
const nameOf = (tag: string): string => /([\w$]+)\W*$/.exec(tag)?.[1] ?? tag;

/**
 * Writes the characters beyond ASCII in regular expressions and tagged templates of a script as `\uXXXX`, which means the same; esbuild does
 * so in all other places. V8 keeps a file with one single letter of another alphabet at two bytes a character: another 4 to 11 MB for each
 * app. Throws for a tag of which it is not known that it reads no backslash.
 */
export const ascii = (script: string): string => {
  if (!BEYOND.test(script)) return script;
  const source = ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const textOf = (node: ts.Node): string => node.getText(source);
  const changes: { start: number; end: number; text: string }[] = [];
  const change = (node: ts.Node, edit: (text: string) => string): void => {
    changes.push({ start: node.getStart(source), end: node.end, text: edit(textOf(node)) });
  };
  /** `String.raw` would see the backslash, so what it makes of its text becomes an ordinary template in the same place. */
  const cook = ({ tag, template }: ts.TaggedTemplateExpression): void => {
    change(tag, () => 'String(');
    for (const part of texts(template))
      // The first and the last characters belong to the template: ` or } before the text, ` or ${ after it.
      change(part, (text) =>
        text.replace(/^([`}])([^]*?)(`|\$\{)$/, (_all, before: string, inner: string, after: string) => {
          const written = inner.replace(/[\\`$]/g, String.raw`\$&`).replace(/[^\0-\x7f]/g, unit);
          return before + written + (after === '`' ? '`)' : after);
        }),
      );
  };
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node) && BEYOND.test(textOf(node))) change(node, escaped);
    if (ts.isTaggedTemplateExpression(node) && BEYOND.test(texts(node.template).map(textOf).join(''))) {
      if (isStringRaw(node.tag)) cook(node);
      else if (COOKED.has(nameOf(textOf(node.tag)))) for (const part of texts(node.template)) change(part, escaped);
      else
        throw new Error(`What does the tag ${textOf(node.tag)} read? When not the backslashes, it belongs to COOKED.`);
    }
    ts.forEachChild(node, look);
  };
  look(source);
  let result = '';
  let at = 0;
  for (const { start, end, text } of changes.sort((a, b) => a.start - b.start)) {
    result += script.slice(at, start) + text;
    at = end;
  }
  return result + script.slice(at);
};
