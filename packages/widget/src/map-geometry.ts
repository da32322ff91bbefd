/** A point on the earth, WGS 84 degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

/** Kilometres east and north of the middle. Flat, which is right to a hundredth over the distances of a list. */
export function fromMiddle(point: Point, middle: Point): { east: number; north: number } {
  const perDegree = 111.2;
  return {
    east: (point.longitude - middle.longitude) * perDegree * Math.cos((middle.latitude * Math.PI) / 180),
    north: (point.latitude - middle.latitude) * perDegree,
  };
}

/** The middle between the outermost points. */
export function middleOf(points: readonly Point[]): Point {
  const between = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  return {
    latitude: between(points.map(({ latitude }) => latitude)),
    longitude: between(points.map(({ longitude }) => longitude)),
  };
}

/** Two to five rings at a round distance that hold the farthest place. @param farthest kilometres */
export function ringsFor(farthest: number): { stepKm: number; count: number } {
  const whole = 10 ** Math.floor(Math.log10(Math.max(farthest, 0.5)));
  const steps = [0.2, 0.5, 1, 2, 5].map((part) => Math.max(part * whole, 0.1));
  const stepKm = steps.find((step) => farthest / step <= 5) ?? 5 * whole;
  return { stepKm, count: Math.max(2, Math.ceil(farthest / stepKm)) };
}

/** 0 for the north, then clockwise in eighths, 7 for the north-west. */
export function eighthOf({ east, north }: { east: number; north: number }): number {
  return (Math.round(Math.atan2(east, north) / (Math.PI / 4)) + 8) % 8;
}
