/**
 * A note in the person's own calendar that says nothing to anybody who looks over their shoulder.
 * @param on "2026-11-25"
 */
export function calendarNote(on: string, now: Date): Response {
  if (!/^20\d\d-\d\d-\d\d$/.test(on) || Number.isNaN(Date.parse(on))) {
    return new Response('Please say the day as 2026-11-25.', { status: 400 });
  }
  const day = on.replaceAll('-', '');
  const stamp = `${now.toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`;
  // RFC 5545: lines end in CRLF.
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//note//EN',
    'BEGIN:VEVENT',
    `UID:note-${day}@calendar.invalid`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day}`,
    'SUMMARY:A note for myself',
    'TRANSP:TRANSPARENT',
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return new Response(`${lines.join('\r\n')}\r\n`, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="note.ics"',
      'cache-control': 'no-store',
    },
  });
}
