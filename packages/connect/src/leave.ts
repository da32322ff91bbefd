/** Ordinary, public, and somewhere that anybody may have been. */
export const neutralSite = 'https://www.bbc.co.uk/weather';

const PRESSES = 3;
const WITHIN_MS = 5_000;

/**
 * "Leave this page": on the button, on the hidden link at the top, and on Shift three times within five seconds. Never
 * Esc, which closes other things. The page is blank before anything is loaded.
 * @param tellHost a partner's page around this one has to go blank as well
 */
export function listenForLeaving(tellHost: () => void): void {
  let presses: number[] = [];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      presses = [];
      return;
    }
    if (event.repeat) return;
    const now = performance.now();
    presses = [...presses.filter((at) => now - at < WITHIN_MS), now];
    if (presses.length >= PRESSES) leave(tellHost);
    else announce(PRESSES - presses.length);
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-leave]') : null;
    if (!link) return;
    event.preventDefault();
    leave(tellHost);
  });
  // A page that comes back from the browser's memory after leaving must not show what it held.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}

/** Blank at once, words gone, then somewhere else in place of this page. */
export function leave(tellHost: () => void): void {
  blank();
  tellHost();
  if (window.top && window.top !== window) {
    try {
      window.top.location.replace(neutralSite);
    } catch {
      // A sandboxed frame may not; the host was told and does it.
    }
  } else {
    history.replaceState(null, '', '/');
    location.replace(neutralSite);
  }
}

/** Takes every word off the page and out of its fields. */
export function blank(): void {
  for (const form of document.forms) {
    form.reset();
    for (const field of form.elements) {
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
        field.defaultValue = field.value = '';
    }
  }
  document.title = ' ';
  document.body.replaceChildren();
  document.documentElement.style.background = '#fff';
}

function announce(left: number): void {
  const status = document.getElementById('leave-status');
  if (status)
    status.textContent = left === 1 ? 'Press Shift once more to leave.' : `Press Shift ${left} more times to leave.`;
}
