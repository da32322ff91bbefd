import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AdvocacyKind, LifeArea, ProvisionType } from '../../packages/server/generated/prisma/enums.ts';
import { findSharedValue } from '../../packages/server/src/modules/people/shared-vocabulary.ts';
import { hsdsService, positionOf, townId } from './hsds.ts';
import { DISTRICTS, TOWN_CENTRE, TOWN_RADIUS_KM, type TownPlace } from './town/ashbridge.ts';
import { organizations } from './town/organizations.ts';
import { partners } from './town/partners.ts';
import { places } from './town/places.ts';
import type { TownService } from './town/service.ts';
import { services } from './town/services.ts';
import { advocates, colleagues, type TownAdvocate } from './town/staff.ts';
import { stories } from './town/stories.ts';
import { terms } from './town/terms.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const pages = JSON.stringify(services.map((service) => hsdsService(service, NOW)));
const everything = JSON.stringify({ services, organizations, places, terms, advocates, colleagues, stories, partners });
const running = services.filter(({ state }) => state === undefined || state === 'active');
const countOf = (has: (service: TownService) => boolean) => running.filter(has).length;

describe('what there is in Ashbridge', () => {
  it('is a whole town', () => {
    expect(Object.keys(organizations).length).toBeGreaterThanOrEqual(40);
    expect(running.length).toBeGreaterThanOrEqual(120);
  });

  it.each(Object.values(LifeArea))('has at least eight things for %s', (area) => {
    expect(countOf(({ areas }) => areas[0] === area)).toBeGreaterThanOrEqual(8);
  });

  it.each(Object.values(ProvisionType))('has several of %s', (kind) => {
    expect(countOf(({ kinds }) => kinds?.includes(kind) ?? false)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.values(AdvocacyKind))('has somebody for %s advocacy', (kind) => {
    expect(countOf(({ advocacy }) => advocacy?.includes(kind) ?? false)).toBeGreaterThanOrEqual(2);
  });

  it.each(Object.keys(terms))('has something under “%s”', (term) => {
    expect(countOf((service) => service.terms.some((name) => name === term))).toBeGreaterThanOrEqual(1);
  });

  it.each(['pl', 'ur', 'ar', 'cy', 'uk', 'bfi'] as const)('speaks %s somewhere', (code) => {
    expect(countOf(({ speaks }) => speaks?.includes(code) ?? false)).toBeGreaterThanOrEqual(2);
  });

  it.each(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])('has something to go to on %s', (day) => {
    expect(countOf(({ when }) => when?.some((text) => text.includes(day)) ?? false)).toBeGreaterThanOrEqual(5);
  });

  it('has what was checked long ago, what nobody checked, and what has stopped', () => {
    expect(countOf(({ checked }) => checked !== null && checked > 2 * 365)).toBeGreaterThanOrEqual(4);
    expect(countOf(({ checked }) => checked === null)).toBeGreaterThanOrEqual(1);
    expect(new Set(services.map(({ state }) => state ?? 'active'))).toEqual(
      new Set(['active', 'inactive', 'defunct', 'temporarily closed']),
    );
  });

  it('tells for every group what happens the first time', () => {
    const groups = running.filter(({ kinds }) => kinds?.some((kind) => kind === 'SELF_HELP_GROUP'));
    expect(groups.filter(({ first }) => !first).map(({ id }) => id)).toEqual([]);
  });

  it('has one refuge, in one place that must not be found', () => {
    const hidden = Object.entries<TownPlace>(places).filter(([, place]) => place.isSensitive);
    expect(hidden.map(([key]) => key)).toEqual(['lantern-house']);
    expect(services.filter(({ at }) => [at].flat().includes('lantern-house'))).toHaveLength(1);
  });
});

describe('how Ashbridge is told', () => {
  it('says every sentence once', () => {
    const told = services.flatMap(({ name, line, about, first }) => [name, line, about, ...(first ? [first] : [])]);
    expect(told.length).toBe(new Set(told).size);
    expect(services.length).toBe(new Set(services.map(({ id }) => id)).size);
  });

  it('uses short sentences, one line and a few of them', () => {
    for (const { id, line, about } of services) {
      const sentences = about.split(/(?<=[.?!])\s+/);
      expect(sentences.length, id).toBeGreaterThanOrEqual(2);
      expect(sentences.length, id).toBeLessThanOrEqual(5);
      for (const sentence of sentences) expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(28);
      expect(line.length, line).toBeLessThanOrEqual(110);
    }
  });

  // PRODUCT.md, D2; and no illness is named anywhere. "Temporarily closed" is HSDS's own word for a status.
  it('uses no word that makes people smaller', () => {
    const words = everything.replaceAll('"temporarily closed"', '');
    const banned =
      /\b(clients?|cases?|patients?|service users?|mentally ill|suffer\w*|(?:high|low)[- ]functioning|non-compliant|manipulative|treatment-resistant|chronic\w*|decompensat\w*|attention-seeking|committed|attempts?|discharged?|closed|refus\w+|refer(?:s|red|rals?)?|did not engage|hard to reach|schizo\w*|bipolar|depress\w*|psycho\w*|disorders?|anxiety|dementia|diagnos\w*)\b/gi;
    expect(words.match(banned) ?? []).toEqual([]);
  });

  it('wishes and shares only what the vocabulary has', () => {
    const shared = Object.values<TownAdvocate>(advocates).flatMap(({ shares }) => shares);
    const wished = stories.flatMap(({ wishes }) => wishes ?? []);
    for (const [dimension, value] of [...shared, ...wished])
      expect(findSharedValue(dimension, value), value).not.toBeNull();
  });
});

describe('Ashbridge can be nobody’s home', () => {
  it('uses only telephone numbers that are kept for stories', () => {
    const told = `${pages}${everything}`.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
    const numbers = told.match(/\+?\d[\d ]{8,}\d/g) ?? [];
    const phones = numbers.filter((text) => /^(?:\+44|0)/.test(text));
    expect(phones.length).toBeGreaterThan(100);
    for (const phone of phones) expect(phone).toMatch(/^(?:01632 960\d{3}|020 7946 0\d{3})$/);
  });

  it('uses only web and mail addresses that nobody can own', () => {
    const hosts = [...`${pages}${everything}`.matchAll(/(?:https?:\/\/|@)([\w.-]+\.\w+)/g)].map((match) => match[1]);
    expect(hosts.length).toBeGreaterThan(300);
    for (const host of hosts) expect(host).toMatch(/(?:^|\.)example\.org$|\.example$/);
  });

  it('lies in the sea, all of it', () => {
    const perDegree = 111.32;
    for (const place of Object.values(places)) {
      const { latitude, longitude } = positionOf(place);
      const north = (latitude - TOWN_CENTRE.latitude) * perDegree;
      const east = (longitude - TOWN_CENTRE.longitude) * perDegree * Math.cos((latitude * Math.PI) / 180);
      expect(Math.hypot(north, east), place.name).toBeLessThanOrEqual(TOWN_RADIUS_KM);
      // Off Northumberland the shore is west of 1.4° west.
      expect(longitude).toBeGreaterThan(-1);
    }
  });

  it('has postcodes of its own districts, each a different one', () => {
    const postcodes = Object.values(places).map(({ postcode }) => postcode);
    for (const postcode of postcodes) expect(Object.keys(DISTRICTS)).toContain(postcode.split(' ')[0]);
    expect(new Set(postcodes).size).toBe(postcodes.length);
    for (const code of Object.keys(DISTRICTS)) {
      expect(postcodes.filter((postcode) => postcode.startsWith(code)).length, code).toBeGreaterThanOrEqual(2);
    }
  });

  const shared = path.resolve(process.env.KITH_SHARED ?? '../shared', 'data/geo/uk-outcodes-academe.csv');
  it.skipIf(!existsSync(shared))('has no outward code that a real place has', () => {
    const real = new Set(
      readFileSync(shared, 'utf8')
        .split('\n')
        .map((line) => line.split(',')[0]),
    );
    expect(real.size).toBeGreaterThan(2_000);
    expect(Object.keys(DISTRICTS).filter((code) => real.has(code))).toEqual([]);
  });
});

it('gives everything the same id every time, and nothing the id of something else', () => {
  expect(townId('service', 'chess-and-a-cuppa')).toBe(townId('service', 'chess-and-a-cuppa'));
  const ids = services.map(({ id }) => townId('service', id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
