import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import ts from 'typescript';

export interface PersistedDocumentsOptions {
  /** Folder of the client: its src/ is read and its dist/persisted.json is written. */
  clientDir: string;
  /**
   * Where `__typename` is added. 'everywhere' for clients whose cache follows mutations by type;
   * 'unions' (and interfaces) keeps answers small for clients that only read.
   */
  typename?: 'everywhere' | 'unions';
  /** Leaves the hash alone, without the shape of a document that urql wants. */
  isBare?: boolean;
}

/** A place in a client's source where graphql(`…`) is called. */
interface Call {
  start: number;
  end: number;
  text: string;
}

/**
 * Replaces every graphql(`…`) of a client by the hash of its document and writes dist/persisted.json
 * {hash: text}, all that the client can ever send. The build fails when a document cannot be resolved
 * or does not fit schema.graphql.
 */
export function persistedDocuments({
  clientDir,
  typename = 'everywhere',
  isBare = false,
}: PersistedDocumentsOptions): Plugin {
  return {
    name: 'kith-persisted-documents',
    setup(build) {
      const schema = readSchema();
      let fragments = new Map<string, FragmentDefinitionNode>();
      let persisted: Record<string, string> = {};
      build.onStart(() => {
        fragments = readFragments(path.join(clientDir, 'src'));
        persisted = {};
      });
      build.onLoad({ filter: /\.tsx?$/ }, async ({ path: file }) => {
        if (file.includes(`${path.sep}node_modules${path.sep}`)) return null;
        const source = await readFile(file, 'utf8');
        if (!source.includes('graphql(') || !source.includes('@kith/contract/')) return null;
        try {
          const contents = replaceCalls(file, source, (text) => {
            const operation = resolve(text, fragments, schema, typename);
            if (operation === null) return isBare ? '{}' : `{kind:'Document',definitions:[]}`;
            const hash = createHash('sha256').update(operation).digest('hex');
            persisted[hash] = operation;
            return isBare ? `{documentId:'${hash}'}` : `{kind:'Document',definitions:[],documentId:'${hash}'}`;
          });
          return { contents, loader: file.endsWith('x') ? 'tsx' : 'ts', watchFiles: [schemaFile] };
        } catch (error) {
          return { errors: [{ text: error instanceof Error ? error.message : String(error), location: { file } }] };
        }
      });
      build.onEnd(async (result) => {
        if (result.errors.length > 0) return;
        const sorted = Object.fromEntries(Object.entries(persisted).sort(([a], [b]) => a.localeCompare(b)));
        await mkdir(path.join(clientDir, 'dist'), { recursive: true });
        await writeFile(path.join(clientDir, 'dist', 'persisted.json'), `${JSON.stringify(sorted, null, 1)}\n`);
      });
    },
  };
}

const schemaFile = path.join(import.meta.dirname, '..', 'schema.graphql');

function readSchema(): GraphQLSchema {
  return buildSchema(readFileSync(schemaFile, 'utf8'));
}

/** Every fragment of the client by its name. Two fragments of one name would be ambiguous in a document. */
function readFragments(sourceDir: string): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const file of globSync('**/*.{ts,tsx}', { cwd: sourceDir }).sort()) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const source = readFileSync(path.join(sourceDir, file), 'utf8');
    for (const { text } of findCalls(file, source)) {
      for (const definition of parse(text).definitions) {
        if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
        const { value: name } = definition.name;
        if (fragments.has(name)) throw new Error(`${file}: there are two fragments called ${name}. Rename one.`);
        fragments.set(name, definition);
      }
    }
  }
  return fragments;
}

function replaceCalls(file: string, source: string, replace: (text: string) => string): string {
  let result = source;
  for (const call of findCalls(file, source).reverse()) {
    result = result.slice(0, call.start) + replace(call.text) + result.slice(call.end);
  }
  return result;
}

function findCalls(file: string, source: string): Call[] {
  if (!source.includes('graphql(')) return [];
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const calls: Call[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'graphql') {
      const [document] = node.arguments;
      if (!document || !ts.isStringLiteralLike(document)) {
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
        throw new Error(
          `${file}:${line + 1}: graphql() takes a plain literal, so that it can be replaced by its hash.`,
        );
      }
      calls.push({ start: node.getStart(), end: node.getEnd(), text: document.text });
    }
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return calls;
}

/** The whole document of an operation with the fragments it needs; null: it is a fragment itself. */
function resolve(
  text: string,
  fragments: Map<string, FragmentDefinitionNode>,
  schema: GraphQLSchema,
  typename: 'everywhere' | 'unions',
): string | null {
  const own = parse(text);
  const operations = own.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > 1) throw new Error('One graphql() call holds one operation.');
  if (operations.length === 0) return null;
  const needed = new Map<string, FragmentDefinitionNode>();
  const collect = (node: DocumentNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value: name } }) {
        if (needed.has(name)) return;
        const fragment = fragments.get(name);
        if (!fragment) throw new Error(`There is no fragment called ${name}.`);
        needed.set(name, fragment);
        collect(fragment);
      },
    });
  };
  collect(own);
  // Types only: gql.tada reads it, the server does not know it.
  const whole: DocumentNode = visit(
    { kind: Kind.DOCUMENT, definitions: [...operations, ...needed.values()] },
    { Directive: ({ name }) => (name.value === '_unmask' ? null : undefined) },
  );
  const [problem] = validate(schema, whole);
  if (problem)
    throw new Error(`${operations[0]?.name?.value ?? 'An operation'} does not fit schema.graphql: ${problem.message}`);
  return stripIgnoredCharacters(print(addTypenames(whole, schema, typename)));
}

function addTypenames(document: DocumentNode, schema: GraphQLSchema, typename: 'everywhere' | 'unions'): DocumentNode {
  const types = new TypeInfo(schema);
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(set: SelectionSetNode): SelectionSetNode | undefined {
          const parent = types.getParentType();
          if (!parent || roots.has(parent as never)) return undefined;
          if (typename === 'unions' && !isAbstractType(parent)) return undefined;
          const has = set.selections.some((one) => one.kind === Kind.FIELD && one.name.value === '__typename');
          if (has) return undefined;
          const field = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
          return { ...set, selections: [...set.selections, field] };
        },
      },
    }),
  );
}
