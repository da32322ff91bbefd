import css from './opened.css?inline';

// What opens from the list comes in a file of its own, after the first search.
export { AskFrame } from './AskFrame.tsx';
export { Filters } from './Filters.tsx';
export { MapButton } from './MapButton.tsx';
export { Nothing } from './Nothing.tsx';
export { fetchOpenedMessages } from './opened-messages.ts';
export { Remarks } from './Remarks.tsx';
export { ServiceScreen } from './ServiceScreen.tsx';

/** Its looks, on top of widget.css. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
