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
        // A database error repeats the values of the row in its message: keep the kind and the place, not the text.
        err: (error: Error & { code?: string }) => ({
          type: error.name,
          code: error.code,
          stack: error.stack?.split('\n').slice(1, 8).join('\n'),
        }),
      },
    },
    ...(destination ? [destination] : []),
  );
}
