import { expect, it } from 'vitest';
import { pageLanguages, replaceable } from '../../packages/console/src/embed/replaceable-words.ts';
import { embedLanguages, replaceableTexts } from '../../packages/server/src/modules/partners/texts.ts';
import { en } from '../../packages/widget/src/messages/en.ts';

// Three packages that may not know each other speak of the same words.
it('offers a partner exactly the texts and languages that can be replaced, each with what Kith says there', () => {
  expect(replaceable.map(({ key }) => key)).toEqual([...replaceableTexts]);
  expect([...pageLanguages]).toEqual([...embedLanguages]);
  for (const { key, kiths } of replaceable) expect(kiths).toBe(en[key]);
});
