import type pg from 'pg';
import { findInGazetteer } from './gazetteer.ts';

/** WGS 84 degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

/**
 * Where first halves of postcodes and ZIPs are, asked all at once: from the addresses in the directory, then from the
 * gazetteer, which only knows the wider area. A code that neither knows is left out.
 */
export async function placesOf(pool: pg.Pool, codes: readonly string[]): Promise<Map<string, Point>> {
  const wanted = [...new Set(codes.map((code) => code.toUpperCase()))];
  const places = new Map<string, Point>();
  if (wanted.length === 0) return places;
  const { rows } = await pool.query<{ key: string } & Point>(
    `SELECT DISTINCT ON (key) key, latitude, longitude FROM place
     WHERE kind IN ('OUTWARD_CODE', 'ZIP') AND key = ANY ($1::text[]) ORDER BY key, weight DESC`,
    [wanted],
  );
  for (const { key, latitude, longitude } of rows) places.set(key, { latitude, longitude });
  for (const code of wanted) {
    if (places.has(code)) continue;
    const area = outwardAreaOf(code);
    const [spot] = /^\d/.test(area) ? findInGazetteer('zip', area) : findInGazetteer('area', area);
    if (spot) places.set(code, { latitude: spot.latitude, longitude: spot.longitude });
  }
  return places;
}

/** "M33" → "M"; a ZIP → its first three digits. */
export function outwardAreaOf(outwardCode: string): string {
  const code = outwardCode.toUpperCase();
  return /^[A-Z]+/.exec(code)?.[0] ?? code.slice(0, 3);
}
