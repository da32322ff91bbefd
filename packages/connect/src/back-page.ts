import { listenForLeaving } from './leave.ts';

// The come-back page is complete without this. A link's token is in the fragment, which no server is sent: it is taken
// out of the address before anything else, and put into the form that asks for the last two words.
const token = location.hash.slice(1);
if (token) history.replaceState(null, '', location.pathname);
listenForLeaving(() => {});

const door = document.getElementById('door-link');
const field = door?.querySelector<HTMLInputElement>('input[name=token]');
if (token && door && field) {
  field.value = token;
  door.hidden = false;
  document.getElementById('door-code')?.remove();
  document.getElementById('half')?.focus();
}

for (const form of document.forms) {
  let isSending = false;
  form.addEventListener('submit', (event) => {
    // A second press while the first is on its way does nothing. Downloads stay on the page and may be repeated.
    if (isSending) event.preventDefault();
    isSending = !(event.submitter instanceof HTMLButtonElement && event.submitter.value.startsWith('download'));
  });
}
