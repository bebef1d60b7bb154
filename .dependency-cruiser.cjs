/**
 * Who may import whom. Each rule says what a room may reach; everything else in the project is forbidden to it.
 * `npm test` runs it by scripts/checks/imports.mjs, and tests/architecture/imports.test.ts plants a violation of each.
 */

// Tests beside their files, and the suite that the Telegram port is held to.
const TEST = ['\\.test\\.tsx?$', '^lib/telegram/contract/'];

// Code of the product's rooms that runs while the extension is built, in Node.
const BUILD = '^lib/telegram/build/';

// The rooms of lib/ that are not systems of the CRM.
const PLATFORM = 'bus|store|telegram|page|words';
const MODEL = `^lib/(?!(?:${PLATFORM})/)[^/]+/(?!contract\\.ts$)[^/]+\\.ts$`;
const CONTRACT = '^lib/[^/]+/contract\\.ts$';
const PORT = '^lib/telegram/port(\\.ts$|/)';
const OURS = '^(entrypoints|components|lib|tests|scripts)/';

/** Small libraries without a clock, a DOM or storage of their own. */
const PURE = 'node_modules/(valibot|fractional-indexing|date-fns|rrule|libphonenumber-js)/';

/** A rule that forbids a room every file of ours that is not listed. */
function room(name, from, mayReach, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: TEST },
    to: { path: OURS, pathNot: mayReach },
  };
}

module.exports = {
  forbidden: [
    room('model', MODEL, [MODEL, PORT], 'Models are pure: they may import other models.'),
    {
      name: 'model-packages',
      comment: 'Models may use small pure libraries only: no clock, no DOM, no browser, no Dexie.',
      severity: 'error',
      from: { path: MODEL, pathNot: TEST },
      to: { pathNot: ['^lib/', '^(entrypoints|components|tests|scripts)/', PURE] },
    },
    room('contract', CONTRACT, [MODEL, CONTRACT], 'Contracts may import models, and the shapes of other contracts.'),
    room('bus', '^lib/bus/', ['^lib/bus/', MODEL, CONTRACT], 'The bus knows models and contracts.'),
    room('store', '^lib/store/', ['^lib/store/', MODEL, CONTRACT, PORT], 'The store knows models and contracts.'),
    room('port', PORT, [PORT, MODEL, CONTRACT], 'The port speaks in the words of models and contracts.'),
    {
      name: 'port-by-type',
      comment: "Models and the store speak of the port's shapes; nothing of it runs in them.",
      severity: 'error',
      from: { path: [MODEL, '^lib/store/'], pathNot: TEST },
      to: { path: PORT, dependencyTypesNot: ['type-only'] },
    },
    room('page', '^lib/page/', ['^lib/page/', MODEL, CONTRACT], 'The page room knows models and contracts.'),
    room('words', '^lib/words/', ['^lib/words/'], 'The catalogue of words imports nothing of ours.'),
    room(
      'mtcute',
      '^lib/telegram/mtcute/',
      ['^lib/telegram/', MODEL, '^lib/store/'],
      'The MTProto implementation knows the port, models and the store.',
    ),
    {
      name: 'service',
      comment:
        'A service may import its own model and contract, those of other systems, the Telegram port, the store and the bus.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/service/', pathNot: TEST },
      to: {
        path: OURS,
        pathNot: ['^lib/$1/', MODEL, CONTRACT, PORT, '^lib/store/', '^lib/bus/', '^lib/words/', '^lib/[^/]+/service/'],
      },
    },
    {
      name: 'service-to-service',
      comment:
        'Another service is reached through an explicit deps parameter: its types may be imported, its code not.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/service/', pathNot: TEST },
      to: { path: '^lib/[^/]+/service/', pathNot: '^lib/$1/', dependencyTypesNot: ['type-only'] },
    },
    room(
      'component',
      '^components/',
      ['^components/', MODEL, CONTRACT, '^lib/bus/client\\.ts$', '^lib/words/'],
      'Components may import contracts, models, the bus client, other components and words.',
    ),
    {
      name: 'panel-to-panel',
      comment: 'A panel is one folder: what two panels share lives in components/ui or a folder of its own.',
      severity: 'error',
      from: { path: '^components/(sidebar|popup|workspace)/', pathNot: TEST },
      to: { path: '^components/(sidebar|popup|workspace)/', pathNot: '^components/$1/' },
    },
    {
      name: 'ui-is-the-ground',
      comment: 'The design system knows no panel.',
      severity: 'error',
      from: { path: '^components/ui/', pathNot: TEST },
      to: { path: '^components/(?!ui/)' },
    },
    room(
      'content-script',
      '^entrypoints/telegram\\.content',
      ['^entrypoints/telegram\\.content', '^lib/page/', '^lib/bus/client\\.ts$', MODEL, CONTRACT],
      'The content script may import the page room, the bus client, models and contracts.',
    ),
    {
      name: 'content-script-is-tiny',
      comment: 'Every kilobyte of the content script is paid for on each load of Telegram Web.',
      severity: 'error',
      from: { path: '^(entrypoints/telegram\\.content|lib/page/)', pathNot: TEST },
      to: {
        path: 'node_modules/(preact|@preact|dexie|webextension-polyfill|@wxt-dev|@mtcute|lucide-preact|uplot|libphonenumber-js)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-the-store-has-dexie',
      comment: 'Rows are sealed and opened in one room; nobody else touches the database.',
      severity: 'error',
      from: { path: '^(entrypoints|components|lib)/', pathNot: ['^lib/store/', ...TEST] },
      to: { path: 'node_modules/dexie/' },
    },
    {
      name: 'only-mtcute-has-mtcute',
      comment: 'A change of the MTProto library touches one folder.',
      severity: 'error',
      from: { path: '^(entrypoints|components|lib)/', pathNot: ['^lib/telegram/mtcute/', BUILD, ...TEST] },
      to: { path: 'node_modules/(@mtcute|@fuman)/' },
    },
    {
      name: 'product-without-tests',
      comment: 'Nothing that goes to users imports tests, scripts, a test beside it, or code of the build.',
      severity: 'error',
      from: { path: '^(entrypoints|components|lib)/', pathNot: TEST },
      to: { path: ['^tests/', '^scripts/', ...TEST, BUILD] },
    },
    {
      name: 'product-without-node',
      comment: 'The extension runs in a browser.',
      severity: 'error',
      from: { path: '^(entrypoints|components|lib)/', pathNot: [...TEST, BUILD] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'entrypoints-are-ends',
      comment: 'Entrypoints wire; nothing imports them.',
      severity: 'error',
      from: { path: '^(components|lib)/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle of code has no first file to read. Types may point both ways, and so may what is loaded later.',
      severity: 'error',
      from: { path: OURS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'unresolved',
      comment: 'An import that is not found is not checked by any rule above.',
      severity: 'error',
      from: { path: OURS },
      to: { couldNotResolve: true, pathNot: '\\?(raw|url|inline)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'require', 'node', 'default', 'types'],
    },
  },
};
