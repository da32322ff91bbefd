import { Hono } from 'hono';
import type { Kith } from '../kith.ts';

export function widgetFiles(_kith: Kith): Hono {
  return new Hono();
}
