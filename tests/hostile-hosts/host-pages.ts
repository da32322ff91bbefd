import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { HostPage } from '../support/engines/host-site.ts';

const LOADER = '<script async nonce="{nonce}" src="{kith}/v1/kith.js"></script>';
const WIDGET = '<kith-widget partner="pk_demo_riverside" loading="eager"></kith-widget>';

/** The strictest that Kith promises to work under; only scripts differ. */
const policy = (scripts: string): string =>
  `default-src 'none'; script-src ${scripts}; style-src 'none'; connect-src {kith}; frame-src {kith}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;

/** Prototype.js, MooTools and their like, as they are still found on the sites of small charities. */
const PATCHES = `
for (const kind of [Object, Array, String, Number]) {
  Object.defineProperty(kind.prototype, 'toJSON', { configurable: true, value() { return 'patched'; } });
}
Object.prototype.everywhere = function () { return 'everywhere'; };
Array.prototype.each = function (work) { this.forEach(work); };
Array.from = function (list) { const all = []; for (let at = 0; at < list.length; at += 1) all.push(list[at]); return all; };
// WebDriver reads WebKit's pages with their own JSON.
if (location.search !== '?own-json') JSON.stringify = function () { return '"patched"'; };
const TruePromise = Promise;
window.Promise = class HostPromise extends TruePromise { done() { return this; } };
const trueFetch = fetch;
window.fetch = function (address, options) { window.fetched = (window.fetched || 0) + 1; return trueFetch.call(window, address, options); };
Element.prototype.hide = function () { this.style.display = 'none'; };
// Everything that hangs on what the page shares with Kith, as text; and whether the page's own are still the page's own.
const own = [window.fetch, window.Promise, JSON.stringify, console.error, console.warn, history.pushState, history.replaceState];
window.names = function () {
  const shared = [Object, Array, String, Number, Function, Promise, TruePromise, Node, Element, HTMLElement, ShadowRoot, EventTarget, JSON, console, history];
  let all = '';
  for (const one of shared) all += Object.getOwnPropertyNames(one.prototype || one).join() + Object.getOwnPropertyNames(one).join() + ';';
  return all + [window.fetch, window.Promise, JSON.stringify, console.error, console.warn, history.pushState, history.replaceState].every((one, at) => one === own[at]);
};
window.before = names();`;

/** Loaders of modules and builds that left their names on the page. A script that looks for them is told off. */
const MODULES = `
window.calls = '';
window.define = function () { calls += 'define '; };
define.amd = {};
window.require = function () { calls += 'require '; };
window.module = { get exports() { calls += 'module '; return {}; }, set exports(value) { calls += 'module '; } };
window.exports = {};
window.process = { get env() { calls += 'process '; return {}; } };`;

const guide = readFileSync(new URL('../../docs/embed.md', import.meta.url), 'utf8');
/** What docs/embed.md gives to paste, in its order, with this Kith's address and the demo partner's key. */
const given = (language: string): string[] =>
  [...guide.matchAll(/```(\w+)\n(.*?)\n```/gs)].flatMap(([, name, text = '']) =>
    name === language
      ? [text.replaceAll('https://kith.example.org', '{kith}').replaceAll('pk_your_key', 'pk_demo_riverside')]
      : [],
  );
/** A page with nothing but that on it, under the policy that the guide asks for and not a word more. */
const pasted = (body: string): HostPage => ({
  policy: `default-src 'none'; ${given('csp')[0]?.replace('script-src', 'script-src {watch}')}; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  script: '',
  body,
});

