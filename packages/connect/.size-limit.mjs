export default [
  { name: 'ask page', path: ['dist/assets/ask.*.js', 'dist/assets/chunk.*.js'], limit: '14 kB', brotli: true },
  {
    name: 'come-back page',
    path: ['dist/assets/back.*.js', 'dist/assets/chunk.*.js'],
    limit: '1.5 kB',
    brotli: true,
  },
];
