const SMALL = /^(and|at|by|for|in|of|on|or|the|to|with)$/;
// With a vowel, or a digit before them, or one of these: words. Without: initials, as NHS and BSL, and these.
const WORD = /^(\d|st|ltd|dr|(?!(uk|ci[co]|y[mw]ca|afc|lgbt.*)$).*[aeiouy])/;

/**
 * A name that a register wrote in capitals, as a person would write it: "14TH SALE SCOUT GROUP" is hard to read and some
 * screen readers spell it out. Names in any other writing stay as they are.
 */
export function calmName(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name.replace(/[\p{L}\d'’]+/gu, (word, at: number) => {
    const low = word.toLowerCase();
    if (at && SMALL.test(low)) return low;
    return WORD.test(low) ? word[0] + low.slice(1) : word;
  });
}
