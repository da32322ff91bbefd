// The classic JSX transform is a few hundred bytes smaller than preact/jsx-runtime; build.ts injects this file.
export { Fragment, h } from 'preact';
