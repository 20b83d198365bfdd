// Lint rules: strict typed rules for the app, the import directions between its folders, and the few house rules that
// can be checked. Where a rule is relaxed, the house style asks for what it forbids.
import { defineConfig, globalIgnores } from 'eslint/config'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** And what draws their inputs at random, or sets up what they move. */
const tests = '**/{*.test,any-*,*-rig}.ts'

const forbid = (regex, message) => ({ regex, message })

const forbidValues = (regex, message) => ({ regex, message, allowTypeImports: true })

/** Matches the way up and then down into a folder that is none of `allowed`: the way out of one's own folder. */
const outExceptInto = (...allowed) => `^(\\.\\./)+(?!(${allowed.join('|')})/)[^./][^/]*/`

/** Matches the path to a folder or file, from wherever it starts. */
const into = (...names) => `^\\.{1,2}/(.*/)?(${names.join('|')})(/|$)`

const electron = forbid(
  '^electron(/|$)',
  'Only src-main/electron.ts, src-main/electron/ and src-preload know Electron.',
)

const electronFiles = forbid(into('electron'), 'Only src-main/electron.ts imports what is in src-main/electron/.')

const entryFiles = forbid('^(\\.\\./)+(electron|server|cli|main)$', 'Nothing imports an entry file.')

const otherProcesses = (...names) => forbid(into(...names), 'The processes share src-common only.')

/** A worker's path comes from an import with a query, and is no dependency on its code. */
const engineCode = forbidValues(
  '^\\.{1,2}/(.*/)?engine/(?!.*\\?)',
  'Of the engine, only types and the path of its worker.',
)

const imports = (patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] })

/** The rules of one folder. A later block replaces an earlier one whole, so each names all that it forbids. */
const layer = (files, ...patterns) => ({ files, rules: imports([electron, entryFiles, ...patterns]) })

/** Packages that a folder may use; its tests are free. */
function packages(files, allowed, ...patterns) {
  const others = forbid(`^(?!\\.|(${allowed.join('|')})(/|$))`, `Packages here: ${allowed.join(', ') || 'none'}.`)
  return [layer(files, ...patterns), { ...layer(files, others, ...patterns), ignores: [tests] }]
}

const foundation = ['base', 'time', 'midi', 'device', 'model', 'edit']

/** Inside the domain a folder imports only those to its left; the last ones do not import one another, but stems play. */
const domainOrder = [
  ...foundation.map((name, index) => [name, foundation.slice(0, index + 1)]),
  ...['record', 'play', 'smf'].map((name) => [name, [...foundation, name]]),
  ['audio', ['base', 'audio']],
  ['stems', [...foundation, 'play', 'audio', 'stems']],
  ['doctor', ['base', 'time', 'midi', 'device', 'model', 'doctor']],
]

const domainLayers = domainOrder.flatMap(([name, allowed]) =>
  packages(
    [`src-common/domain/${name}/**/*.ts`],
    ['midi-file'],
    forbid(outExceptInto(...allowed), `domain/${name} imports only ${allowed.join(', ')}.`),
  ),
)

