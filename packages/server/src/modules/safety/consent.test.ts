import { expect, it } from 'vitest';
import { consentTextOf, currentConsent, isCurrentConsent } from './consent.ts';
import { consentTexts } from './consent-texts.ts';

it.each(consentTexts)('keeps the words of consent $version ($language) as they were when people said yes', (data) => {
  expect(Buffer.from(consentTextOf(data).hash).toString('hex')).toBe(data.sha256);
});

it('asks for each purpose with its own statement', () => {
  const consent = currentConsent('en');
  expect(consent.statements.map((statement) => statement.purpose)).toEqual(['HANDLE_REQUEST', 'SHARE_WITH_ADVOCATE']);
  for (const statement of consent.statements) expect(consent.text).toContain(statement.text);
});

it.each(['written', 'spoken'] as const)('says when something is passed on without a yes (%s)', (way) => {
  const { text } = currentConsent('en', way);
  expect(text).toContain('somebody may be in danger');
  expect(text).toContain('Then two people decide together.');
  expect(text).toMatch(/tell (me|you) first whenever that is safe/);
  if (way === 'spoken') expect(text).not.toMatch(/this page|this site|I agree/);
});

it('keeps one version for what is read and what is read out, so that a form of either is taken', () => {
  expect(currentConsent('en', 'spoken').version).toBe(currentConsent('en').version);
});

it('answers in English when it has no text in the language', () => {
  expect(currentConsent('cy-GB').language).toBe('en');
  expect(currentConsent('EN-us').language).toBe('en');
});

it.each(['', '2025-01-01', null, undefined])('does not take %j for the current version', (version) => {
  expect(isCurrentConsent(version)).toBe(false);
});
