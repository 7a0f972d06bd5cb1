import config from './eslint.config.mjs';

/**
 * The configuration of `npm run lint`: all projects form one program, so that types are computed once, in half the
 * time. An editor, or a run on one file, uses the other configuration, which reads only that file's project.
 */
export default [
  ...config,
  {
    files: ['**/*.ts', '**/*.mts'],
    languageOptions: { parserOptions: { projectService: false, project: 'tsconfig.lint.json' } },
  },
  {
    // The desk's page is for a browser, whose types are others than Node's.
    files: ['**/*.tsx'],
    languageOptions: { parserOptions: { projectService: false, project: 'apps/console/tsconfig.web.json' } },
  },
];
