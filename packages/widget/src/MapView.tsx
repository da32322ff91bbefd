import type { calmName } from '@kith/ui/calm-name.ts';
import type { Fragment as FragmentOfPreact, h as hOfPreact, JSX } from 'preact';
import type { distanceWords, fill } from './format.ts';
import type { Kit } from './kit.ts';
import type { apart, listWords } from './list-words.ts';
import { eighthOf, fromMiddle, middleOf, type Point, ringsFor } from './map-geometry.ts';
import type { Mapped } from './map-query.ts';
import type { OpenedMessages } from './opened-messages.ts';

// In the drawing's own units; it is as wide as there is room, up to a limit.
const HALF = 160;
const EDGE = 14;
const DOT = 11;

/** What the file borrows from those that are there already. An import would cut their bundle into more files for everybody. */
export interface Borrowed {
  h: typeof hOfPreact;
  Fragment: typeof FragmentOfPreact;
  calmName: typeof calmName;
  distanceWords: typeof distanceWords;
  fill: typeof fill;
  apart: typeof apart;
  listWords: typeof listWords;
}

interface MapProps {
  kit: Kit;
  w: OpenedMessages;
  mapped: Mapped;
  onOpen: (id: string, opener: HTMLElement) => void;
}

/**
 * Where the places of the list lie to each other and to where somebody is: rings at round distances, a numbered dot for
 * each, and below it the names with distance and direction, which say the same without seeing. No streets: they would come
 * from somebody else (docs/decisions/0041).
 */
export function mapView({ h, Fragment, calmName, distanceWords, fill, apart, listWords }: Borrowed) {
  // The build's JSX calls what was borrowed (build.ts); tests and types have JSX of their own.
  void [h, Fragment];
  return function MapView({ kit: { m, lang }, w, mapped, onOpen }: MapProps): JSX.Element {
    const places = mapped.edges.map(({ node: { id, name, locations } }) => ({
      id,
      name: calmName(name),
      points: locations.flatMap(({ isSensitive, latitude, longitude }): Point[] =>
        !isSensitive && latitude !== null && longitude !== null ? [{ latitude, longitude }] : [],
      ),
    }));
    const shown = places.filter(({ points }) => points.length > 0);
    const others = places.filter(({ points }) => !points.length);
    const middle = mapped.place ?? middleOf(shown.flatMap(({ points }) => points));
    const dots = shown.flatMap(({ points }, at) => points.map((point) => ({ at, ...fromMiddle(point, middle) })));
    const rings = ringsFor(Math.max(0, ...dots.map(({ east, north }) => Math.hypot(east, north))));
    const distance = (km: number): string =>
      km < 1
        ? new Intl.NumberFormat(lang, { style: 'unit', unit: 'meter' }).format(Math.round(km * 1000))
        : distanceWords(m, lang, km);
    const scale = (HALF - EDGE) / (rings.count * rings.stepKm);
    const open = ({ currentTarget }: MouseEvent, at = 0): void =>
      (currentTarget as Element).closest('.map')?.querySelectorAll('button')[at]?.click();
    return (
      <div class="map" part="map">
        {shown.length > 0 && (
          <>
            <p>
              {fill(mapped.place ? w.rings : w.noPlace, {
                place: apart(mapped.place?.name ?? ''),
                distance: distance(rings.stepKm),
              })}
            </p>
            {/* The list below says all of it; pressing a dot is a short way for a pointer. */}
            <svg viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`} aria-hidden="true">
              {Array.from({ length: rings.count }, (_, ring) => (
                <circle key={ring} class="ring" r={(ring + 1) * rings.stepKm * scale} />
              ))}
              {mapped.place && <path class="middle" d="M-6 0H6M0-6V6" />}
              {together(dots, scale).map(({ x, y, numbers }) => (
                // biome-ignore lint/a11y/noStaticElementInteractions: the list has the same as a button
                <g key={`${x} ${y}`} class="dot" onClick={(event) => open(event, numbers[0])}>
                  <title>{numbers.map((at) => shown[at]?.name).join(', ')}</title>
                  <circle cx={x} cy={y} r={DOT} />
                  <text x={x} y={y}>
                    {(numbers[0] ?? 0) + 1}
                    {numbers.length > 1 && '+'}
                  </text>
                </g>
              ))}
            </svg>
            <ol>
              {shown.map(({ id, name, points }) => {
                const [nearest] = points
                  .map((point) => fromMiddle(point, middle))
                  .toSorted((one, other) => Math.hypot(one.east, one.north) - Math.hypot(other.east, other.north));
                const km = nearest ? Math.hypot(nearest.east, nearest.north) : 0;
                return (
                  <li key={id}>
                    <button type="button" class="link" onClick={(event) => onOpen(id, event.currentTarget)}>
                      <bdi>{name}</bdi>
                    </button>{' '}
                    {mapped.place && nearest && (
                      <span class="hint">
                        {distanceWords(m, lang, km)}
                        {km >= 1 && ` · ${w.compass.split(', ')[eighthOf(nearest)]}`}
                      </span>
                    )}
                  </li>
                );
              })}
            </ol>
          </>
        )}
        {others.length > 0 && (
          <p class="hint">
            {fill(w.notOnMap, {
              names: listWords(
                lang,
                others.map(({ name }) => apart(name)),
              ),
            })}
          </p>
        )}
      </div>
    );
  };
}

/** Dots that would lie over each other become one with all their numbers. */
function together(
  dots: readonly { at: number; east: number; north: number }[],
  scale: number,
): { x: number; y: number; numbers: number[] }[] {
  const drawn: { x: number; y: number; numbers: number[] }[] = [];
  for (const { at, east, north } of dots) {
    const x = Math.round(east * scale);
    const y = Math.round(-north * scale);
    const near = drawn.find((one) => Math.hypot(one.x - x, one.y - y) < DOT * 1.6);
    if (!near) drawn.push({ x, y, numbers: [at] });
    else if (!near.numbers.includes(at)) near.numbers.push(at);
  }
  return drawn;
}
