// Urgent help, in the bundle of every client and on the server: it must be there with no network and no JavaScript.
// Every line is looked at again before its `reviewBy`: tests/contract/review-dates.test.ts warns 90 days ahead and fails from that day.
// To check against: nhs.uk, nhsinform.scot, 111.wales.nhs.uk, lifelinehelpline.info, samaritans.org, giveusashout.org,
// callhelpline.org.uk, breathingspace.scot, 999bsl.co.uk, relayuk.bt.com, 988lifeline.org, crisistextline.org, fcc.gov.

export type UrgentHelpNation = 'ENGLAND' | 'SCOTLAND' | 'WALES' | 'NORTHERN_IRELAND' | 'UNITED_STATES';
export type UrgentHelpChannel = 'PHONE' | 'TEXT' | 'RELAY' | 'WEB';

export interface UrgentHelpLine {
  name: string;
  description: string;
  channel: UrgentHelpChannel;
  /** tel:, sms: or https: */
  href: string;
  /** What to dial, text or open, as shown. */
  display: string;
  hours: string;
  nations: readonly UrgentHelpNation[];
  /** ISO date: somebody checks this line again before then. */
  reviewBy: string;
}

const UK = ['ENGLAND', 'SCOTLAND', 'WALES', 'NORTHERN_IRELAND'] as const;
/** The hours of a line that is never closed. */
export const ALWAYS = 'Day and night, every day';
const reviewBy = '2027-06-01';

function line(
  nations: readonly UrgentHelpNation[],
  channel: UrgentHelpChannel,
  name: string,
  description: string,
  href: string,
  display: string,
  hours: string = ALWAYS,
): UrgentHelpLine {
  return { name, description, channel, href, display, hours, nations, reviewBy };
}

const US = ['UNITED_STATES'] as const;

/** In the order they are shown: danger first, then somebody to talk to, then ways without speaking or hearing. */
export const urgentHelpLines: readonly UrgentHelpLine[] = [
  line(UK, 'PHONE', 'Emergency', 'Somebody is hurt, or in danger now.', 'tel:999', '999'),
  line(
    ['ENGLAND'],
    'PHONE',
    'NHS 111',
    'Choose the mental health option. Friends and carers can call too.',
    'tel:111',
    '111',
  ),
  line(['SCOTLAND'], 'PHONE', 'NHS 24', 'Ask for the mental health hub.', 'tel:111', '111'),
  line(['WALES'], 'PHONE', 'NHS 111 Wales', 'Press 2 for mental health.', 'tel:111', '111'),
  line(
    ['NORTHERN_IRELAND'],
    'PHONE',
    'Lifeline',
    'For anyone in distress or despair. Free.',
    'tel:08088088000',
    '0808 808 8000',
  ),
  line(UK, 'PHONE', 'Samaritans', 'Talk about anything. Free, and not on your phone bill.', 'tel:116123', '116 123'),
  line(
    UK,
    'TEXT',
    'Shout',
    'Text with somebody. Free, and not on your phone bill.',
    'sms:85258?body=SHOUT',
    'Text SHOUT to 85258',
  ),
  line(
    ['SCOTLAND'],
    'PHONE',
    'Breathing Space',
    'When you feel low or worried. Free.',
    'tel:0800838587',
    '0800 83 85 87',
    'Monday to Thursday 6 pm to 2 am; Friday 6 pm to Monday 6 am',
  ),
  line(
    ['WALES'],
    'PHONE',
    'C.A.L.L. helpline',
    'Listening and support in Wales. Free.',
    'tel:0800132737',
    '0800 132 737',
  ),
  line(
    ['WALES'],
    'PHONE',
    'Samaritans in Welsh',
    'Siarad yn Gymraeg. Free.',
    'tel:08081640123',
    '0808 164 0123',
    'Every day, 7 pm to 11 pm',
  ),
  line(
    UK,
    'WEB',
    'Emergency in British Sign Language',
    'A video call with a BSL interpreter.',
    'https://999bsl.co.uk/',
    '999bsl.co.uk',
  ),
  line(UK, 'RELAY', 'Emergency by Relay UK', 'Type instead of speaking.', 'tel:18000', '18000'),
  line(
    ['ENGLAND', 'SCOTLAND', 'WALES'],
    'RELAY',
    '111 by Relay UK',
    'Type instead of speaking.',
    'tel:18001111',
    '18001 111',
  ),
  line(
    ['NORTHERN_IRELAND'],
    'RELAY',
    'Lifeline by Relay UK',
    'Type instead of speaking.',
    'tel:1800108088088000',
    '18001 0808 808 8000',
  ),
  line(UK, 'RELAY', 'Samaritans by Relay UK', 'Type instead of speaking.', 'tel:18001116123', '18001 116 123'),
  line(
    US,
    'PHONE',
    'Emergency',
    'Somebody is hurt, or in danger now. You can text 911 in many places.',
    'tel:911',
    '911',
  ),
  line(US, 'PHONE', '988 Lifeline', 'Talk with somebody. Free.', 'tel:988', '988'),
  line(US, 'TEXT', '988 Lifeline by text', 'Text with somebody. Free.', 'sms:988', 'Text 988'),
  line(US, 'TEXT', 'Crisis Text Line', 'Text with somebody. Free.', 'sms:741741?body=HOME', 'Text HOME to 741741'),
  line(US, 'WEB', '988 Lifeline chat', 'Chat with somebody.', 'https://988lifeline.org/chat/', '988lifeline.org/chat'),
  line(
    US,
    'WEB',
    '988 in American Sign Language',
    'A video call with somebody who signs.',
    'https://988lifeline.org/help-yourself/for-deaf-hard-of-hearing/',
    '988lifeline.org, in ASL',
  ),
  line(US, 'RELAY', '988 by relay', 'Dial 711, then 988.', 'tel:711', '711, then 988'),
];

/** The lines of one nation, in the order to show them. */
export function urgentHelpOf(nation: UrgentHelpNation): UrgentHelpLine[] {
  return urgentHelpLines.filter(({ nations }) => nations.includes(nation));
}
