// Moved to src/plain-text.ts, so that modules to the left can use it. Import from there.
export { readLine, readText, tidyText } from '../../plain-text.ts';
