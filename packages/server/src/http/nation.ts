import type { Context } from 'hono';
import { Nation } from '../../generated/prisma/enums.ts';

/** Whose urgent-help numbers to show first: as asked, else where the browser's language is at home, else England. */
export function nationOf(c: Context): Nation {
  const asked = c.req.query('nation') ?? '';
  if (Object.hasOwn(Nation, asked)) return Nation[asked as Nation];
  const [first = ''] = (c.req.header('accept-language') ?? '').split(',');
  return /-US\b/i.test(first) ? 'UNITED_STATES' : 'ENGLAND';
}