const layers = [
  layer(['**/*.ts', '**/*.svelte']),
  ...domainLayers,
  ...packages(
    ['src-common/rpc/**/*.ts'],
    ['valibot'],
    forbid(outExceptInto('rpc', 'domain', 'virtual'), 'rpc imports types of src-common only.'),
    forbidValues('^(\\.\\./)+(domain|virtual)/', 'rpc imports types of src-common only.'),
  ),
  ...packages(
    ['src-common/virtual/**/*.ts'],
    [],
    forbid(outExceptInto('virtual', 'domain'), 'The virtual box imports the domain only.'),
  ),
  ...packages(
    ['src-main/engine/**/*.ts'],
    ['node:.*', '@julusian/midi'],
    forbid(outExceptInto('engine', 'src-common'), 'The engine imports src-common only.'),
  ),
  // A test of the host may put it together with an engine, as the program does.
  layer(
    ['src-main/host/**/*.ts'],
    forbid(outExceptInto('host', 'src-common', 'engine'), 'The host imports src-common only.'),
    forbid('^@julusian/midi', 'Only the engine talks to MIDI.'),
  ),
  {
    ...layer(
      ['src-main/host/**/*.ts'],
      forbid(outExceptInto('host', 'src-common', 'engine'), 'The host imports src-common only.'),
      forbid('^@julusian/midi', 'Only the engine talks to MIDI.'),
      engineCode,
    ),
    ignores: [tests],
  },
  layer(['src-main/{server,serve}.ts'], electronFiles, engineCode, otherProcesses('src-renderer', 'src-preload')),
  layer(['src-main/cli.ts', 'src-main/cli/**/*.ts'], electronFiles, otherProcesses('src-renderer', 'src-preload')),
  {
    files: ['src-main/electron.ts', 'src-main/electron.test.ts', 'src-main/electron/**/*.ts'],
    rules: imports([engineCode, otherProcesses('src-renderer', 'src-preload')]),
  },
  {
    files: ['src-preload/**/*.ts'],
    rules: imports([
      forbid(outExceptInto('src-common'), 'The preload imports types of src-common/rpc only.'),
      forbidValues(into('src-common'), 'The preload imports types of src-common/rpc only.'),
    ]),
  },
  layer(
    ['src-renderer/{canvas,input}/**/*.ts'],
    forbid(outExceptInto('canvas', 'input', 'src-common'), 'canvas and input import src-common only.'),
    forbid('^(svelte|node:)', 'canvas and input know neither Svelte nor Node.'),
  ),
  layer(
    ['src-renderer/state/**/*.ts'],
    forbid(outExceptInto('state', 'src-common'), 'state imports src-common only.'),
    forbid('^node:', 'The renderer does not know Node.'),
  ),
  layer(
    ['src-renderer/commands/**/*.ts'],
    forbid(
      outExceptInto('commands', 'actions', 'table', 'state', 'canvas', 'src-common'),
      'commands import state, canvas and src-common only.',
    ),
    forbid('^(svelte|node:)', 'commands know neither Svelte nor Node.'),
  ),
  layer(
    ['src-renderer/views/**/*.{ts,svelte}'],
    otherProcesses('src-main', 'src-preload'),
    forbid('^node:', 'The renderer does not know Node.'),
  ),
  layer(
    ['src-renderer/*.{ts,svelte}'],
    otherProcesses('src-main', 'src-preload'),
    forbid('^node:', 'The renderer does not know Node.'),
  ),
]

const relaxed = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],

  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  // Data is a `type`, behaviour an `interface`: a choice that a rule cannot make.
  '@typescript-eslint/consistent-type-definitions': 'off',
  // `as` says what is known; `!` stays forbidden.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  // `when => done(act(when))` is how requests without an answer are written.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // Patterns of steps are written as strings of ASCII and spread.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
}

/** A null where a test expects none is a failed test anyway. */
const relaxedInTests = {
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/unbound-method': 'off',
}

const defaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'No default exports: one name for one thing.',
}

const lazyElectron = {
  selector:
    'ImportExpression[source.value="electron"], CallExpression[callee.name="require"][arguments.0.value="electron"]',
  message: 'In plain Node this starts to download Electron.',
}

const typed = ['**/*.ts', '**/*.svelte']

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'test-results/', 'playwright-report/', '.svelte-check/']),
  { files: ['**/*.{js,mjs}'], extends: [ts.configs.recommended] },
  {
    files: typed,
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: relaxed,
  },
  { files: [tests, 'e2e/**', 'bench/**'], rules: relaxedInTests },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    // State that is replaced as a whole is raw on purpose; what comes fast is not reactive at all.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  ...layers,
  {
    files: ['src-*/**', 'e2e/**', 'bench/**'],
    rules: { 'no-restricted-syntax': ['error', defaultExport, lazyElectron] },
  },
  { files: ['src-*/**'], rules: { 'no-console': 'error' } },
  { files: ['src-main/cli/**', 'src-main/cli.ts', 'src-main/server.ts'], rules: { 'no-console': 'off' } },
)
