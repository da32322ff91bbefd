import { Hono } from 'hono';
import type { Config } from '../config.ts';

/** The demo partner's website: another origin, as in life. */
export function createDemoPartner(_config: Config): Hono {
  return new Hono();
}
