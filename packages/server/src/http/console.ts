import { Hono } from 'hono';
import type { Kith } from '../kith.ts';

export function consolePages(_kith: Kith): Hono {
  return new Hono();
}
