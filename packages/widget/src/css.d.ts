/** The build bundles the stylesheet, with what it imports, into one string. */
declare module '*.css?inline' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: what esbuild's text loader exports
  export default text;
}
