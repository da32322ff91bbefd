// Neutral, always there, the same for everybody (GOV.UK's choice for "Exit this page").
const NEUTRAL_SITE = 'https://www.bbc.co.uk/weather';
const PRESSES = 3;
const WITHIN_MS = 5000;

/** Blanks the window at once and puts a neutral site in its place, so that Back does not lead here. */
export function leave(root: HTMLElement): void {
  const blank = document.createElement('div');
  blank.className = 'blank';
  blank.popover = 'manual';
  root.replaceChildren(blank);
  document.title = '';
  try {
    blank.showPopover();
  } catch {
    // Before browsers had popovers: hide the page instead.
    document.documentElement.hidden = true;
  }
  try {
    (window.top ?? window).location.replace(NEUTRAL_SITE);
  } catch {
    window.location.replace(NEUTRAL_SITE);
  }
}

/** Calls back when Shift alone is pressed three times within five seconds. Not Escape: it means other things here. */
export function onThreeShifts(callback: () => void): () => void {
  let pressed: number[] = [];
  const listen = ({ key, repeat, timeStamp }: KeyboardEvent): void => {
    if (repeat) return;
    pressed = key === 'Shift' ? [...pressed, timeStamp].slice(-PRESSES) : [];
    if (pressed.length === PRESSES && timeStamp - (pressed[0] ?? 0) < WITHIN_MS) callback();
  };
  window.addEventListener('keydown', listen, true);
  return () => window.removeEventListener('keydown', listen, true);
}
