// The order of things: who may know whom. `npm run lint` fails on a violation (tests/contract/boundaries.test.ts plants one).
const modules = ['directory', 'partners', 'people', 'safety', 'peers', 'upkeep', 'plans', 'outcomes'];
const inModules = 'packages/server/src/modules';

/** A module may import those to its left, never those to its right. */
const leftToRight = modules.slice(0, -1).map((module, index) => ({
  name: `${module}-knows-only-the-left`,
  comment: `Modules have one order (${modules.join(' → ')}): import leftwards only. The right-hand module adds the field that joins two.`,
  severity: 'error',
  from: { path: `^${inModules}/${module}/` },
  to: { path: `^${inModules}/(${modules.slice(index + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^(packages|tests|prisma)', pathNot: '/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'front-ends-never-import-the-server',
      comment: 'packages/contract is all that the front ends know of the server.',
      severity: 'error',
      from: { path: '^packages/(widget|connect|console|ui|contract)/' },
      to: { path: '^packages/server/' },
    },
    {
      name: 'ui-knows-nobody',
      comment: 'ui is used by all front ends; it knows neither GraphQL nor them.',
      severity: 'error',
      from: { path: '^packages/ui/src/' },
      to: { path: '^packages/(?!ui/)|node_modules/(graphql|@urql|gql.tada)' },
    },
    {
      name: 'front-ends-do-not-know-each-other',
      severity: 'error',
      from: { path: '^packages/(widget|connect|console)/' },
      to: { path: '^packages/(widget|connect|console)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'the-server-renders-connect-and-knows-no-other-front-end',
      severity: 'error',
      from: { path: '^packages/server/src/' },
      to: { path: '^packages/(widget|console)/' },
    },
    ...leftToRight,
    {
      name: 'rules-are-pure',
      comment: 'rules.ts decides; it knows no clock, database or GraphQL.',
      severity: 'error',
      from: { path: `^${inModules}/[^/]+/rules\\.ts$` },
      to: {
        path: '^packages/server/src/(infra|graphql|http)/|node_modules/(pg|graphql|@pothos|@prisma)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'graphql-stays-at-the-edge',
      comment: 'Only graphql files touch the builder.',
      severity: 'error',
      from: { path: `^${inModules}/`, pathNot: '(graphql[^/]*\\.ts|\\.test\\.tsx?)$|/graphql/' },
      to: { path: '^packages/server/src/graphql/builder' },
    },
    {
      name: 'infra-knows-no-domain',
      severity: 'error',
      from: { path: '^packages/server/src/infra/', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/server/src/(modules|graphql|http)/' },
    },
    {
      name: 'modules-do-not-know-http',
      severity: 'error',
      from: { path: `^${inModules}/`, pathNot: '\\.test\\.tsx?$' },
      to: { path: '^packages/server/src/(http|testing)/' },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|node:)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/generated/|/dist/' },
    exclude: { path: '/(dist|generated|node_modules)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
