import { beingHeard } from './being-heard.ts';
import { caring } from './caring.ts';
import { circles } from './circles.ts';
import { company } from './company.ts';
import { dayToDay } from './day-to-day.ts';
import { eveningsOut } from './evenings-out.ts';
import { health } from './health.ts';
import { home } from './home.ts';
import { learning } from './learning.ts';
import { money } from './money.ts';
import type { TownService } from './service.ts';
import { thingsToDo } from './things-to-do.ts';
import { waysIntoWork } from './ways-into-work.ts';
import { work } from './work.ts';

/** Everything that somebody in Ashbridge can go to, use or join. */
export const services: readonly TownService[] = [
  ...work,
  ...waysIntoWork,
  ...home,
  ...thingsToDo,
  ...eveningsOut,
  ...learning,
  ...beingHeard,
  ...money,
  ...health,
  ...caring,
  ...company,
  ...circles,
  ...dayToDay,
];
