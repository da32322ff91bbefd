import type { Kith } from '../../packages/server/src/kith.ts';

/** Fills an empty database with the demo town. */
export async function seedDemoTown(_kith: Kith): Promise<void> {}
