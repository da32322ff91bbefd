import { docsOf, type ErrorCode, errorCodes } from '../graphql/error-codes.ts';

/** /graphql/errors: where `extensions.docs` of every error points. */
export function errorCodesPage(): string {
  const entries = (Object.entries(errorCodes) as [ErrorCode, string][]).map(
    ([code, meaning]) => `<dt id="${docsOf(code).split('#')[1]}"><code>${code}</code></dt><dd>${meaning}</dd>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Errors of the Kith API</title>
<h1>Errors of the Kith API</h1>
<p>Every error has <code>extensions.code</code>. Expected failures of a mutation are not here: they are members of its result union.</p>
<dl>${entries.join('')}</dl></html>`;
}
