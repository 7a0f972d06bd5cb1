/** House rules that a reviewer would otherwise have to remember. */

const MOST_PARAMETERS = 5;

const constructorParameters = {
  meta: { type: 'suggestion', schema: [], docs: { description: 'a constructor takes five parameters at most' } },
  create: (context) => ({
    'MethodDefinition[kind="constructor"]'({ value }) {
      const { length } = value.params;
      if (length <= MOST_PARAMETERS) return;
      const message = `${length} constructor parameters, ${MOST_PARAMETERS} at most: give what belongs together one name.`;
      context.report({ node: value, message });
    },
  }),
};

/** Methods of TypeORM's entity manager that change rows. */
const WRITING = new Set([
  'insert',
  'update',
  'upsert',
  'delete',
  'save',
  'remove',
  'softDelete',
  'softRemove',
  'restore',
  'increment',
  'decrement',
  'clear',
]);
/** The names that variables with a transaction have in this repository. */
const TRANSACTION = /^(tx|transaction|manager)$/;
const WRITING_SQL =
  /^\s*(WITH\b[\s\S]*\b)?(INSERT\s+INTO|UPDATE\s+[\w".]+(\s+(AS\s+)?\w+)?\s+SET|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO)\b/i;

const writesInStores = {
  meta: { type: 'problem', schema: [], docs: { description: 'rows are written in *.store.ts alone' } },
  create(context) {
    const message = 'Rows are written in *.store.ts alone: then each table has one writer to read.';
    const check = (node, sql) => WRITING_SQL.test(sql) && context.report({ node, message });
    return {
      'CallExpression[callee.type="MemberExpression"]'(node) {
        const { object, property } = node.callee;
        const name = object.type === 'MemberExpression' ? object.property.name : object.name;
        const isWrite = WRITING.has(property.name) && TRANSACTION.test(name ?? '');
        const isWriteOfDatabase = property.name === 'write' && name === 'database' && node.arguments.length > 0;
        if (isWrite || isWriteOfDatabase) context.report({ node, message });
      },
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateLiteral: (node) => check(node, node.quasis.map(({ value }) => value.cooked).join('x')),
    };
  },
};

const handlerStyle = {
  meta: {
    type: 'suggestion',
    schema: [],
    docs: { description: 'a job handler is written `readonly handle = async (…) => …`' },
  },
  create: (context) => ({
    'ClassDeclaration > ClassBody > MethodDefinition[key.name=/^(handle|giveUp)$/]'(node) {
      const handles = node.parent.parent.implements?.some(({ expression }) => expression.name === 'JobHandler');
      if (handles)
        context.report({ node, message: `Write \`readonly ${node.key.name} = async (…) => …\`, as every handler.` });
    },
  }),
};

const typeName = (parameter) => {
  const { typeAnnotation } = parameter.parameter ?? parameter;
  return typeAnnotation?.typeAnnotation.typeName?.name;
};

const injectByType = {
  meta: { type: 'suggestion', schema: [], docs: { description: 'Nest injects a class by its type' } },
  create: (context) => ({
    'MethodDefinition[kind="constructor"] > FunctionExpression > *.params > Decorator[expression.callee.name="Inject"]'(
      node,
    ) {
      const [token] = node.expression.arguments;
      if (token?.name === undefined || token.name !== typeName(node.parent)) return;
      context.report({ node, message: '@Inject is for tokens that are no class: Nest injects a class by its type.' });
    },
  }),
};

export const houseRules = {
  'constructor-parameters': constructorParameters,
  'writes-in-stores': writesInStores,
  'handler-style': handlerStyle,
  'inject-by-type': injectByType,
};
