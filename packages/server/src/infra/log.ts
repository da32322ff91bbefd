import { type DestinationStream, pino } from 'pino';

/**
 * The log. It takes ids, counts, durations and error names; never words, names, contact details, tokens or addresses.
 * Fields that could carry them are cut out even when somebody passes them by mistake.
 */
export type Log = ReturnType<typeof createLog>;

export function createLog(level: string, destination?: DestinationStream) {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'variables',
          'body',
          'headers',
          'words',
          'reach',
          'email',
          'token',
          'code',
          'input',
          '*.variables',
          '*.body',
          '*.headers',
          '*.words',
          '*.reach',
          '*.email',
          '*.token',
          '*.code',
          '*.input',
        ],
        censor: '(left out)',
      },
      serializers: {
        // A database or mail error repeats values in its message, which may have many lines: keep the kind and the place.
        err: (error: Error & { code?: unknown }) => ({
          type: error.name,
          // Not "code": that name is cut out, since a person's come-back words have it too.
          errorCode: codeOf(error),
          stack: placesOf(error),
        }),
      },
    },
    ...(destination ? [destination] : []),
  );
}

/** "P2002", "ECONNREFUSED": never more than a name. */
function codeOf({ code }: { code?: unknown }): string | undefined {
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : undefined;
}

/** The lines of a stack that say where, without the message before them. */
function placesOf({ stack }: Error): string | undefined {
  return stack
    ?.split('\n')
    .filter((line) => /^ {4}at .*(:\d+:\d+\)?|\(native\)|<anonymous>\)?)$/.test(line))
    .slice(0, 7)
    .join('\n');
}
