// Puts five widgets into each look and opens a different screen in each: the start, a list with its map, nothing found, one
// place, urgent help. Only this page reaches into the widget like that; yours need not.
const screens = {
  start: () => undefined,
  list: async (root) => {
    await search(root, 'meet people');
    (await found(root, '[part="results"] > button[aria-expanded]')).click();
  },
  nothing: (root) => search(root, 'qzxv'),
  place: async (root) => {
    await search(root, 'meet people');
    (await found(root, '.card button')).click();
  },
  urgent: (root) => root.querySelector('.ways button').click(),
};

async function search(root, words) {
  const field = root.querySelector('#words');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  root.querySelector('form [type="submit"]').click();
  await found(root, '[part="results"] h2');
}

function found(root, selector) {
  return new Promise((resolve) => {
    const look = () => root.querySelector(selector) ?? undefined;
    const now = look();
    if (now) return resolve(now);
    const observer = new MutationObserver(() => {
      const then = look();
      if (!then) return;
      observer.disconnect();
      resolve(then);
    });
    observer.observe(root, { childList: true, subtree: true });
  });
}

for (const section of document.querySelectorAll('section')) {
  for (const [name, show] of Object.entries(screens)) {
    const widget = document.createElement('kith-widget');
    widget.dataset.screen = name;
    widget.setAttribute('partner', 'pk_demo_riverside');
    widget.setAttribute('loading', 'eager');
    widget.addEventListener('kith:ready', async () =>
      show(
        await found(widget.shadowRoot, '.root').then(async (root) => {
          await found(root, '#words');
          return root;
        }),
      ),
    );
    section.append(widget);
  }
}
