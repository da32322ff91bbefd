import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.ts';

type Headers = Record<string, string>;

/** Runs an operation and fails when it was refused. */
export async function ask<T>(app: TestApp, headers: Headers, document: string, variables: object = {}): Promise<T> {
  const { data, errors } = await app.run<T>(document, variables as Record<string, unknown>, headers);
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

export const SAVE = `mutation($input: SaveImportSourceInput!) { saveImportSource(input: $input) {
  __typename ... on SaveImportSourcePayload { source { id key everyHours nextRunAt appliesUpTo } } ... on UserError { message } } }`;

/** A saved source; without an address, somebody brings files. */
export async function aSource(app: TestApp, headers: Headers, input: object): Promise<string> {
  const { saveImportSource } = await ask<{ saveImportSource: { source?: { id: string }; message?: string } }>(
    app,
    headers,
    SAVE,
    { input },
  );
  if (!saveImportSource.source) throw new Error(saveImportSource.message);
  return saveImportSource.source.id;
}

/** Brings a file, in parts of `partBytes`, as the console does. */
export async function bring(
  app: TestApp,
  headers: Headers,
  sourceId: string,
  name: string,
  content: string | Buffer,
  partBytes = 1024 ** 2,
): Promise<Response> {
  const bytes = Buffer.from(content);
  const parts = Math.max(1, Math.ceil(bytes.length / partBytes));
  const upload = randomUUID();
  for (let part = 0; ; part++) {
    const query = new URLSearchParams({ source: sourceId, upload, part: `${part}`, parts: `${parts}`, name });
    const response = await app.fetch(
      new Request(`http://localhost:4000/console/upload?${query}`, {
        method: 'POST',
        headers: { ...headers, origin: 'http://localhost:4000', 'x-kith-client': 'console' },
        body: new Uint8Array(bytes.subarray(part * partBytes, (part + 1) * partBytes)),
      }),
    );
    if (part === parts - 1 || !response.ok) return response;
  }
}

export const RUN = `query($id: ID!, $tab: ImportTab!) { importRun(id: $id) {
  id status problem added changed removed unsure notUsable repaired unchanged changedSince undoUntil appliedBy undoneBy startedBy
  rows(tab: $tab, first: 50) { totalCount edges { node { entity title isUnsure reasons fields { label before after } } } } } }`;

export interface RunSeen {
  id: string;
  status: string;
  problem: string | null;
  added: number;
  changed: number;
  removed: number;
  unsure: number;
  changedSince: number;
  undoUntil: string | null;
  appliedBy: string | null;
  rows: {
    totalCount: number;
    edges: {
      node: {
        entity: string;
        title: string;
        isUnsure: boolean;
        reasons: string[];
        fields: { label: string; before: string[]; after: string[] }[];
      };
    }[];
  };
}

export async function seeRun(app: TestApp, headers: Headers, id: string, tab = 'CHANGED'): Promise<RunSeen> {
  const { importRun } = await ask<{ importRun: RunSeen }>(app, headers, RUN, { id, tab });
  return importRun;
}

/** Asks for a step of an import; the round of the job takes it. */
export async function step(
  app: TestApp,
  headers: Headers,
  call: string,
): Promise<{ __typename: string; message?: string; run?: { id: string } }> {
  const { answer } = await ask<{ answer: { __typename: string; message?: string; run?: { id: string } } }>(
    app,
    headers,
    `mutation { answer: ${call} { __typename ... on ImportStepPayload { run { id } } ... on UserError { message } } }`,
  );
  await app.runJob('import directories');
  return answer;
}

/** Brings a file and has it read. @returns the id of the import */
export async function preview(
  app: TestApp,
  headers: Headers,
  sourceId: string,
  name: string,
  content: string | Buffer,
) {
  const response = await bring(app, headers, sourceId, name, content);
  if (!response.ok) throw new Error(await response.text());
  const { run, message } = await step(app, headers, `previewImport(sourceId: "${sourceId}")`);
  if (!run) throw new Error(message);
  return run.id;
}
