#!/usr/bin/env node
// npm start: installs, builds, serves. Ctrl-C stops it.
import { command, prepare, root, runKith } from './prepare.mjs';

await command(async () => runKith(await prepare(), 'main', [], root));
