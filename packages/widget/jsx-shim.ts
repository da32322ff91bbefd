// The classic JSX transform is a few hundred bytes smaller than preact/jsx-runtime; build.ts gives this file to every .tsx.
export { Fragment, h } from 'preact';
