import { parser } from '@prometheus-io/lezer-promql';

/** A metric in an expression, with the conditions on its labels. */
interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

export interface Expression {
  readonly selectors: readonly Selector[];
  /** The labels by which the expression groups and joins. */
  readonly labels: readonly string[];
}

type Node = ReturnType<typeof parser.parse>['topNode'];

/** Reads an expression with Prometheus' own grammar; throws when the text is no expression. */
export function readExpression(text: string): Expression {
  const selectors: Selector[] = [];
  const labels: string[] = [];
  const said = ({ from, to }: Node): string => text.slice(from, to);
  parser.parse(text).iterate({
    enter: ({ node }) => {
      if (node.type.isError) throw new Error(`no PromQL at ${node.from}: ${text}`);
      if (node.name === 'GroupingLabels') labels.push(...node.getChildren('LabelName').map(said));
      if (node.name !== 'VectorSelector') return;
      const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      selectors.push({
        metric: said(node.getChild('Identifier')!),
        matchers: matchers.map((matcher) => ({
          label: said(matcher.getChild('LabelName')!),
          operator: said(matcher.getChild('MatchOp')!),
          value: JSON.parse(said(matcher.getChild('StringLiteral')!)) as string,
        })),
      });
    },
  });
  return { selectors, labels };
}
