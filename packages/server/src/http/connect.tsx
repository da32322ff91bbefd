import { Hono } from 'hono';
import type { Kith } from '../kith.ts';

export function connectPages(_kith: Kith): Hono {
  return new Hono();
}
