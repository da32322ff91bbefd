import gazetteer from './gazetteer.json' with { type: 'json' };

/** A place that is known by one key. */
export interface Spot {
  key: string;
  name: string;
  region: string;
  country: string;
  latitude: number;
  longitude: number;
  /** How many addresses it comes from. */
  weight: number;
}

type Entry = [name: string, region: string, country: string, latitude: number, longitude: number, zips: string[]];

const towns = (gazetteer.towns as Entry[]).map(([name, region, country, latitude, longitude, zips]) => ({
  spot: { key: name.toLowerCase(), name, region, country, latitude, longitude, weight: 1 },
  zips,
}));
const areas = (gazetteer.areas as [string, string, number, number][]).map(([key, name, latitude, longitude]) => ({
  key,
  name,
  region: '',
  country: 'GB',
  latitude,
  longitude,
  weight: 1,
}));

/** Places of the packaged gazetteer: a UK postcode area ("M"), the first three digits of a ZIP, or a town's plain name. */
export function findInGazetteer(kind: 'area' | 'zip' | 'town', key: string | ((key: string) => boolean)): Spot[] {
  const fits = typeof key === 'string' ? (other: string) => other === key : key;
  if (kind === 'area') return areas.filter((area) => fits(area.key));
  if (kind === 'zip') return towns.filter((town) => town.zips.some(fits)).map((town) => town.spot);
  return towns.filter((town) => fits(town.spot.key)).map((town) => town.spot);
}

/** Slips between two words: a letter too many, too few or another, or two that changed places. Stops counting past `most`. */
export function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      const isSwap = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + same,
          isSwap ? (before[j - 2] ?? most) + 1 : most + 1,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return row[right.length] ?? most + 1;
}
