import { connectHost } from './host-frame.ts';
import { listenForLeaving } from './leave.ts';

// On pages that the server wrote whole (check, sent): only the way out, and the partner's page is told its size.
const { origins = '', sent } = document.body.dataset;
const host = connectHost(origins.split(' ').filter(Boolean));
listenForLeaving(() => host.tell({ kith: 'leave' }));
if (sent !== undefined) host.tell({ kith: 'submitted' });
