import ts from 'typescript';

const escaped = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The parts of a template between its backticks, without what stands in `${…}`. */
const texts = (template: ts.TemplateLiteral): ts.Node[] =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];

/**
 * Writes the characters beyond ASCII in regular expressions and templates of a script as `\uXXXX`, which means the same; esbuild does so in
 * all other places. V8 keeps a file with one single letter of another alphabet at two bytes a character: 10 MB more for each app.
 *
 * `String.raw` would see the backslash, so its text becomes that of an ordinary template. Other tags are taken to read the cooked text.
 */
export const ascii = (script: string): string => {
  if (!/[^\0-\x7f]/.test(script)) return script;
  const source = ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const changes: { start: number; end: number; text: string }[] = [];
  const change = (node: ts.Node, edit: (text: string) => string): void => {
    const [start, end] = [node.getStart(source), node.end];
    const text = script.slice(start, end);
    if (/[^\0-\x7f]/.test(text)) changes.push({ start, end, text: edit(text) });
  };
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) change(node, escaped);
    if (ts.isTaggedTemplateExpression(node)) {
      const isRaw = node.tag.getText(source) === 'String.raw';
      const parts = texts(node.template);
      if (!isRaw) for (const part of parts) change(part, escaped);
      else if (/[^\0-\x7f]/.test(parts.map((part) => part.getText(source)).join(''))) {
        changes.push({ start: node.tag.getStart(source), end: node.tag.end, text: '' });
        for (const part of parts) {
          // The first and last characters belong to the template: ` or } before the text, ` or ${ after it.
          const text = part.getText(source);
          const [, before = '', inner = '', after = ''] = /^([`}])([^]*?)(`|\$\{)$/.exec(text) ?? [];
          const start = part.getStart(source);
          changes.push({
            start,
            end: part.end,
            text: before + escaped(inner.replace(/[\\`$]/g, String.raw`\$&`)) + after,
          });
        }
      }
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
