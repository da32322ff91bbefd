import { expect, it } from 'vitest';
import { eighthOf, fromMiddle, middleOf, ringsFor } from './map-geometry.ts';

it.each([
  [0, 0.1, 2],
  [0.9, 0.2, 5],
  [1.2, 0.5, 3],
  [4.1, 1, 5],
  [9.9, 2, 5],
  [26, 10, 3],
])('draws rings for %s km at %s km, %s of them', (farthest, stepKm, count) => {
  const rings = ringsFor(farthest);
  expect(rings.stepKm).toBeCloseTo(stepKm);
  expect(rings.count).toBe(count);
});

it('knows how far and in which direction a place is', () => {
  const sale = { latitude: 53.4246, longitude: -2.322 };
  const { east, north } = fromMiddle({ latitude: 53.4808, longitude: -2.2426 }, sale);
  expect(Math.hypot(east, north)).toBeCloseTo(8.18, 1);
  expect(eighthOf({ east, north })).toBe(1);
  expect(eighthOf({ east: 0, north: -1 })).toBe(4);
  expect(eighthOf({ east: -1, north: 1 })).toBe(7);
  const middle = middleOf([sale, { latitude: 53.5246, longitude: -2.522 }]);
  expect(middle.latitude).toBeCloseTo(53.4746);
  expect(middle.longitude).toBeCloseTo(-2.422);
});
