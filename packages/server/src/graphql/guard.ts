import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  type ValidationRule,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { costOf, rootFieldsOf } from './cost.ts';
import { refusal } from './error-codes.ts';
import { limits } from './limits.ts';
import { isWishTimed, opennessOf } from './open-data.ts';
import { withCode } from './refusals.ts';
import { refuseShape, tooMuch } from './shape.ts';

/** What GraphQL tells the HTTP edge about an operation. */
export interface OperationReport {
  /** See Openness in open-data.ts. */
  isOpenData?: boolean;
  isKept?: boolean;
  isTimed?: boolean;
  isMutation?: boolean;
  /** It searches the directory. */
  isSearch?: boolean;
  /** Doing it twice is the same as doing it once: a query, or a write with an idempotency key. */
  isRepeatable?: boolean;
}

/** Refuses operations over the limits before they cost anything, and tells the cost of the others. */
export function useLimits(isProduction: boolean): Plugin<{ report?: OperationReport; request?: Request }> {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }));
      return ({ result, replaceParseResult }) => {
        const problem = isSyntaxError(result) ? tokenLimit(result) : refuseShape(result);
        // An Error as result makes the parse fail with it.
        if (problem) replaceParseResult(problem as never);
      };
    },
    onValidate({ addValidationRule }) {
      if (isProduction) addValidationRule(NoSchemaIntrospectionCustomRule as ValidationRule);
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const problem = refuseWay(args.contextValue?.request) ?? refuseCost(args);
      if (typeof problem !== 'number') setResultAndStopExecution({ errors: [problem] });
    },
    onExecute({ args, setResultAndStopExecution }) {
      const requested = refuseCost(args);
      if (typeof requested !== 'number') {
        setResultAndStopExecution({ errors: [requested] });
        return undefined;
      }
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cost: { requested, maximum: limits.cost } } });
        },
      };
    },
  };
}

/** An address can be opened by any page; and events that nobody can be sent would wait for nobody. */
function refuseWay(request: Request | undefined): GraphQLError | null {
  if (request?.method === 'GET')
    return refusal('METHOD_NOT_ALLOWED', 'Subscribe by POST.', { http: { status: 405, headers: { allow: 'POST' } } });
  if (request && !request.headers.get('accept')?.includes('text/event-stream'))
    return refusal('BAD_USER_INPUT', 'Subscribe with the header accept: text/event-stream.', { http: { status: 406 } });
  return null;
}

/** Whether everything that a mutation does carries an idempotency key. Fragments are taken for a no. */
function carriesKey({ selectionSet }: OperationDefinitionNode, variables: Record<string, unknown>): boolean {
  return selectionSet.selections.every((selection) => {
    if (selection.kind !== 'Field') return false;
    if (selection.name.value === '__typename') return true;
    const input = selection.arguments?.find(({ name }) => name.value === 'input')?.value;
    if (input?.kind === 'Variable') {
      const given = variables[input.name.value];
      return isKey(typeof given === 'object' && given !== null ? Reflect.get(given, 'idempotencyKey') : undefined);
    }
    if (input?.kind !== 'ObjectValue') return false;
    const key = input.fields.find(({ name }) => name.value === 'idempotencyKey')?.value;
    return isKey(
      key?.kind === 'Variable' ? variables[key.name.value] : key?.kind === 'StringValue' ? key.value : undefined,
    );
  });
}

function isKey(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** What an operation is, for the edge, and its cost; or why it may not run. */
function refuseCost(args: {
  document: DocumentNode;
  operationName?: string | null;
  schema: GraphQLSchema;
  variableValues?: Record<string, unknown> | null;
  contextValue?: { report?: OperationReport };
}): number | GraphQLError {
  const { document, operationName, schema, contextValue, variableValues } = args;
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const operation = operationName ? operations.find(({ name }) => name?.value === operationName) : operations[0];
  // graphql-js says itself what is wrong with the name.
  if (!operation) return 0;
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === 'FragmentDefinition')
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const report = contextValue?.report;
  if (report) {
    report.isMutation = operation.operation === 'mutation';
    report.isRepeatable =
      operation.operation === 'query' || (report.isMutation && carriesKey(operation, variableValues ?? {}));
    const { isOpenData, isKept, isTimed } = opennessOf(schema, document, operation, fragments);
    report.isOpenData = isOpenData;
    report.isKept = isKept;
    report.isTimed = isOpenData && (isTimed || isWishTimed(variableValues));
    report.isSearch = rootFieldsOf({ operation, fragments }).has('services');
  }
  try {
    const requested = costOf({ schema, operation, fragments, variables: variableValues ?? {} });
    return requested > limits.cost ? tooMuch('cost', requested) : requested;
  } catch (problem) {
    return problem as GraphQLError;
  }
}

/** Every error that leaves has one of our codes, wherever it came from. */
export function useErrorCodes(isProduction: boolean): Plugin {
  return {
    onExecutionResult({ result, setResult }) {
      if (!result || Array.isArray(result) || Symbol.asyncIterator in result || !('errors' in result)) return;
      setResult({ ...result, errors: result.errors?.map((error) => withCode(error, isProduction)) ?? [] });
    },
  };
}

function isSyntaxError(result: unknown): result is Error {
  return result instanceof Error;
}

function tokenLimit(error: Error): GraphQLError | null {
  return /Document contains more th[ae][nt] \d+ tokens/.test(error.message)
    ? tooMuch('tokens', limits.tokens + 1)
    : null;
}
