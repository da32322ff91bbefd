// Ashbridge on the Wend is on no map. Its middle lies in the North Sea, so that no pin can point at anybody's door, and
// its outward codes start with letters that the Royal Mail does not hand out.

/** Middle of the invented town, WGS 84 degrees: open sea, about 70 km off the coast. */
export const TOWN_CENTRE = { latitude: 55.25, longitude: -0.4 };
/** Everything in town lies within this distance of its middle. */
export const TOWN_RADIUS_KM = 9;
export const TOWN = 'Ashbridge';
export const COUNTY = 'Wendshire';

/** Districts by outward code. */
export const DISTRICTS = {
  ZZ1: 'Old Wharf',
  ZZ2: 'Riverside',
  ZZ3: 'Hillside',
  ZZ4: 'Mill Fields',
  ZZ5: 'Station Quarter',
  ZZ6: 'Larkmoor',
} as const;
export const VILLAGE = DISTRICTS.ZZ6;
export type OutwardCode = keyof typeof DISTRICTS;

export interface TownPlace {
  name: string;
  street: string;
  postcode: `${OutwardCode} ${number}${string}`;
  /** Kilometres north and east of the middle of town. */
  north: number;
  east: number;
  access: readonly AccessTerm[];
  /** What a newcomer should know about getting in. */
  accessNote?: string;
  /** How to get there. */
  getThere?: string;
  /** Must not be found. */
  isSensitive?: boolean;
}

export type AccessTerm =
  | 'Step-free entrance'
  | 'Wheelchair access'
  | 'Accessible toilet'
  | 'Lift'
  | 'Hearing loop'
  | 'Quiet room'
  | 'Blue Badge parking'
  | 'Assistance dogs welcome'
  | 'Changing place';
