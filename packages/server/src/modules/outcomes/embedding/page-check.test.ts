import { describe, expect, it } from 'vitest';
import { checkPage } from './page-check.ts';

const KITH = 'https://kith.example.org';
const KEY = 'pk_riverside';
const script = `<script async src="${KITH}/v1/kith.js"></script>`;
const element = `<kith-widget partner="${KEY}"><p>999</p></kith-widget>`;

function codes(html: string, ...policies: string[]): string[] {
  const facts = { url: 'https://riverside.example.org/help', html, policies };
  return checkPage(facts, KITH, KEY).map(({ code }) => code);
}

describe('the check of a page', () => {
  it.each([
    ['script and element', script + element],
    [
      'the element before the script, without a protocol',
      `${element}<script src="//kith.example.org/v1/kith.abc123.js"></script>`,
    ],
    ['a frame', `<iframe src="${KITH}/embed?partner=${KEY}&near=M33"></iframe>`],
    ['a link', `<a href="${KITH}/connect?partner=${KEY}">Connect me</a>`],
  ])('is content with %s', (_what, html) => {
    expect(codes(html)).toEqual(['WORKS']);
  });

  it.each([
    ['nothing of Kith', '<p>Hello</p><script src="https://other.example/v1/kith.js"></script>', ['NOTHING_FOUND']],
    ['a script that was taken out', element, ['SCRIPT_REMOVED']],
    ['a script inside a comment', `<!-- ${script} -->${element}`, ['SCRIPT_REMOVED']],
    ['no place for it', script, ['ELEMENT_MISSING']],
    ['no key', `${script}<kith-widget></kith-widget>`, ['KEY_MISSING']],
    ['the key of somebody else', `<iframe src="${KITH}/embed?partner=pk_other"></iframe>`, ['OTHER_KEY']],
    ['text that only looks like it', '&lt;kith-widget&gt;', ['NOTHING_FOUND']],
    ['an empty page', '', ['NOTHING_FOUND']],
    ['broken HTML', `<div><p <b>${script}${element}<kith-`, ['WORKS']],
  ])('says so: %s', (_what, html, expected) => {
    expect(codes(html)).toEqual(expected);
  });

  it.each([
    ["default-src 'self'", ['POLICY_BLOCKS_SCRIPT', 'POLICY_BLOCKS_CONNECTION', 'POLICY_BLOCKS_FRAME']],
    [`default-src 'self' ${KITH}`, ['WORKS']],
    [`script-src 'self'; connect-src *; frame-src https:`, ['POLICY_BLOCKS_SCRIPT']],
    [`script-src *.example.org; connect-src 'none'`, ['POLICY_BLOCKS_CONNECTION']],
    [`script-src ${KITH}/v1/; connect-src ${KITH}; child-src 'none'`, ['POLICY_BLOCKS_FRAME']],
    [`script-src 'strict-dynamic' 'nonce-abc' ${KITH}`, ['POLICY_BLOCKS_SCRIPT']],
    ["style-src 'none'; img-src 'none'", ['WORKS']],
    [`default-src ${KITH}:8443`, ['POLICY_BLOCKS_SCRIPT', 'POLICY_BLOCKS_CONNECTION', 'POLICY_BLOCKS_FRAME']],
  ])('reads the policy %s', (policy, expected) => {
    expect(codes(script + element, policy)).toEqual(expected);
  });

  it('reads no more policies than a browser would, however many a page holds', () => {
    const metas = (policy: string, count: number) =>
      `<meta http-equiv="content-security-policy" content="${policy}">`.repeat(count);
    const blocking = metas("connect-src 'self'", 1);
    expect(codes(metas('img-src *', 100) + blocking + script + element)).toEqual(['POLICY_BLOCKS_CONNECTION']);
    expect(codes(metas('img-src *', 60_000) + blocking + script + element)).toEqual(['WORKS']);
  });

  it('counts every policy, in headers and in the page, and knows a nonce', () => {
    const meta = `<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">`;
    expect(codes(meta + script + element, 'script-src *', 'frame-src *')).toEqual(['POLICY_BLOCKS_CONNECTION']);
    const nonced = script.replace('<script', '<script nonce="abc"');
    expect(codes(nonced + element, `script-src 'strict-dynamic' 'nonce-abc'; connect-src ${KITH}`)).toEqual(['WORKS']);
  });

  it('gives the line to add, with what the policy has already', () => {
    const facts = {
      url: 'https://riverside.example.org/',
      html: script + element,
      policies: ["connect-src 'self' https://a.example"],
    };
    expect(checkPage(facts, KITH, KEY)).toEqual([
      {
        code: 'POLICY_BLOCKS_CONNECTION',
        isProblem: true,
        sentence:
          "The page's Content-Security-Policy blocks what the script asks for. Add Kith's address to connect-src.",
        line: `connect-src 'self' https://a.example ${KITH}`,
      },
    ]);
  });
});
