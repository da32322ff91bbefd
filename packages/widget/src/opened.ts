import css from './opened.css?inline';

// What opens from the list comes in a file of its own, after the first search.
export { end, middle, top } from './AroundList.tsx';
export { AskFrame } from './AskFrame.tsx';
export { fetchOpenedMessages } from './opened-messages.ts';
export { ServiceScreen } from './ServiceScreen.tsx';

/** Its looks, on top of widget.css. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
