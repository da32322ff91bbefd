import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { schema } from '../../packages/server/src/graphql/schema.ts';
import { type Named, namedThings } from './coordinates.ts';

const things = namedThings(schema);

/** Words about people that Kith does not use (PRODUCT.md D2), and illness, which it does not keep. */
const banned =
  /\b(clients?|patients?|service users?|sufferers?|suffers?|mentally ill|(?<!in )cases?|low functioning|high functioning|(non-?)?complian(t|ce)|manipulative|(treatment-)?resistant|chronic|decompensat\w+|attention-?seeking|committed suicide|failed attempts?|discharged?|refused|did not engage|hard to reach|risk scores?|referrals?|refers?|referred|vulnerable|victims?|disorders?|symptoms?|diagnos\w+|schizo\w+|bipolar|nhs number|date of birth|dob)\b/i;

/** For or against treatment: Kith stands beside it and takes no side (S16). */
const takesSides = new RegExp(
  [
    String.raw`\b(cures?|cured|curing|heals|get well soon|recovered from)\b`,
    String.raw`\b(stop|start|come off|cut down|keep) (taking |on )?(your |the |any )?(medicines?|medications?|meds|tablets|pills|treatment)\b`,
    String.raw`\b(instead of|better than|rather than|no need for|without needing) (a |your |any )?(doctor|psychiatrist|therap\w+|treatment|medicines?|medication)\b`,
    String.raw`\b(treatment|medicines?|medication|therap\w+|psychiatry) (works?|helps?|harms?|fails?|is needed|is not needed|does not)\b`,
    String.raw`\banti-?psychiatry\b|\byou (should|must|need to) (see|ask|go to|tell) (a |your )(doctor|gp|psychiatrist)\b`,
  ].join('|'),
  'i',
);

/** Where such a word is right, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'ServiceConnection.placeProblem': 'These clients are programs.',
};

/** Sentences of pages and letters in which such a word is right. */
const rightlySaid: readonly string[] = [
  // Programs that ask.
  'clients must say so',
  'x-kith-client',
  'PostgreSQL refused the sign-in',
  // A format of directories.
  'Open Referral',
  // The name of a journal.
  'Schizophrenia Bulletin 32.',
  // Columns and words of the database.
  'refused = $',
  'unsure, refused, report',
  "'REFUSED')",
];

/** "promisedBy" → "promised By", "RATHER_NOT" → "RATHER NOT" */
function spoken({ name, description }: Named): string {
  return `${name.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2')}. ${description ?? ''}`;
}

it('describes everything that it names', () => {
  const silent = things.filter(({ description }) => !description?.trim()).map(({ coordinate }) => coordinate);
  expect(silent).toEqual([]);
});

it('ends every description that is more than a word like a sentence', () => {
  const unfinished = things
    .filter(({ description }) => description?.includes(' ') && !/[.?!)"”…]$/.test(description.trim()))
    .map(({ coordinate, description }) => `${coordinate}: ${description}`);
  expect(unfinished).toEqual([]);
});

it('speaks of people as people', () => {
  const found = things
    .filter(
      (thing) => !(thing.coordinate in exceptions) && (banned.test(spoken(thing)) || takesSides.test(spoken(thing))),
    )
    .map(
      (thing) =>
        `${thing.coordinate}: "${(banned.exec(spoken(thing)) ?? takesSides.exec(spoken(thing)))?.[0]}" in "${spoken(thing)}"`,
    );
  expect(found).toEqual([]);
});

it('has no place for a diagnosis, a score or an identity number (S17, P6)', () => {
  const names = things
    .map(({ coordinate }) => coordinate)
    .filter((name) => /diagnos|illness|icd|dsm|risk|score|nhsNo|birth/i.test(name));
  expect(names).toEqual([]);
});

const packages = fileURLToPath(new URL('../../packages', import.meta.url));
/** Where people read what stands there: pages, letters, the console, and what the server answers. */
const spokenIn = ['server/src', 'connect/src', 'console/src', 'ui/src', 'widget/src', 'contract/src'];
/** What others wrote, and what machines read. */
const notOurs = /\/(generated|testing|node_modules|dist|fixtures)\/|\.test\.tsx?$|\.d\.ts$/;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !notOurs.test(file));
}

/** Sentences in a source file, SQL too: texts with a space in them, and what stands between tags. */
function sentencesIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isJsxText(node)
    )
      if (/\S\s+\S/.test(node.text)) found.push(node.text.replaceAll(/\s+/g, ' ').trim());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false));
  return found;
}

it('knows a sentence that takes sides about treatment when it sees one', () => {
  for (const sentence of [
    'Peers cure loneliness.',
    'Stop your tablets.',
    'Better than therapy',
    'You should see your GP.',
  ])
    expect(sentence).toMatch(takesSides);
  expect('We do not give treatment. We say nothing for or against medicine.').not.toMatch(takesSides);
});

it('speaks so on every page, in every letter and in every answer', { timeout: 120_000 }, () => {
  const found = spokenIn
    .flatMap((folder) => filesIn(path.join(packages, folder)))
    .flatMap((file) => sentencesIn(file).map((sentence) => ({ file, sentence })))
    .filter(
      ({ sentence }) =>
        (banned.test(sentence.replaceAll(/\bCASE\b/g, '')) || takesSides.test(sentence)) &&
        !rightlySaid.some((known) => sentence.includes(known)),
    )
    .map(({ file, sentence }) => {
      const [word] = banned.exec(sentence) ?? takesSides.exec(sentence) ?? [];
      return `${path.relative(packages, file)}: "${word}" in "${sentence}"`;
    });
  expect(found).toEqual([]);
});
