/** What every project's tests share: our TypeScript compiled by SWC, Nest's ESM compiled to CommonJS. */
module.exports = {
  testEnvironment: require.resolve('./dev/testing/kept-modules/environment.cjs'),
  runtime: require.resolve('./dev/testing/kept-modules/runtime.cjs'),
  testEnvironmentOptions: { customExportConditions: ['@aisha/source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  modulePathIgnorePatterns: ['/dist/', '/out-tsc/'],
  transformIgnorePatterns: [
    '/node_modules/(?!(?:@nestjs/[^/]+|file-type|strtok3|token-types|uint8array-extras|@tokenizer/inflate|@borewit/text-codec|cookie|uuid)/)',
  ],
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
        swcrc: false,
      },
    ],
  },
};