/** @param kith its address */
export async function hostPages(kith: string): Promise<Record<string, HostPage>> {
  const single = await (await fetch(`${kith}/v1/kith.single.js`)).arrayBuffer();
  const singleHash = `sha256-${createHash('sha256').update(new Uint8Array(single)).digest('base64')}`;
  const strict = policy("'nonce-{nonce}'");
  const [script = '', frame = '', link = ''] = given('html');
  const boxed = (sandbox: string): string =>
    `<iframe title="Kith" width="400" height="900" src="{kith}/embed?partner=pk_demo_riverside" sandbox="${sandbox}"></iframe>`;
  return {
    'guide-script': pasted(script),
    'guide-frame': pasted(frame),
    'guide-link': pasted(link),
    plain: {},
    'csp-nonce': { policy: strict },
    'csp-dynamic': { policy: policy("'nonce-{nonce}' 'strict-dynamic'") },
    'csp-hash': {
      policy: policy(`{watch} '${singleHash}'`),
      script: '',
      body: `${WIDGET}<script src="{kith}/v1/kith.single.js" integrity="${singleHash}" crossorigin="anonymous"></script>`,
    },
    isolated: {
      policy: strict,
      headers: {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      },
    },
    loud: {
      head: `<style>html { font-size: 62.5% } * { all: revert; font-size: 40px !important; color: red !important; letter-spacing: 9px !important }
        kith-widget { margin-left: 33px } kith-widget.gone { display: none }</style>`,
    },
    patched: { head: `<script>${PATCHES}</script>` },
    modules: {
      head: `<script>${MODULES}</script>`,
      body: `<script>window.before = Object.keys(window).join(' ');</script>${WIDGET}`,
    },
    rtl: {
      html: 'lang="ar" dir="rtl"',
      body: `<kith-widget partner="pk_demo_riverside" loading="eager" lang="en"></kith-widget>`,
    },
    dark: { head: '<style>:root { color-scheme: dark; background: #111 }</style>' },
    shortcuts: {
      head: `<script>
        window.shortcuts = '';
        for (const type of ['keydown', 'keypress', 'keyup']) document.addEventListener(type, (event) => { shortcuts += event.key; });
      </script>`,
    },
    dialog: {
      body: `<div style="position: fixed; inset: 0; z-index: 2147483647; pointer-events: none">Cookies!</div>
        <dialog style="padding: 0"><p><a href="#x">First</a></p>${WIDGET}</dialog>
        <script nonce="{nonce}">document.querySelector('dialog').showModal();</script>`,
    },
    narrow: {
      body: `<div style="display: flex">${WIDGET}</div><div style="float: left">${WIDGET}</div><br style="clear: both">
        <table><tr><td>${WIDGET}</td></tr></table><div style="width: 220px">${WIDGET}</div>
        <dialog open style="position: static">${WIDGET}</dialog>`,
    },
    twice: {
      script: `<script>
        window.warned = '';
        console.warn = (text) => { warned += text + '\\n'; };
        class Older extends HTMLElement {}
        window.Kith = window.Kith || [];
      </script>${LOADER}<script async src="{kith}/v1/kith.js?another"></script>
      <script async src="{kith}/v1/kith.single.js"></script>`,
    },
    older: {
      script: `<script>
        window.warned = '';
        console.warn = (text) => { warned += text + '\\n'; };
        customElements.define('kith-widget', class extends HTMLElement { connectedCallback() { this.textContent = 'an older Kith'; } });
      </script>${LOADER}`,
    },
    far: { body: `<p style="height: 5000px">Long</p><kith-widget partner="pk_demo_riverside"></kith-widget>` },
    queue: {
      head: `<script>window.Kith = window.Kith || []; Kith.push(['search', { text: 'meet people' }]);</script>`,
      body: '<kith-widget partner="pk_demo_riverside" loading="manual"></kith-widget>',
    },
    mounts: { body: '<div id="place"></div><div id="elsewhere"></div>' },
    listening: {
      head: `<script>
        window.heard = '';
        addEventListener('message', (event) => { heard += event.origin + ' ' + Object.keys(event.data).join() + ' ' + Object.values(event.data).join() + '\\n'; });
        for (const name of ['ready', 'open', 'close', 'select', 'submitted', 'error']) {
          document.addEventListener('kith:' + name, (event) => { heard += 'kith:' + name + ' ' + Object.keys(event.detail).join() + '\\n'; });
        }
      </script>`,
    },
    recorder: {
      head: `<script src="/rrweb.js"></script><script>
        window.recorded = [];
        rrweb.record({ emit: (event) => recorded.push(JSON.stringify(event)), recordCrossOriginIframes: true });
      </script>`,
    },
    frame: { body: frame },
    // Where forms may not be sent, and where Kith may not even be of its own origin.
    sandboxed: { body: boxed('allow-scripts allow-same-origin') },
    opaque: { body: boxed('allow-scripts') },
  };
}

/** Of other makers: a session recorder, as on many a partner's page. */
export const hostFiles: Record<string, string> = {
  'rrweb.js': readFileSync(
    path.join(path.dirname(createRequire(import.meta.url).resolve('rrweb')), 'rrweb.umd.min.cjs'),
    'utf8',
  ),
};
