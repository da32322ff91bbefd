import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Our word → Lucide's. One more line here and `node packages/ui/src/write-icons.ts` add an icon.
const chosen: Record<string, string> = {
  work: 'briefcase',
  home: 'house',
  thingsToDo: 'palette',
  learning: 'book-open',
  beingHeard: 'megaphone',
  money: 'wallet',
  health: 'heart-pulse',
  caring: 'hand-heart',
  people: 'users',
  dailyLife: 'shopping-basket',
  phone: 'phone',
  text: 'message-square',
  email: 'mail',
  place: 'map-pin',
  time: 'clock',
  day: 'calendar',
  close: 'x',
  back: 'arrow-left',
  search: 'search',
  newTab: 'external-link',
  urgent: 'life-buoy',
  done: 'check',
  warning: 'triangle-alert',
  notice: 'info',
  problem: 'circle-alert',
  online: 'globe',
  peer: 'handshake',
  cost: 'banknote',
  offline: 'wifi-off',
  more: 'chevron-down',
};

type Shape = [tag: string, attributes: Record<string, string>];

/** Every shape as one path, so that an icon is one string and one element. */
function toPath([tag, at]: Shape): string {
  const number = (name: string): number => Number(at[name] ?? 0);
  if (tag === 'path') return fromOrigin(at.d ?? '');
  if (tag === 'line') return `M${at.x1} ${at.y1}L${at.x2} ${at.y2}`;
  if (tag === 'circle') {
    const r = number('r');
    return `M${number('cx') - r} ${at.cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  }
  if (tag === 'rect') {
    const r = number('rx');
    const [w, h] = [number('width') - 2 * r, number('height') - 2 * r];
    const corner = (x: number, y: number): string => `a${r} ${r} 0 0 1 ${x} ${y}`;
    return `M${number('x') + r} ${at.y}h${w}${corner(r, r)}v${h}${corner(-r, r)}h${-w}${corner(-r, -r)}v${-h}${corner(r, -r)}`;
  }
  throw new Error(`Lucide's <${tag}> is new here: say how it becomes a path.`);
}

/** A path that starts relative starts from where the one before it ended, once they are joined. */
function fromOrigin(path: string): string {
  return path.replace(/^m(-?[\d.]+)[ ,]?(-?[\d.]+)\s*(?=[-\d.])/, 'M$1 $2l').replace(/^m/, 'M');
}

const nodes = JSON.parse(
  await readFile(createRequire(import.meta.url).resolve('lucide-static/icon-nodes.json'), 'utf8'),
) as Record<string, Shape[]>;
const lines = Object.entries(chosen).map(([name, lucide]) => {
  const shapes = nodes[lucide];
  if (!shapes) throw new Error(`Lucide has no icon called ${lucide}.`);
  return `export const ${name}Icon =\n  '${shapes.map(toPath).join('')}';`;
});
await writeFile(
  fileURLToPath(new URL('icons.ts', import.meta.url)),
  `// Written by write-icons.ts. Shapes: Lucide, ISC licence, Copyright (c) 2026 Lucide Icons and Contributors\n// (some from Feather, MIT, Copyright (c) 2013-2023 Cole Bemis). See https://lucide.dev/license.\n${lines.join('\n')}\n`,
);
