import css from './map.css?inline';

// The map comes in a file of its own, when somebody presses "Show on a map".
export { mapView } from './MapView.tsx';

/** Its looks, on top of widget.css. */
export const mapSheet = new CSSStyleSheet();
mapSheet.replaceSync(css);
