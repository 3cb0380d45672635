import { fileURLToPath } from 'node:url';
import boundaries from 'eslint-plugin-boundaries';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The exact road, from the trusted core upwards: a folder may import itself and those before it. */
const road = [
  'exact',
  'game',
  'policy',
  'evaluate',
  'estimate',
  'mirror',
  'sweep',
  'algorithm',
  'certify',
  'claims',
  'guarantees',
  'search',
  'userAlgorithm',
  'atlas',
  'decide',
  'report',
  'cli',
];
const upTo = (folder) => road.slice(0, road.indexOf(folder) + 1);
/** From here on the small checker may be asked. It imports nothing itself: no other folder, no package, not even Node. */
const asksChecker = (folder) => road.indexOf(folder) >= road.indexOf('certify');

/** folder of src/ → folders that it may import. */
const mayImport = {
  certificate: ['certificate'],
  ...Object.fromEntries(
    road.map((folder) => [folder, [...upTo(folder), ...(asksChecker(folder) ? ['certificate'] : [])]]),
  ),
  report: [...upTo('report'), 'certificate', 'trainer', 'audit'],
  trainer: ['trainer'],
  audit: ['trainer', 'audit'],
  environments: [...upTo('game'), 'environments'],
  vitest: [...upTo('userAlgorithm'), 'certificate', 'vitest'],
  neural: ['environments', 'trainer', 'neural'],
  bridge: [...upTo('algorithm'), 'environments', 'trainer', 'neural', 'bridge'],
  cli: [...road, 'certificate', 'environments', 'trainer', 'audit', 'neural', 'bridge'],
};
const folders = Object.keys(mayImport);

/** The import boundaries as lint rules: imports point one way, and only `bridge` knows both roads. */
const importBoundaries = {
  files: ['src/**/*.ts'],
  plugins: { boundaries },
  settings: {
    'import/resolver': { [fileURLToPath(new URL('eslint.resolver.cjs', import.meta.url))]: {} },
    'boundaries/elements': folders.map((type) => ({ type, pattern: `src/${type}` })),
    'boundaries/files': [{ category: 'barrel', pattern: 'src/index.ts' }],
  },
  rules: {
    'boundaries/no-unknown-files': 'error',
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkAllOrigins: true,
        message:
          '{{from.element.types}} may not import {{dependency.source}}: imports point one way (see eslint.config.js)',
        policies: [
          { allow: { to: { module: { origin: ['external', 'core'] } } } },
          // The GPU binding is optional, so only the neural road may ask for it.
          {
            from: { element: { types: { noneOf: ['neural'] } } },
            disallow: { dependency: { source: '@tensorflow/*' } },
            message: 'only neural may import {{dependency.source}}, which is optional',
          },
          {
            from: { element: { types: 'certificate' } },
            disallow: { to: { module: { origin: ['external', 'core'] } } },
            message: 'the certificate checker imports no package and nothing of Node: {{dependency.source}}',
          },
          ...Object.entries(mayImport).map(([type, allowed]) => ({
            from: { element: { type } },
            allow: { to: { element: { type: allowed } } },
          })),
          { from: { file: { categories: 'barrel' } }, allow: { to: { element: { type: folders } } } },
        ],
      },
    ],
  },
};

export default defineConfig(
  {
    ignores: [
      'dist/',
      'dist-bench/',
      'coverage/',
      'seeupo-report/',
      'seeupo-check/',
      'seeupo-atlas/',
      'seeupo-compare/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Messages interpolate counts, and exact numbers print themselves.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allow: ['Rational', 'RootSum', 'Interval', 'Decimal', 'bigint'] },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Without noUncheckedIndexedAccess a check that an indexed entry is there looks unnecessary to this rule.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: 'error',
    },
  },
  importBoundaries,
);
